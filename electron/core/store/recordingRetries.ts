import { giveUpAfterMs } from '#shared/model/recording.ts';
import type { RecordingKind, RecordingReason } from '#shared/model/recording.ts';
import type { WritableDb } from './handle.ts';
import type { RecordingKey } from './recordings.ts';

/** Makes a recording that is waiting, was given up or freed due at once, as if it had been pushed only now. */
export function retryNow(db: WritableDb, callRow: number, kind: RecordingKind, nowMs: number): boolean {
  const sql = `UPDATE recordings SET state = 'waiting', attempts = 0, next_try_at_ms = ?, give_up_at_ms = max(?, ifnull(give_up_at_ms, 0))
               WHERE call_row = ? AND kind = ? AND (state IN ('waiting', 'unavailable') OR (state = 'freed' AND file IS NULL))`;
  return db.run(sql, nowMs, nowMs + giveUpAfterMs, callRow, kind).changes > 0;
}

/** The same for up to `limit` that wait or were given up, leaving out those that it was done for since `nowMs`; returns which. */
export function retrySome(db: WritableDb, nowMs: number, limit: number): RecordingKey[] {
  const endMs = nowMs + giveUpAfterMs;
  const select = 'SELECT call_row AS callRow, kind FROM recordings WHERE give_up_at_ms < ?';
  // One that failed again meanwhile was given up later.
  const givenUp = db.all<RecordingKey>(`${select} AND state = 'unavailable' LIMIT ?`, nowMs, limit);
  // The second condition is the index's.
  const waiting = db.all<RecordingKey>(`${select} AND state = 'waiting' AND state IN ('waiting', 'downloading') LIMIT ?`, endMs, limit - givenUp.length);
  return [...givenUp, ...waiting].filter(({ callRow, kind }) => retryNow(db, callRow, kind, nowMs));
}

/** What other settings change. */
export type RefusingReason = Extract<RecordingReason, 'private-address' | 'too-large'>;

/** Makes recordings due that are refused for `reason`, where `isAllowedNow`; returns which. */
export function retryRefused(db: WritableDb, reason: RefusingReason, isAllowedNow: (url: string) => boolean, nowMs: number): RecordingKey[] {
  const refused = db.all<RecordingKey & { url: string }>(
    // The first condition is the index's.
    `SELECT call_row AS callRow, kind, url FROM recordings INDEXED BY recordings_refused
     WHERE reason IN ('private-address', 'too-large') AND reason = ? AND state IN ('unavailable', 'waiting')`,
    reason,
  );
  return refused.filter(({ callRow, kind, url }) => isAllowedNow(url) && retryNow(db, callRow, kind, nowMs));
}
