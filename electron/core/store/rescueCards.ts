import type { ReadableDb, WritableDb } from './handle.ts';

/** When the card of a call was put away, null while it is open; null where the call has no card. */
export function cardOf(db: ReadableDb, callId: string): { readonly handledAtMs: number | null } | null {
  return db.get<{ handledAtMs: number | null }>('SELECT handled_at_ms AS handledAtMs FROM rescues WHERE call_id = ?', callId) ?? null;
}

/** Puts the card of a call away, or brings it back with null. */
export function putCard(db: WritableDb, callId: string, handledAtMs: number | null): void {
  db.run('UPDATE rescues SET handled_at_ms = ? WHERE call_id = ?', handledAtMs, callId);
}
