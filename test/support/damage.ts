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

/** Overwrites the page that the newest pushes are on, after what is in the database's log was written into it. */
export function damageNewestPushes(file: string): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const { page } = db.prepare(`SELECT max(pageno) AS page FROM dbstat WHERE name = 'pushes' AND pagetype = 'leaf'`).get() as { page: number };
  db.close();
  overwrite(file, (page - 1) * pageBytes, pageBytes);
}

/** Overwrites one of the pages that hold rows of a table, the first one being 0, after what is in the database's log was written into it. */
export function damageLeaf(file: string, table: string, at: number): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const pages = db.prepare(`SELECT pageno AS page FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path`).all(table) as { page: number }[];
  db.close();
  const leaf = pages[at];
  if (leaf === undefined) throw new Error(`${table} has ${String(pages.length)} leaves`);
  overwrite(file, (leaf.page - 1) * pageBytes, pageBytes);
}

/** Gives an index of a database that nobody uses other values than its table has; each page is well formed. */
export function spoilIndex(file: string): void {
  const db = new Database(file);
  // Else the schema cannot be written to.
  db.unsafeMode(true);
  const index = `type = 'index' AND name = 'calls_by_start'`;
  const { sql } = db.prepare(`SELECT sql FROM sqlite_schema WHERE ${index}`).get() as { sql: string };
  db.exec(`DROP INDEX calls_by_start; ${sql.replace('started_at_ms', 'received_at_ms')}; PRAGMA writable_schema = ON`);
  db.prepare(`UPDATE sqlite_schema SET sql = ? WHERE ${index}`).run(sql);
  db.close();
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
