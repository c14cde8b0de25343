import type { AppEvent } from '#shared/model/event.ts';
import type { Call } from '#shared/model/call.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import { noticeAt } from './alertNotices.ts';
import { callAt, callIdAt } from './calls.ts';
import type { StoredCall } from './calls.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { recordingAt } from './recordings.ts';
import { ownStateOf } from './reviews.ts';

type WithStoredCall<Event> = Event extends { call: Call } ? Omit<Event, 'call'> & { call: StoredCall } : Event;

/** An event as it is stored; `reset` is never stored. It shows its call or recording as they are when it is read. */
export type StoredEvent = WithStoredCall<Exclude<AppEvent, { kind: 'reset' }>>;

/** An event to be written, in the transaction of what it tells of. */
export type NewEvent =
  | { readonly kind: 'call'; readonly change: 'stored' | 'updated'; readonly callRow: number }
  | { readonly kind: 'recording'; readonly recordingKind: RecordingKind; readonly callRow: number }
  | { readonly kind: 'alert'; readonly noticeId: number; readonly callRow: number }
  | { readonly kind: 'followUpDue'; readonly count: number; readonly callRow: number }
  | { readonly kind: 'times' | 'rescue' | 'review' | 'handled'; readonly callRow: number }
  | { readonly kind: 'settings' | 'views' };

type EventRow =
  | { readonly seq: number; readonly at_ms: number; readonly kind: 'call'; readonly call_row: number; readonly subject: 'stored' | 'updated' }
  | { readonly seq: number; readonly at_ms: number; readonly kind: 'recording'; readonly call_row: number; readonly subject: RecordingKind }
  | { readonly seq: number; readonly at_ms: number; readonly kind: 'alert'; readonly call_row: number; readonly subject: string }
  | { readonly seq: number; readonly at_ms: number; readonly kind: 'followUpDue'; readonly call_row: number; readonly subject: string | null }
  | { readonly seq: number; readonly at_ms: number; readonly kind: 'times' | 'rescue' | 'review' | 'handled'; readonly call_row: number }
  | { readonly seq: number; readonly at_ms: number; readonly kind: 'settings' | 'views' };

/** Events that are kept at least; who was away for longer loads everything again. */
const keptEvents = 50_000;

export function insertEvent(db: WritableDb, event: NewEvent, atMs: number): void {
  const callRow = 'callRow' in event ? event.callRow : null;
  db.run('INSERT INTO events (kind, at_ms, call_row, subject) VALUES (?, ?, ?, ?)', event.kind, atMs, callRow, subjectOf(event));
}

/** Drops events beyond those that are kept, a thousand or more at once. */
export function pruneEvents(db: WritableDb, kept = keptEvents): void {
  const first = db.get<{ seq: number | null }>('SELECT min(seq) AS seq FROM events')?.seq ?? null;
  const firstKept = lastEventSeq(db) - kept + 1;
  if (first !== null && firstKept - first >= Math.min(1000, kept)) db.run('DELETE FROM events WHERE seq < ?', firstKept);
}

export function lastEventSeq(db: ReadableDb): number {
  return db.get<{ seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'events'`)?.seq ?? 0;
}

/**
 * Events after `seq` in order, at most `limit`. `too-old` where some after it are kept no more, and for a `seq` that was
 * never reached, such as one of another database.
 */
export function eventsAfter(db: ReadableDb, seq: number, limit: number): StoredEvent[] | 'too-old' {
  return db.snapshot(() => {
    const last = lastEventSeq(db);
    if (seq === last) return [];
    const first = db.get<{ seq: number | null }>('SELECT min(seq) AS seq FROM events')?.seq ?? null;
    if (seq > last || first === null || seq < first - 1) return 'too-old';
    const rows = db.all<EventRow>('SELECT seq, kind, at_ms, call_row, subject FROM events WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit);
    return rows.map((row) => eventFrom(db, row));
  });
}

function subjectOf(event: NewEvent): string | null {
  switch (event.kind) {
    case 'call':
      return event.change;
    case 'recording':
      return event.recordingKind;
    case 'alert':
      return String(event.noticeId);
    case 'followUpDue':
      return String(event.count);
    case 'times':
    case 'rescue':
    case 'review':
    case 'handled':
    case 'settings':
    case 'views':
      return null;
  }
}

function eventFrom(db: ReadableDb, row: EventRow): StoredEvent {
  const { seq } = row;
  switch (row.kind) {
    case 'call':
      return { kind: 'call', seq, change: row.subject, call: callAt(db, row.call_row) };
    case 'recording':
      return { kind: 'recording', seq, callId: callIdAt(db, row.call_row), recording: recordingAt(db, row.call_row, row.subject) };
    case 'alert':
      return { kind: 'alert', seq, atMs: row.at_ms, ...noticeAt(db, Number(row.subject), row.call_row) };
    case 'times':
    case 'rescue':
    case 'handled':
      return { kind: row.kind, seq, callId: callIdAt(db, row.call_row) };
    case 'review':
      return { kind: 'review', seq, callId: callIdAt(db, row.call_row), review: callAt(db, row.call_row).review };
    case 'followUpDue': {
      const call = callAt(db, row.call_row);
      // An earlier Earshot told of each by itself.
      return { kind: 'followUpDue', seq, atMs: row.at_ms, count: Number(row.subject ?? 1), text: ownStateOf(db, call.callId).followUp?.text ?? '', call };
    }
    case 'settings':
    case 'views':
      return { kind: row.kind, seq };
  }
}
