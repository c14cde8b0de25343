import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

const pageBytes = 4096;

/** Overwrites pages in the middle of a database file, after what is in its log was written into it; `at`: from 0 to 1. */
export function damageDatabase(file: string, at: number, pages = 8): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  overwrite(file, Math.floor((statSync(file).size * at) / pageBytes) * pageBytes, pages * pageBytes);
}

/** Overwrites the header, so that the file is no database any more. */
export function destroyHeader(file: string): void {
  overwrite(file, 0, 100);
}

function overwrite(file: string, start: number, bytes: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, start);
  closeSync(handle);
}
