import type { ReadableDb, WritableDb } from './handle.ts';

/** A call of which one content came several times, although each was acknowledged. */
export interface RepeatedCall {
  readonly callId: string;
  /** When the content that came last was delivered, oldest first; the latest ones where they are many. */
  readonly deliveredAtMs: readonly number[];
}

/** Pushes that the platform did not send. */
const ownSources = `('replay', 'sample')`;
/** Of a call's records so many are looked at. */
const mostDeliveries = 40;

/** Notes that a content of the call came again; what the operator did counts for nothing. */
export function noteRepeat(db: WritableDb, callRow: number, { source, receivedAtMs, replayOf }: { readonly source: string; readonly receivedAtMs: number; readonly replayOf: number | null }): void {
  if (replayOf !== null || source === 'sample') return;
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
