import { isDeepStrictEqual } from 'node:util';
import { deedOf } from '#shared/model/review.ts';
import type { Note, ReviewChange, ReviewDeed } from '#shared/model/review.ts';
import { insertEvent } from './events.ts';
import type { WritableDb } from './handle.ts';
import { noteDeed } from './reviewJournal.ts';
import type { JournalChange } from './reviewJournal.ts';
import { findNote, ownStateOf, putNote, putOwnState, reviewedCall } from './reviews.ts';
import type { OwnState, ReviewedCall } from './reviews.ts';

/** What came of a change: the token to undo it with, null where there is nothing to undo; and the calls that it changed. */
export interface Reviewed {
  readonly undo: string | null;
  readonly callIds: string[];
}

/**
 * Makes calls as the change says, all in one transaction; calls that are so already are left alone. Null where none of them
 * is here. What is done `quietly` is no deed of the operator's, and cannot be undone.
 */
export function setReviews(db: WritableDb, callIds: readonly string[], change: ReviewChange, isQuiet: boolean, nowMs: number): Reviewed | null {
  return db.write(() => {
    const calls = [...new Set(callIds)].map((callId) => reviewedCall(db, callId)).filter((call) => call !== null);
    if (calls.length === 0) return null;
    const changes: JournalChange[] = [];
    for (const call of calls) {
      const own = ownStateOf(db, call.callId);
      const after = changed(own, change, nowMs);
      const members = differing(own, after);
      if (members.length === 0) continue;
      putOwnState(db, call, after);
      insertEvent(db, { kind: 'review', callRow: call.row }, nowMs);
      changes.push({ callId: call.callId, before: only(own, members), after: only(after, members) });
    }
    const undo = changes.length === 0 || isQuiet ? null : noteDeed(db, deedOf(change), changes, nowMs);
    return { undo, callIds: changes.map(({ callId }) => callId) };
  });
}

/**
 * Has a call be followed up that nobody has decided on yet: one with an outcome, or that is followed up already, is left
 * alone. It is no deed of the operator's, who can change it like any other.
 */
export function beginFollowUp(db: WritableDb, callId: string, dueAtMs: number, nowMs: number): void {
  const call = reviewedCall(db, callId);
  if (call === null) return;
  const own = ownStateOf(db, callId);
  if (own.followUp !== null || own.outcome !== null) return;
  putOwnState(db, call, { ...own, followUp: { dueAtMs, text: '', remindedAtMs: null } });
  insertEvent(db, { kind: 'review', callRow: call.row }, nowMs);
}

/** Null where there is no such call. */
export function addNote(db: WritableDb, callId: string, { text, momentMs }: Pick<Note, 'text' | 'momentMs'>, nowMs: number): { readonly undo: string; readonly noteId: number } | null {
  return db.write(() => {
    const call = reviewedCall(db, callId);
    if (call === null) return null;
    const note = { text, momentMs, createdAtMs: nowMs, editedAtMs: null };
    const noteId = putNote(db, call, 0, { ...note, id: 0 });
    return { undo: noteDone(db, 'note', call, noteId, null, { id: noteId, ...note }, nowMs), noteId };
  });
}

/** Null where there is no such note. */
export function editNote(db: WritableDb, noteId: number, text: string, nowMs: number): { readonly undo: string | null } | null {
  return changeNote(db, noteId, 'note-edit', (note) => (note.text === text ? note : { ...note, text, editedAtMs: nowMs }), nowMs);
}

/** Null where there is no such note. */
export function removeNote(db: WritableDb, noteId: number, nowMs: number): { readonly undo: string | null } | null {
  return changeNote(db, noteId, 'note-removal', () => null, nowMs);
}

function changeNote(db: WritableDb, noteId: number, deed: ReviewDeed, changedTo: (note: Note) => Note | null, nowMs: number): { undo: string | null } | null {
  return db.write(() => {
    const found = findNote(db, noteId);
    const call = found === null ? null : reviewedCall(db, found.callId);
    if (found === null || call === null) return null;
    const after = changedTo(found.note);
    if (after === found.note) return { undo: null };
    putNote(db, call, noteId, after);
    return { undo: noteDone(db, deed, call, noteId, found.note, after, nowMs) };
  });
}

function noteDone(db: WritableDb, deed: ReviewDeed, { row, callId }: ReviewedCall, noteId: number, before: Note | null, after: Note | null, nowMs: number): string {
  insertEvent(db, { kind: 'review', callRow: row }, nowMs);
  return noteDeed(db, deed, [{ callId, noteId, before, after }], nowMs);
}

function changed(own: OwnState, { read, starred, outcome, addTags = [], removeTags = [], intent, followUp }: ReviewChange, nowMs: number): OwnState {
  const kept = own.tags.filter((tag) => !removeTags.includes(tag));
  return {
    readAtMs: read === undefined ? own.readAtMs : read ? (own.readAtMs === null || own.readAtMs === 0 ? nowMs : own.readAtMs) : 0,
    starredAtMs: starred === undefined ? own.starredAtMs : starred ? (own.starredAtMs ?? nowMs) : null,
    outcome: outcome === undefined ? own.outcome : outcome,
    intent: intent === undefined ? own.intent : intent,
    tags: [...kept, ...new Set(addTags.filter((tag) => !kept.includes(tag) && !removeTags.includes(tag)))],
    followUp: followUp === undefined ? own.followUp : followUp === null ? null : { ...followUp, remindedAtMs: null },
  };
}

const members = ['readAtMs', 'starredAtMs', 'outcome', 'intent', 'tags', 'followUp'] as const satisfies readonly (keyof OwnState)[];

function differing(before: OwnState, after: OwnState): (keyof OwnState)[] {
  return members.filter((member) => !isDeepStrictEqual(before[member], after[member]));
}

function only(own: OwnState, wanted: readonly (keyof OwnState)[]): Partial<OwnState> {
  return Object.fromEntries(wanted.map((member) => [member, own[member]]));
}
