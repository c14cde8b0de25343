import { mkdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { discardDatabase, factsOf, finishCopy, removeDatabase } from './copies.ts';
import type { WritableDb } from './handle.ts';
import type { Migration } from './migrations/index.ts';
import { schemaVersion } from './schema.ts';

/**
 * Brings the database up to the newest schema, all pending steps in one transaction. An older file with data is copied
 * into `backups/` beside it first, and the copy is checked. Throws `database-newer` for the file of a later Earshot.
 */
export function migrate(db: WritableDb, file: string, steps: readonly Migration[]): void {
  const version = schemaVersion(db);
  const newest = steps.at(-1)?.version ?? 0;
  if (version === newest) return;
  if (version > newest) {
    throw new AppError(
      'database-newer',
      `The database ${file} was written by a newer Earshot (schema ${version}, this one knows up to ${newest}). Install that version, or restore an older backup.`,
    );
  }
  if (version > 0) backUp(db, file, version);
  db.write(() => {
    // Another process may have migrated it while this one waited for the lock.
    const current = schemaVersion(db);
    for (const step of steps) {
      if (step.version <= current) continue;
      step.up(db);
      db.exec(`PRAGMA user_version = ${step.version}`);
    }
  });
}

/** Copies the database to `backups/<name>-schema-<version>.db`, as a backup that was read through. */
function backUp(db: WritableDb, file: string, version: number): void {
  const folder = join(dirname(file), 'backups');
  const copy = join(folder, `${basename(file, extname(file))}-schema-${version}.db`);
  const unfinished = `${copy}.unfinished`;
  try {
    mkdirSync(folder, { recursive: true });
    removeDatabase(unfinished);
    db.run('VACUUM INTO ?', unfinished);
    finishCopy(unfinished, copy, factsOf(db));
  } catch (cause) {
    discardDatabase(unfinished);
    throw new AppError('database-unusable', `The database ${file} has to be updated, but no backup of it could be made at ${copy}. Make room there and start Earshot again.`, {
      cause,
    });
  }
}
