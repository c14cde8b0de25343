import type { ReadableDb, WritableDb } from './handle.ts';

/** A call of which one content came several times, although each was acknowledged. */
export interface RepeatedCall {
  readonly callId: string;
  /** When the content that came last was delivered, oldest first; the latest ones where they are many. */
  readonly deliveredAtMs: readonly number[];
}

interface DuplicatePush {
  readonly id: number;
  readonly source: string;
  readonly receivedAtMs: number;
  readonly replayOf: number | null;
}

/** Pushes that the platform did not send. */
const ownSources = `('replay', 'sample')`;
/** Of a call's records so many are looked at: a platform tries some ten times. */
const mostDeliveries = 12;
/** What follows sooner is no retry. */
const retryAfterMs = 30_000;

/** Notes that a content of the call came again after a while; what the operator did counts for nothing. */
export function noteRepeat(db: WritableDb, callRow: number, { id, source, receivedAtMs, replayOf }: DuplicatePush): void {
  if (replayOf !== null || source === 'sample') return;
  const previous = db.get<{ atMs: number }>(
    `SELECT received_at_ms AS atMs FROM push_records JOIN pushes ON pushes.id = push_id
     WHERE call_row = ? AND push_id < ? ORDER BY push_id DESC LIMIT 1`,
    callRow,
    id,
  );
  if (previous === undefined || receivedAtMs - previous.atMs < retryAfterMs) return;
  db.run('INSERT INTO repeated_calls VALUES (?, ?) ON CONFLICT DO UPDATE SET last_at_ms = max(last_at_ms, excluded.last_at_ms)', callRow, receivedAtMs);
}

/**
 * Calls of which a content came again since `sinceMs`, latest first, at most `limit`; only deliveries that were answered in
 * the form that is in force count.
 */
export function repeatedCalls(db: ReadableDb, sinceMs: number, limit: number): RepeatedCall[] {
  return db.snapshot(() => {
    const rows = db.all<{ row: number; callId: string }>(
      'SELECT call_row AS row, call_id AS callId FROM repeated_calls JOIN calls ON calls.id = call_row WHERE last_at_ms >= ? ORDER BY last_at_ms DESC LIMIT ?',
      sinceMs,
      limit,
    );
    const answeredAfter = db.get<{ id: number | null }>('SELECT max(after_push_id) AS id FROM answer_forms')?.id ?? 0;
    return rows.map(({ row, callId }) => ({ callId, deliveredAtMs: deliveriesOf(db, row, answeredAfter) }));
  });
}

function deliveriesOf(db: ReadableDb, callRow: number, answeredAfter: number): number[] {
  const latest = db.all<{ hash: Buffer; atMs: number }>(
    `SELECT content_hash AS hash, received_at_ms AS atMs FROM push_records JOIN pushes ON pushes.id = push_id
     WHERE call_row = ? AND push_id > ? AND content_hash IS NOT NULL AND replay_of IS NULL AND source NOT IN ${ownSources}
     ORDER BY push_id DESC LIMIT ?`,
    callRow,
    answeredAfter,
    mostDeliveries,
  );
  const [last] = latest;
  return last === undefined ? [] : latest.filter(({ hash }) => hash.equals(last.hash)).map(({ atMs }) => atMs).toReversed();
}
