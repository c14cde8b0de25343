import { waitingSince } from '#shared/model/rescue.ts';
import type { Rescue } from '#shared/model/rescue.ts';
import { callAt, callIdAt, findCall } from './calls.ts';
import type { StoredCall } from './calls.ts';
import { insertEvent } from './events.ts';
import { facet, phoneFacet } from './facets.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { cardOf, putCard } from './rescueCards.ts';
import { noteDeed } from './reviewJournal.ts';
import { anyFacet } from './search.ts';

/*
 * Customers who wait to be called back: until somebody says that it is done, or notes what came of it. That one does is kept by the platform's id of the call, so that it stays when
 * everything is derived anew; what is told of it is read from the calls, whatever came of them since.
 */

export type StoredRescue = Omit<Rescue, 'call'> & { readonly call: StoredCall };

export interface RescuesQuery {
  /** The status codes of an answered call. */
  readonly answered: readonly string[];
  readonly limit: number;
}

export interface RescuesPage {
  /** Open ones, those that arrived last first. */
  readonly items: StoredRescue[];
  /** How many are open. */
  readonly open: number;
}

interface RescueRow {
  readonly row: number;
  readonly status: string | null;
  readonly arrived_at_ms: number;
}

/** Raises a card for a call, once. */
export function raiseRescue(db: WritableDb, callRow: number, arrivedAtMs: number): void {
  const { changes } = db.run('INSERT OR IGNORE INTO rescues SELECT call_id, status, ?, NULL FROM calls WHERE id = ?', arrivedAtMs, callRow);
  if (changes > 0) insertEvent(db, { kind: 'rescue', callRow }, arrivedAtMs);
}

/** Says that a rescue is handled, or that it is not; returns what undoes that, null where it was so before. Null where there is none for this call. */
export function setRescueHandled(db: WritableDb, callId: string, isHandled: boolean, nowMs: number): { readonly undo: string | null } | null {
  return db.write(() => {
    const call = findCall(db, callId);
    const card = cardOf(db, callId);
    if (call === null || card === null) return null;
    if ((card.handledAtMs !== null) === isHandled) return { undo: null };
    const after = isHandled ? nowMs : null;
    putCard(db, callId, after);
    insertEvent(db, { kind: 'rescue', callRow: call.row }, nowMs);
    return { undo: noteDeed(db, isHandled ? 'put-away' : 'brought-back', [{ callId, isCard: true, before: card.handledAtMs, after }], nowMs) };
  });
}

/** The open ones whose calls are here. */
export function listRescues(db: ReadableDb, { answered, limit }: RescuesQuery): RescuesPage {
  const isOpen = 'handled_at_ms IS NULL AND NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.call_id = rescues.call_id AND outcome IS NOT NULL)';
  const rows = db.all<RescueRow>(
    `SELECT calls.id AS row, rescues.status, rescues.arrived_at_ms FROM rescues JOIN calls ON calls.call_id = rescues.call_id
     WHERE ${isOpen} ORDER BY arrived_at_ms DESC, row DESC LIMIT ?`,
    limit,
  );
  const open = db.get<{ n: number }>(`SELECT count(*) AS n FROM rescues WHERE ${isOpen}`)?.n ?? 0;
  return { items: rows.map((row) => rescueFrom(db, row, answered)), open };
}

/** Whether a call has a card, and a later call to the number was answered. */
export function isReached(db: ReadableDb, callId: string, answered: readonly string[]): boolean {
  const call = findCall(db, callId);
  if (call === null || cardOf(db, callId) === null) return false;
  return answeredSince(db, call.row, callAt(db, call.row), answered) !== null;
}

function rescueFrom(db: ReadableDb, { row, status, arrived_at_ms: arrivedAtMs }: RescueRow, answered: readonly string[]): StoredRescue {
  const call = callAt(db, row);
  return {
    call,
    ...waitingSince({ endedAtMs: call.endedAtMs, arrivedAtMs }),
    lastWords: lastWordsOf(db, row),
    revisedFrom: call.status === status ? null : status,
    answered: answeredSince(db, row, call, answered),
  };
}

function lastWordsOf(db: ReadableDb, callRow: number): string | null {
  const sql = `SELECT text FROM utterances WHERE call_row = ? AND speaker = 'customer' AND trim(text) <> '' ORDER BY idx DESC LIMIT 1`;
  return db.get<{ text: string }>(sql, callRow)?.text ?? null;
}

/** So many of a number's answered calls are looked at, those that arrived last. */
const lookedAt = 50;

/** A later call to the same number that was answered. Later is what began later or, where that is not known of both, arrived later. */
function answeredSince(db: ReadableDb, row: number, { phone, startedAtMs }: StoredCall, answered: readonly string[]): Rescue['answered'] {
  if (phone === null || answered.length === 0) return null;
  const expression = `${anyFacet([phoneFacet(phone)])} AND ${anyFacet(answered.map((code) => facet('status', code)))}`;
  const found = db.get<{ callRow: number; atMs: number; arrivedAtMs: number }>(
    `SELECT id AS callRow, ifnull(started_at_ms, received_at_ms) AS atMs, received_at_ms AS arrivedAtMs FROM (
       SELECT id, started_at_ms, received_at_ms FROM call_text CROSS JOIN calls ON calls.id = call_text.rowid
       WHERE call_text MATCH ? ORDER BY call_text.rowid DESC LIMIT ${lookedAt}
     ) WHERE id <> ? AND iif(started_at_ms IS NULL OR ? IS NULL, id > ?, started_at_ms > ?) ORDER BY atMs LIMIT 1`,
    expression,
    row,
    startedAtMs,
    row,
    startedAtMs,
  );
  return found === undefined ? null : { callId: callIdAt(db, found.callRow), atMs: found.atMs, arrivedAtMs: found.arrivedAtMs };
}
