import { insertEvent } from './events.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

/** A call that is being derived anew is reminded of once it is here again. */
const dueCalls = 'reviews JOIN calls ON calls.call_id = reviews.call_id WHERE due_at_ms IS NOT NULL AND reminded_at_ms IS NULL';

/** When the next follow-up is due that nobody was reminded of; null where there is none. */
export function nextReminderAtMs(db: ReadableDb): number | null {
  return db.get<{ ms: number }>(`SELECT due_at_ms AS ms FROM ${dueCalls} ORDER BY due_at_ms LIMIT 1`)?.ms ?? null;
}

/** Tells of all follow-ups that are due, once and as one, in the transaction that notes it. Returns how many there were. */
export function remind(db: WritableDb, nowMs: number): number {
  return db.write(() => {
    const due = db.all<{ row: number; callId: string }>(`SELECT calls.id AS row, calls.call_id AS callId FROM ${dueCalls} AND due_at_ms <= ? ORDER BY due_at_ms, calls.id`, nowMs);
    const [first] = due;
    if (first === undefined) return 0;
    // No mark of a call follows from this.
    for (const { callId } of due) db.run('UPDATE reviews SET reminded_at_ms = ? WHERE call_id = ?', nowMs, callId);
    insertEvent(db, { kind: 'followUpDue', count: due.length, callRow: first.row }, nowMs);
    return due.length;
  });
}
