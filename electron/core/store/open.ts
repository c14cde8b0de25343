import { AppError, messageOf } from '#shared/errors.ts';
import { openReadable, openWritable } from './handle.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';

/**
 * Opens the database for accepting and brings it up to the newest schema; makes it where there is none. Throws
 * `database-newer` for the file of a later Earshot, `database-unusable` where it cannot be opened, read or backed up.
 */
export function openForAccepting(file: string): WritableDb {
  return usable(file, () => {
    // Copying the WAL into the database is left to deriving; the limit is for when that does not run.
    const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 20_000 });
    try {
      migrate(db, file, migrations);
      // Changes nothing: a file that cannot be written to, or is another program's, is told of now and not at the first push.
      db.run('UPDATE derive_state SET only_row = only_row');
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  });
}

/**
 * Opens the database for deriving. What is derived may be lost in a power cut: it is derived again from the pushes, which
 * are there, as commits are never lost out of order.
 */
export function openForDeriving(file: string): WritableDb {
  return usable(file, () => current(openWritable(file, { synchronous: 'NORMAL', checkpointPages: 2000 }), file));
}

export function openForReading(file: string): ReadableDb {
  return usable(file, () => current(openReadable(file), file));
}

function current<Db extends ReadableDb>(db: Db, file: string): Db {
  if (schemaVersion(db) === migrations.at(-1)?.version) return db;
  db.close();
  throw new AppError('database-unusable', `The database ${file} was not brought up to date before it was opened for reading.`);
}

function usable<Db>(file: string, open: () => Db): Db {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('database-unusable', `The database ${file} cannot be used: ${messageOf(cause)}. Restore a backup, or move the file away to begin with an empty one.`, { cause });
  }
}
