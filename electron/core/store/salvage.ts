import { isDeepStrictEqual } from 'node:util';
import { openReadable, openWritable } from './handle.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { salvageReviews } from './salvageReviews.ts';
import { adoptRefused, noteReplayed, refusalFacts } from './refused.ts';
import type { RefusalFacts } from './refused.ts';

/** What was brought over from a database that is damaged or was set aside. */
export interface Salvaged {
  /** Pushes that were readable there and missing here, and are here now. */
  readonly brought: number;
  /** How many more there seem to be that could not be read. */
  readonly unreadable: number;
  /** Why nothing was brought over where that was not tried to the end; null where it was. */
  readonly because: 'nothing-readable' | 'other-history' | 'took-too-long' | null;
}

interface SalvagedPush {
  readonly id: number;
  readonly received_at_ms: number;
  readonly source: string;
  readonly headers: string;
  readonly refusal_code: string | null;
  readonly refusal_reason: string | null;
  readonly replay_of: number | null;
  readonly body: Uint8Array;
}

const columns = 'id, received_at_ms, source, headers, refusal_code, refusal_reason, replay_of, body';
const pushesPerStep = 200;
/** Ids in a row that may be unreadable before the rest is taken for lost: a page holds few pushes, a broken branch many. */
const longestGap = 20_000;

/**
 * Brings pushes over that `from` has after the last one of `into`, with their ids, as far as they can be read; they are
 * derived like any other then. Nothing comes from a database of another history, in which the pushes that both have are
 * not the same ones. What is the operator's own comes too. `from` is not changed; `into` must have been opened by the store before, and by nobody now.
 */
export function salvagePushes({ from, into, mostMs = 120_000 }: { readonly from: string; readonly into: string; readonly mostMs?: number }): Salvaged {
  const target = openWritable(into, { synchronous: 'FULL', checkpointPages: 20_000 });
  try {
    const source = openedSource(from);
    if (source === null) return { brought: 0, unreadable: 0, because: 'nothing-readable' };
    try {
      return salvageFrom(source, target, performance.now() + mostMs);
    } finally {
      source.close();
    }
  } finally {
    target.close();
  }
}

function salvageFrom(source: ReadableDb, target: WritableDb, deadline: number): Salvaged {
  const first = target.get<{ id: number | null }>('SELECT max(id) AS id FROM pushes')?.id ?? 0;
  if (!isSameHistory(source, target, first)) return { brought: 0, unreadable: 0, because: 'other-history' };
  salvageReviews(source, target);
  const last = lastPushId(source);
  let brought = 0;
  let unreadable = 0;
  let gap = 0;
  for (let after = first; after < last && gap < longestGap; ) {
    if (performance.now() > deadline) return { brought, unreadable: unreadable + last - after, because: 'took-too-long' };
    const read = readAfter(source, after, last);
    if (read.pushes.length > 0) {
      brought += keep(target, read.pushes, refusalFacts(source, after, read.upTo));
      gap = 0;
    }
    if (read.isDamaged) {
      unreadable += 1;
      gap += 1;
    }
    after = read.upTo;
  }
  if (gap >= longestGap) return { brought, unreadable, because: null };
  return { brought, unreadable, because: brought === 0 && unreadable > 0 ? 'nothing-readable' : null };
}

/** Some pushes in order, and up to which id this looked; where the next one cannot be read, that one id was passed over. */
function readAfter(source: ReadableDb, after: number, last: number): { readonly pushes: readonly SalvagedPush[]; readonly upTo: number; readonly isDamaged: boolean } {
  for (const count of [pushesPerStep, 10, 1]) {
    try {
      const pushes = source.all<SalvagedPush>(`SELECT ${columns} FROM pushes WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`, after, last, count);
      return { pushes: pushes.filter(isWhole), upTo: pushes.at(-1)?.id ?? last, isDamaged: pushes.some((push) => !isWhole(push)) };
    } catch {
      // A damaged page somewhere among them: fewer at once come nearer to it.
    }
  }
  try {
    // The one push that cannot be read, or a branch of the tree on the way to it: the next id may lie on another one.
    const push = source.get<SalvagedPush>(`SELECT ${columns} FROM pushes WHERE id = ?`, after + 1);
    return { pushes: push !== undefined && isWhole(push) ? [push] : [], upTo: after + 1, isDamaged: push === undefined };
  } catch {
    return { pushes: [], upTo: after + 1, isDamaged: true };
  }
}

/** On a damaged page a row may be anything. */
function isWhole({ id, received_at_ms, source, headers, body }: SalvagedPush): boolean {
  return Number.isSafeInteger(id) && id > 0 && Number.isSafeInteger(received_at_ms) && typeof source === 'string' && isJson(headers) && body instanceof Uint8Array;
}

function isJson(text: unknown): boolean {
  try {
    return typeof text === 'string' && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function keep(target: WritableDb, pushes: readonly SalvagedPush[], known: ReadonlyMap<number, RefusalFacts>): number {
  return target.write(() => {
    let kept = 0;
    for (const push of pushes) {
      // What it repeats may be among those that could not be read.
      const repeats = push.replay_of !== null && target.get('SELECT 1 FROM pushes WHERE id = ?', push.replay_of) !== undefined ? push.replay_of : null;
      const { changes } = target.run(
        `INSERT OR IGNORE INTO pushes (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        push.id,
        push.received_at_ms,
        push.source,
        push.headers,
        push.refusal_code,
        push.refusal_reason,
        repeats,
        push.body,
      );
      kept += changes;
      if (changes > 0 && repeats !== null) noteReplayed(target, repeats, push.refusal_code === null);
    }
    adoptRefused(target, known);
    return kept;
  });
}

/** Whether the last pushes that both have are the same. A push that cannot be read there tells nothing. */
function isSameHistory(source: ReadableDb, target: ReadableDb, last: number): boolean {
  const sql = 'SELECT received_at_ms, source, body FROM pushes WHERE id = ?';
  for (let id = last; id > 0 && id > last - 5; id -= 1) {
    const ours = target.get(sql, id);
    if (ours === undefined) continue;
    try {
      const theirs = source.get(sql, id);
      return theirs === undefined ? lastPushId(source) < last : isDeepStrictEqual(ours, theirs);
    } catch {
      // Damaged just here: the one before tells as much.
    }
  }
  return true;
}

/** The highest id that a push may have; SQLite keeps it apart from the pushes, so it can be known where they are damaged. */
function lastPushId(source: ReadableDb): number {
  const questions = [`SELECT seq AS id FROM sqlite_sequence WHERE name = 'pushes'`, 'SELECT max(id) AS id FROM pushes', 'SELECT max(push_id) AS id FROM push_records'];
  const answers = questions.map((sql) => {
    try {
      return source.get<{ id: number | null }>(sql)?.id ?? 0;
    } catch {
      return 0;
    }
  });
  return Math.max(...answers.filter(Number.isSafeInteger), 0);
}

function openedSource(file: string): ReadableDb | null {
  try {
    const db = openReadable(file);
    try {
      db.get('SELECT name FROM sqlite_schema LIMIT 1');
      return db;
    } catch {
      db.close();
      return null;
    }
  } catch {
    return null;
  }
}
