import { bucketOf, bucketWidthMs } from './buckets.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

/** What a counter needs of a call: its row, its arrival, its status. */
export interface CountedCall {
  readonly row: number;
  readonly receivedAtMs: number;
  readonly status: string | null;
}

/** Calls by status (`""` for none). */
export interface CallCounts {
  /** Those that arrived at or after the asked time. */
  readonly since: Record<string, number>;
  readonly all: Record<string, number>;
}

export function countCall(db: WritableDb, call: CountedCall): void {
  add(db, call, 1);
}

/** Moves a call from the status that it was counted under to another one. */
export function recountCall(db: WritableDb, call: CountedCall, status: string | null): void {
  if (call.status === status) return;
  add(db, call, -1);
  add(db, { ...call, status }, 1);
}

/** Counts by arrival. Whole buckets are summed; the calls of the one that `sinceMs` lies in are looked at one by one. */
export function countCalls(db: ReadableDb, sinceMs: number): CallCounts {
  return db.snapshot(() => {
    const firstWhole = Math.ceil(sinceMs / bucketWidthMs) * bucketWidthMs;
    const whole = db.all<Count>('SELECT status, sum(calls) AS calls FROM call_counters WHERE bucket_ms >= ? GROUP BY status', firstWhole);
    const edge = db.all<Count>(
      `SELECT ifnull(status, '') AS status, count(*) AS calls FROM calls
       WHERE id BETWEEN (SELECT min(first_row) FROM call_counters WHERE bucket_ms = ?) AND (SELECT max(last_row) FROM call_counters WHERE bucket_ms = ?)
         AND received_at_ms >= ? AND received_at_ms < ? GROUP BY 1`,
      firstWhole - bucketWidthMs,
      firstWhole - bucketWidthMs,
      sinceMs,
      firstWhole,
    );
    const all = db.all<Count>('SELECT status, calls FROM call_totals');
    return { since: byStatus([...whole, ...edge]), all: byStatus(all) };
  });
}

export function totalCalls(db: ReadableDb): number {
  return db.get<{ calls: number | null }>('SELECT sum(calls) AS calls FROM call_totals')?.calls ?? 0;
}

interface Count {
  readonly status: string;
  readonly calls: number;
}

function add(db: WritableDb, { row, receivedAtMs, status }: CountedCall, change: 1 | -1): void {
  db.run(
    `INSERT INTO call_counters (bucket_ms, status, calls, first_row, last_row) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET calls = calls + excluded.calls,
       first_row = min(first_row, excluded.first_row), last_row = max(last_row, excluded.last_row)`,
    bucketOf(receivedAtMs),
    status ?? '',
    change,
    row,
    row,
  );
  db.run(
    'INSERT INTO call_totals (status, calls) VALUES (?, ?) ON CONFLICT DO UPDATE SET calls = calls + excluded.calls',
    status ?? '',
    change,
  );
}

function byStatus(counts: readonly Count[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { status, calls } of counts) {
    if (calls > 0) sums.set(status, (sums.get(status) ?? 0) + calls);
  }
  return Object.fromEntries(sums);
}
