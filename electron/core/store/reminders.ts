import { insertEvent } from './events.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { ownStateOf, putOwnState, reviewedCall } from './reviews.ts';

/** A call that is being derived anew is reminded of once it is here again. */
const dueCalls = 'reviews JOIN calls ON calls.call_id = reviews.call_id WHERE due_at_ms IS NOT NULL AND reminded_at_ms IS NULL';

/** When the next follow-up is due that nobody was reminded of; null where there is none. */
export function nextReminderAtMs(db: ReadableDb): number | null {
  return db.get<{ ms: number }>(`SELECT due_at_ms AS ms FROM ${dueCalls} ORDER BY due_at_ms LIMIT 1`)?.ms ?? null;
}

/** Tells of every follow-up that is due, once, in the transaction that notes it. Returns how many there were. */
export function remind(db: WritableDb, nowMs: number): number {
  return db.write(() => {
    const due = db.all<{ callId: string }>(`SELECT calls.call_id AS callId FROM ${dueCalls} AND due_at_ms <= ? ORDER BY due_at_ms LIMIT 100`, nowMs);
    let told = 0;
    for (const { callId } of due) {
      const call = reviewedCall(db, callId);
      const { followUp, ...own } = ownStateOf(db, callId);
      if (call === null || followUp === null) continue;
      putOwnState(db, call, { ...own, followUp: { ...followUp, remindedAtMs: nowMs } });
      insertEvent(db, { kind: 'followUpDue', callRow: call.row }, nowMs);
      told += 1;
    }
    return told;
  });
}
