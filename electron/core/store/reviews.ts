import type { FollowUp, Note, Review, ReviewDetail } from '#shared/model/review.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { listFrom } from './json.ts';
import { changeMarks, marksOf } from './reviewMarks.ts';
import type { Marked } from './reviewMarks.ts';

/*
 * What the operator made of calls. It is kept by the platform's id of the call, so that it stays with it when everything is
 * derived anew.
 */

/** The members of a call's review that are set and unset. */
export interface OwnState {
  /** 0 where it was set unread; null where nobody said. */
  readonly readAtMs: number | null;
  readonly starredAtMs: number | null;
  readonly outcome: string | null;
  readonly intent: string | null;
  readonly tags: readonly string[];
  readonly followUp: FollowUp | null;
}

/** What a call's review hangs on. */
export interface ReviewedCall {
  readonly row: number;
  readonly callId: string;
  readonly status: string | null;
  readonly receivedAtMs: number;
}

interface ReviewRow {
  readonly read_at_ms: number | null;
  readonly starred_at_ms: number | null;
  readonly outcome: string | null;
  readonly intent: string | null;
  readonly tags: string;
  readonly due_at_ms: number | null;
  readonly due_text: string | null;
  readonly reminded_at_ms: number | null;
}

const columns = ['read_at_ms', 'starred_at_ms', 'outcome', 'intent', 'tags', 'due_at_ms', 'due_text', 'reminded_at_ms'] as const;

/** A call's review as lists show it. */
export function reviewOf(db: ReadableDb, call: ReviewedCall): Review {
  const own = ownStateOf(db, call.callId);
  const { isRead: read, noteCount } = markedOf(db, call, own);
  return { read, starred: own.starredAtMs !== null, outcome: own.outcome, tags: [...own.tags], intent: own.intent, noteCount, followUpDueAtMs: own.followUp?.dueAtMs ?? null };
}

export function reviewDetailOf(db: ReadableDb, call: ReviewedCall): ReviewDetail {
  const own = ownStateOf(db, call.callId);
  const readAtMs = own.readAtMs === 0 ? null : own.readAtMs;
  return { ...reviewOf(db, call), readAtMs, starredAtMs: own.starredAtMs, followUp: own.followUp, notes: notesOf(db, call.callId) };
}

function isRead(readAtMs: number | null, receivedAtMs: number, readBeforeMs: number): boolean {
  return readAtMs === null ? receivedAtMs < readBeforeMs : readAtMs !== 0;
}

export function reviewedCall(db: ReadableDb, callId: string): ReviewedCall | null {
  return db.get<ReviewedCall>('SELECT id AS row, call_id AS callId, status, received_at_ms AS receivedAtMs FROM calls WHERE call_id = ?', callId) ?? null;
}

const nothing: OwnState = { readAtMs: null, starredAtMs: null, outcome: null, intent: null, tags: [], followUp: null };

export function ownStateOf(db: ReadableDb, callId: string): OwnState {
  const row = db.get<ReviewRow>(`SELECT ${columns.join(', ')} FROM reviews WHERE call_id = ?`, callId);
  if (row === undefined) return nothing;
  return {
    readAtMs: row.read_at_ms,
    starredAtMs: row.starred_at_ms,
    outcome: row.outcome,
    intent: row.intent,
    tags: listFrom<string>(row.tags),
    followUp: row.due_at_ms === null ? null : { dueAtMs: row.due_at_ms, text: row.due_text ?? '', remindedAtMs: row.reminded_at_ms },
  };
}

export function putOwnState(db: WritableDb, call: ReviewedCall, after: OwnState): void {
  const before = ownStateOf(db, call.callId);
  const { followUp } = after;
  db.run(
    `INSERT INTO reviews (call_id, ${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET (${columns.join(', ')}) = (${columns.map((column) => `excluded.${column}`).join(', ')})`,
    call.callId,
    after.readAtMs,
    after.starredAtMs,
    after.outcome,
    after.intent,
    JSON.stringify(after.tags),
    followUp?.dueAtMs ?? null,
    followUp?.text ?? null,
    followUp?.remindedAtMs ?? null,
  );
  changeMarks(db, call.row, marksOf(markedOf(db, call, before), call.status), marksOf(markedOf(db, call, after), call.status));
}

/** Marks a call that is new here, or was derived anew. */
export function markCall(db: WritableDb, call: ReviewedCall): void {
  changeMarks(db, call.row, [], marksOf(markedOf(db, call, ownStateOf(db, call.callId)), call.status));
}

/** A revision gave the call another status. */
export function markStatus(db: WritableDb, call: ReviewedCall, before: string | null): void {
  if (before === call.status) return;
  const marked = markedOf(db, call, ownStateOf(db, call.callId));
  changeMarks(db, call.row, marksOf(marked, before), marksOf(marked, call.status));
}

function markedOf(db: ReadableDb, { callId, receivedAtMs }: ReviewedCall, own: OwnState): Marked {
  return { ...own, isRead: isRead(own.readAtMs, receivedAtMs, readBeforeMs(db)), noteCount: noteCountOf(db, callId) };
}

function readBeforeMs(db: ReadableDb): number {
  return db.get<{ ms: number }>('SELECT read_before_ms AS ms FROM review_state')?.ms ?? 0;
}

function noteCountOf(db: ReadableDb, callId: string): number {
  return db.get<{ notes: number }>('SELECT count(*) AS notes FROM notes WHERE call_id = ?', callId)?.notes ?? 0;
}

interface NoteRow {
  readonly id: number;
  readonly call_id: string;
  readonly text: string;
  readonly moment_ms: number | null;
  readonly created_at_ms: number;
  readonly edited_at_ms: number | null;
}

function notesOf(db: ReadableDb, callId: string): Note[] {
  return db.all<NoteRow>('SELECT * FROM notes WHERE call_id = ? ORDER BY moment_ms IS NULL, moment_ms, id', callId).map(noteFrom);
}

export function findNote(db: ReadableDb, id: number): { readonly callId: string; readonly note: Note } | null {
  const row = db.get<NoteRow>('SELECT * FROM notes WHERE id = ?', id);
  return row === undefined ? null : { callId: row.call_id, note: noteFrom(row) };
}

/** Adds a note, which a number of 0 lets the database give one, puts it in place of the one with its number, or takes that away. Returns the number. */
export function putNote(db: WritableDb, call: ReviewedCall, id: number, note: Note | null): number {
  const own = ownStateOf(db, call.callId);
  const before = marksOf(markedOf(db, call, own), call.status);
  db.run('DELETE FROM notes WHERE id = ?', id);
  const put = note === null ? null : db.run('INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?)', id === 0 ? null : id, call.callId, note.text, note.momentMs, note.createdAtMs, note.editedAtMs);
  changeMarks(db, call.row, before, marksOf(markedOf(db, call, own), call.status));
  return put?.rowId ?? id;
}

function noteFrom({ id, text, moment_ms, created_at_ms, edited_at_ms }: NoteRow): Note {
  return { id, text, momentMs: moment_ms, createdAtMs: created_at_ms, editedAtMs: edited_at_ms };
}
