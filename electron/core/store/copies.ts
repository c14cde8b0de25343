import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { messageOf } from '#shared/errors.ts';
import { openReadable } from './handle.ts';
import type { ReadableDb } from './handle.ts';
import { schemaVersion } from './schema.ts';

/** What a copy must agree with its original in; null where the schema has no such thing. */
export interface DatabaseFacts {
  readonly schemaVersion: number;
  readonly pushes: number | null;
  readonly lastPushId: number | null;
  readonly calls: number | null;
}

export interface CopyOptions {
  readonly file: string;
  /** Where the finished copy is put; what has that name is replaced. */
  readonly to: string;
  /** From 0 to 1. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** A copy that was read through and is not what it should be: its original is damaged, or the disk is. */
export class DamagedCopyError extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/** Pages of one step: some milliseconds. */
const pagesPerStep = 2000;
/** After so many steps what was written is brought to the disk: all of it at once would hold up whoever commits meanwhile. */
const stepsPerSync = 4;
const longestRestMs = 200;
/** The share of a copy's time that copying takes; the rest is reading it through. */
const copyingShare = 0.7;

const unfinishedName = (to: string): string => `${to}.unfinished`;

/**
 * Copies a database that others may be writing to: the copy is of one moment, the one file holds everything, it is read
 * through and compared with the original before it gets its name, and it is on the disk then. Throws, and leaves nothing,
 * where any of that fails; `storageFaultOf` tells whether the database or what was written of it is damaged.
 */
export async function copyDatabase({ file, to, onProgress, signal }: CopyOptions): Promise<DatabaseFacts> {
  const unfinished = unfinishedName(to);
  removeDatabase(unfinished);
  try {
    const facts = await copyPages(file, unfinished, (done) => {
      signal?.throwIfAborted();
      onProgress?.(done * copyingShare);
    });
    finishCopy(unfinished, to, facts);
    onProgress?.(1);
    return facts;
  } catch (error) {
    discardDatabase(unfinished);
    throw error;
  }
}

async function copyPages(file: string, unfinished: string, onProgress: (done: number) => void): Promise<DatabaseFacts> {
  const source = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    // One moment for the whole copy: without it SQLite begins anew whenever another connection has written in between.
    source.exec('BEGIN');
    closeSync(openSync(unfinished, 'w', 0o600));
    const facts = factsOf({
      // oxlint-disable-next-line typescript/no-unnecessary-type-parameters, typescript/no-unsafe-type-assertion -- as for every handle, the caller names the row.
      get: <Row>(sql: string) => source.prepare(sql).get() as Row | undefined,
    });
    let steps = 0;
    let beganMs = performance.now();
    await source.backup(unfinished, {
      progress({ totalPages, remainingPages }) {
        onProgress(1 - remainingPages / Math.max(1, totalPages));
        steps += 1;
        if (steps % stepsPerSync === 0) syncFile(unfinished);
        // As long a rest as the step took: nobody waits for a backup, and others want the disk.
        rest(Math.min(longestRestMs, performance.now() - beganMs));
        beganMs = performance.now();
        return pagesPerStep;
      },
    });
    return facts;
  } finally {
    if (source.inTransaction) source.exec('ROLLBACK');
    source.close();
  }
}

/** Makes one plain file of the copy, reads it through, compares it and gives it its name; on return it is on the disk. */
export function finishCopy(unfinished: string, to: string, expected: DatabaseFacts): void {
  // It holds every call there is, wherever it is put.
  chmodSync(unfinished, 0o600);
  plainFile(unfinished);
  const found = checkedFacts(unfinished);
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new DamagedCopyError(`The copy differs from the database: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}.`);
  }
  syncFile(unfinished);
  renameSync(unfinished, to);
  syncFolder(dirname(to));
}

/** Makes one file of a database that nobody uses, so that it can be read on a disk that cannot be written to. */
export function plainFile(file: string): void {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/** Reads a database through that nobody writes to and says what is in it; throws `DamagedCopyError` where it is not whole. */
export function checkedFacts(file: string): DatabaseFacts {
  let problems: string[];
  let facts: DatabaseFacts;
  try {
    const db = openReadable(file);
    try {
      problems = integrityProblems(db);
      facts = factsOf(db);
    } finally {
      db.close();
    }
  } catch (cause) {
    throw new DamagedCopyError(messageOf(cause), { cause });
  }
  if (problems.length > 0) throw new DamagedCopyError(problems[0]);
  return facts;
}

/**
 * What SQLite finds wrong with the database, in its words; empty where it is whole. One check for whatever is read through:
 * what a lesser one lets pass when a backup is made would be refused when it is needed. Indexes are compared with their
 * tables, which `quick_check` does not do.
 */
export function integrityProblems(db: ReadableDb, most = 20): string[] {
  return db
    .all<{ integrity_check: string }>(`PRAGMA integrity_check(${most})`)
    .map((row) => row.integrity_check)
    .filter((line) => line !== 'ok');
}

export function factsOf(db: Pick<ReadableDb, 'get'>): DatabaseFacts {
  const count = (table: string, what: string): number | null => {
    const exists = db.get(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '${table}'`) !== undefined;
    return exists ? (db.get<{ n: number | null }>(`SELECT ${what} AS n FROM ${table}`)?.n ?? 0) : null;
  };
  return {
    schemaVersion: schemaVersion(db),
    pushes: count('pushes', 'count(*)'),
    lastPushId: count('pushes', 'max(id)'),
    calls: count('calls', 'count(*)'),
  };
}

/** Deletes a database with what belongs to it. */
export function removeDatabase(file: string): void {
  for (const part of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
}

/** The same after something else failed, which is what is to be told. */
export function discardDatabase(file: string): void {
  try {
    removeDatabase(file);
  } catch {
    // It is in nobody's way: the next attempt deletes it.
  }
}

function rest(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A new name is on the disk only once its folder is. Windows opens no folders, and writes names through. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
