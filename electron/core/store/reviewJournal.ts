import { isDeepStrictEqual } from 'node:util';
import type { Note, ReviewDeed, Undone } from '#shared/model/review.ts';
import { insertEvent } from './events.ts';
import type { WritableDb } from './handle.ts';
import { cardOf, putCard } from './rescueCards.ts';
import { findNote, ownStateOf, putNote, putOwnState, reviewedCall } from './reviews.ts';
import type { OwnState } from './reviews.ts';

/*
 * What was done to reviews, each with what there was before and after, so that it can be undone and done again: the latest
 * first, also after a restart.
 */

/** What was done to one call: members of its review, a note of it, or when its card to call back was put away. */
export type JournalChange =
  | { readonly callId: string; readonly before: Partial<OwnState>; readonly after: Partial<OwnState> }
  | { readonly callId: string; readonly noteId: number; readonly before: Note | null; readonly after: Note | null }
  | { readonly callId: string; readonly isCard: true; readonly before: number | null; readonly after: number | null };

interface JournalEntry {
  readonly id: number;
  readonly deed: ReviewDeed;
  readonly undone: number | null;
  readonly changes: readonly JournalChange[];
}

/** `already`: it is as asked for. `nothing`: there is no such deed, or none is left. `changed-since`: what it did to a call was changed once more. `gone`: its call is not here any more. */
export type UndoOutcome =
  | ({ readonly ok: true } & Undone)
  | { readonly ok: false; readonly reason: 'nothing' | 'too-old' | 'already' | 'changed-since' | 'gone'; readonly callId: string | null };

const keptDeeds = 500;

/** Notes what was done, in its transaction; what was undone before cannot be done again from then on. Returns its token. */
export function noteDeed(db: WritableDb, deed: ReviewDeed, changes: readonly JournalChange[], atMs: number): string {
  db.run('DELETE FROM review_journal WHERE undone IS NOT NULL');
  const { rowId } = db.run('INSERT INTO review_journal (at_ms, deed, changes) VALUES (?, ?, ?)', atMs, deed, JSON.stringify(changes));
  db.run('DELETE FROM review_journal WHERE id <= ?', rowId - keptDeeds);
  return tokenOf(rowId);
}

/** Undoes what the token names, or what was done last; all of it or nothing. */
export function undo(db: WritableDb, token: string | null, nowMs: number): UndoOutcome {
  return db.write(() => {
    const entry = token === null ? entryBy(db, 'WHERE undone IS NULL ORDER BY id DESC LIMIT 1') : entryOf(db, token);
    if (entry === null) return refused(wasDropped(db, token) ? 'too-old' : 'nothing');
    if (entry.undone !== null) return refused('already');
    const outcome = put(db, entry, entry.changes.map(inverse), nowMs);
    if (outcome.ok) db.run('UPDATE review_journal SET undone = (SELECT ifnull(max(undone), 0) + 1 FROM review_journal) WHERE id = ?', entry.id);
    return outcome;
  });
}

/** Does again what was undone: what the token names, or what was undone last; all of it or nothing. */
export function redo(db: WritableDb, token: string | null, nowMs: number): UndoOutcome {
  return db.write(() => {
    const entry = token === null ? entryBy(db, 'WHERE undone IS NOT NULL ORDER BY undone DESC LIMIT 1') : entryOf(db, token);
    if (entry === null) return refused(wasDropped(db, token) ? 'too-old' : 'nothing');
    if (entry.undone === null) return refused('already');
    const outcome = put(db, entry, entry.changes, nowMs);
    if (outcome.ok) db.run('UPDATE review_journal SET undone = NULL WHERE id = ?', entry.id);
    return outcome;
  });
}

/** Nothing is put where anything is not as the changes found it. */
function put(db: WritableDb, { id, deed }: JournalEntry, changes: readonly JournalChange[], nowMs: number): UndoOutcome {
  for (const change of changes) {
    if (reviewedCall(db, change.callId) === null) return refused('gone', change.callId);
    if (!isAsBefore(db, change)) return refused('changed-since', change.callId);
  }
  const callIds = new Set<string>();
  for (const change of changes) {
    const call = reviewedCall(db, change.callId);
    if (call === null) continue;
    if ('noteId' in change) putNote(db, call, change.noteId, change.after);
    else if ('isCard' in change) putCard(db, call.callId, change.after);
    else putOwnState(db, call, { ...ownStateOf(db, call.callId), ...change.after });
    insertEvent(db, { kind: 'isCard' in change ? 'rescue' : 'review', callRow: call.row }, nowMs);
    callIds.add(call.callId);
  }
  return { ok: true, token: tokenOf(id), deed, callIds: [...callIds] };
}

function inverse(change: JournalChange): JournalChange {
  if ('noteId' in change) return { ...change, before: change.after, after: change.before };
  if ('isCard' in change) return { ...change, before: change.after, after: change.before };
  return { ...change, before: change.after, after: change.before };
}

function isAsBefore(db: WritableDb, change: JournalChange): boolean {
  if ('noteId' in change) return isDeepStrictEqual(findNote(db, change.noteId)?.note ?? null, change.before);
  if ('isCard' in change) return (cardOf(db, change.callId)?.handledAtMs ?? null) === change.before;
  const now = ownStateOf(db, change.callId);
  return isDeepStrictEqual(withoutReminder({ ...now, ...change.before }), withoutReminder(now));
}

/** That the operator was reminded meanwhile changes nothing. */
function withoutReminder(own: OwnState): OwnState {
  return { ...own, followUp: own.followUp === null ? null : { ...own.followUp, remindedAtMs: null } };
}

function refused(reason: Extract<UndoOutcome, { ok: false }>['reason'], callId: string | null = null): UndoOutcome {
  return { ok: false, reason, callId };
}

function entryOf(db: WritableDb, token: string): JournalEntry | null {
  const id = idOf(token);
  return id === null ? null : entryBy(db, 'WHERE id = ?', id);
}

function entryBy(db: WritableDb, where: string, ...values: readonly number[]): JournalEntry | null {
  const row = db.get<Omit<JournalEntry, 'changes'> & { readonly changes: string }>(`SELECT id, deed, undone, changes FROM review_journal ${where}`, ...values);
  if (row === undefined) return null;
  const changes: JournalChange[] = JSON.parse(row.changes);
  return { ...row, changes };
}

/** Whether there was such a deed once. */
function wasDropped(db: WritableDb, token: string | null): boolean {
  const id = token === null ? null : idOf(token);
  const last = db.get<{ id: number }>(`SELECT seq AS id FROM sqlite_sequence WHERE name = 'review_journal'`)?.id ?? 0;
  return id !== null && id > 0 && id <= last;
}

function tokenOf(id: number): string {
  return `d${id}`;
}

function idOf(token: string): number | null {
  return /^d\d{1,15}$/.test(token) ? Number(token.slice(1)) : null;
}
