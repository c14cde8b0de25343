import type { CallsQuery } from '#shared/model/callQuery.ts';
import type { CallPush, Push } from '#shared/model/push.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import { listCalls } from './callList.ts';
import type { CallsPage } from './callList.ts';
import { getCall } from './calls.ts';
import type { StoredCallDetail } from './calls.ts';
import { countCalls, totalCalls } from './counters.ts';
import type { CallCounts } from './counters.ts';
import { eventsAfter, lastEventSeq } from './events.ts';
import type { StoredEvent } from './events.ts';
import { openForReading } from './open.ts';
import { getPush, listPushes, pushBody, pushTotals } from './pushes.ts';
import type { PushBody, PushesQuery } from './pushes.ts';
import { getRecording, recordingCounts } from './recordings.ts';
import type { StoredRecording } from './recordings.ts';

/** Numbers for the health line. `refused` counts pushes refused whole or in part. */
interface Totals {
  readonly calls: number;
  readonly pushes: number;
  readonly refused: number;
  /** Pushes acknowledged and not derived yet. */
  readonly backlog: number;
  readonly lastPushAtMs: number | null;
  readonly recordings: { readonly waiting: number; readonly unavailable: number };
}

/** Every question to the database, each answered from one moment. A thread of its own serves it as promises. */
export interface Reading {
  listCalls(query: CallsQuery): CallsPage;
  getCall(callId: string): StoredCallDetail | null;
  countCalls(sinceMs: number): CallCounts;
  eventsAfter(seq: number, limit: number): StoredEvent[] | 'too-old';
  lastEventSeq(): number;
  listPushes(query: PushesQuery): { items: Push[]; nextCursor: string | null; searchedToMs: number | null };
  callPushes(callId: string, cursor: string | undefined): { items: CallPush[]; nextCursor: string | null } | null;
  getPush(id: number): Push | null;
  pushBody(id: number): PushBody | null;
  getRecording(callId: string, kind: RecordingKind): StoredRecording | null;
  totals(): Totals;
}

/** Opens a connection that can only read; the store must have been opened before. */
export function openReading(file: string): Reading & { close(): void } {
  const db = openForReading(file);
  return {
    listCalls: (query) => listCalls(db, query),
    getCall: (callId) => db.snapshot(() => getCall(db, callId)),
    countCalls: (sinceMs) => countCalls(db, sinceMs),
    eventsAfter: (seq, limit) => eventsAfter(db, seq, limit),
    lastEventSeq: () => lastEventSeq(db),
    listPushes: (query) => listPushes(db, query),
    callPushes: (callId) => (db.snapshot(() => getCall(db, callId)) === null ? null : { items: [], nextCursor: null }),
    getPush: (id) => getPush(db, id),
    pushBody: (id) => pushBody(db, id),
    getRecording: (callId, kind) => getRecording(db, callId, kind),
    totals: () => db.snapshot(() => ({ calls: totalCalls(db), ...pushTotals(db), recordings: recordingCounts(db) })),
    close: () => db.close(),
  };
}
