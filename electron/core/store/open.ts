import { AppError, messageOf } from '#shared/errors.ts';
import { DamagedCopyError, integrityProblems } from './copies.ts';
import { storageFaultOf } from './faults.ts';
import type { StorageFault } from './faults.ts';
import { acceptingPatienceMs, openReadable, openWritable } from './handle.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { schemaVersion } from './schema.ts';

/** The schema that this Earshot works with. */
export const newestSchema = migrations.at(-1)?.version ?? 0;

/**
 * Opens the database for accepting and brings it up to the newest schema; makes it where there is none. A disk that is
 * full just now, or a lock that somebody has, is for later: nothing can be kept until then, but everything can be read.
 * Throws `database-newer` for the file of a later Earshot, `database-damaged` where it cannot be read (with
 * `readThrough`, anywhere in it, which takes its time), `database-unusable` where it cannot be opened or backed up.
 */
export function openForAccepting(file: string, { readThrough = false }: { readonly readThrough?: boolean } = {}): WritableDb {
  return usable(file, () => {
    // Copying the WAL into the database is left to deriving; the limit is for when that does not run.
    const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 20_000, patienceMs: acceptingPatienceMs });
    try {
      const [damage] = readThrough ? integrityProblems(db, 1) : [];
      if (damage !== undefined) throw new DamagedCopyError(damage);
      migrate(db, file, migrations);
      tryToWrite(db);
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
  return usable(file, () => current(openWritable(file, { synchronous: 'NORMAL', checkpointPages: 0 }), file));
}

export function openForReading(file: string): ReadableDb {
  return usable(file, () => current(openReadable(file), file));
}

function current<Db extends ReadableDb>(db: Db, file: string): Db {
  if (schemaVersion(db) === newestSchema) return db;
  db.close();
  throw new AppError('database-unusable', `The database ${file} was not brought up to date before it was opened for reading.`);
}

/** Changes nothing: a file that cannot be written to, or is another program's, is told of now and not at the first push. */
function tryToWrite(db: WritableDb): void {
  try {
    db.run('UPDATE derive_state SET only_row = only_row');
  } catch (error) {
    const fault = storageFaultOf(error);
    if (fault !== 'disk-full' && fault !== 'database-locked') throw error;
  }
}

function usable<Db>(file: string, open: () => Db): Db {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const fault = storageFaultOf(cause);
    const code = fault === 'database-damaged' ? 'database-damaged' : 'database-unusable';
    throw new AppError(code, `The database ${file} cannot be used: ${messageOf(cause)}. ${adviceFor(fault)}`, { cause });
  }
}

function adviceFor(fault: StorageFault | null): string {
  switch (fault) {
    case 'disk-full':
      return 'Make room on its disk, then start Earshot again.';
    case 'read-only':
      return 'Make the file and its folder writable, then start Earshot again.';
    case 'database-locked':
      return 'Another program has it open and locked: end that one, then start Earshot again.';
    case 'disk-failing':
      return 'Its disk does not read or write as it should: check the disk before anything else.';
    case 'database-damaged':
    case 'database-gone':
    case null:
      return 'Restore a backup, or move the file away to begin with an empty one.';
  }
}
