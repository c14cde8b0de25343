import type { CallsQuery } from '#shared/model/callQuery.ts';
import type { Drift, DriftName } from '#shared/model/drift.ts';
import type { CallPush, Push, PushDetail, PushSummary } from '#shared/model/push.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { ReviewCounts } from '#shared/model/review.ts';
import type { View } from '#shared/model/view.ts';
import { heldAlerts, listAlertLog, waitingAlerts } from './alertLog.ts';
import type { AlertLogPage, AlertLogQuery, DecidedCall } from './alertLog.ts';
import { callsOfNotices } from './alertNotices.ts';
import type { NoticeSpan } from './alertNotices.ts';
import { answerFormAt } from './answerForms.ts';
import type { AnswerForm } from './answerForms.ts';
import { listCalls, listSameNumber } from './callList.ts';
import type { CallsPage } from './callList.ts';
import { callPushes } from './callPushes.ts';
import { getCall } from './calls.ts';
import type { StoredCallDetail } from './calls.ts';
import { countCalls, totalCalls } from './counters.ts';
import type { CallCounts } from './counters.ts';
import { listDrift, openDrift } from './drift.ts';
import { eventsAfter, lastEventSeq } from './events.ts';
import type { StoredEvent } from './events.ts';
import type { ReadableDb } from './handle.ts';
import { keptSounds } from './keptSounds.ts';
import type { KeptSounds } from './keptSounds.ts';
import { lastCalls } from './lastCalls.ts';
import type { LastCall } from './lastCalls.ts';
import { listMissing } from './missing.ts';
import type { MissingPage } from './missing.ts';
import { openForReading } from './open.ts';
import { countsSince, pushTotals, sourcesOf } from './pushCounters.ts';
import { pushBody, pushSenders } from './pushes.ts';
import type { PushBody, PushSender } from './pushes.ts';
import { listPushes } from './pushList.ts';
import type { Looking, PushesPage, PushesQuery } from './pushList.ts';
import { getPush } from './pushRows.ts';
import { shownBody } from './shownBody.ts';
import type { StoredRecording } from './recordingRows.ts';
import { getRecording, recordingCounts } from './recordings.ts';
import type { RecordingCounts } from './recordings.ts';
import { countAlike, httpStatusOf, openRefused, refusedTotals } from './refused.ts';
import type { OpenRefusedQuery } from './refused.ts';
import { listRescues } from './rescues.ts';
import type { RescuesPage, RescuesQuery } from './rescues.ts';
import { repeatedCalls } from './repeats.ts';
import type { RepeatedCall } from './repeats.ts';
import { reviewCounts } from './reviewMarks.ts';
import { settledNotices, unhandledAlerts } from './unhandledAlerts.ts';
import { listViews } from './views.ts';

/** Numbers for the health line. `refused` counts pushes refused whole or in part. */
interface Totals {
  readonly calls: number;
  readonly pushes: number;
  readonly refused: number;
  /** Pushes acknowledged and not derived yet. */
  readonly backlog: number;
  readonly lastPushAtMs: number | null;
}

/** Every question to the database, each answered from one moment. A thread of its own serves it as promises. */
export interface Reading {
  listCalls(query: CallsQuery): CallsPage;
  getCall(callId: string): StoredCallDetail | null;
  /** Calls of the call's number; null where there is no such call. */
  listSameNumber(callId: string, page: { readonly limit: number; readonly cursor?: string | undefined }): CallsPage | null;
  countCalls(sinceMs: number): CallCounts;
  eventsAfter(seq: number, limit: number): StoredEvent[] | 'too-old';
  lastEventSeq(): number;
  listPushes(query: PushesQuery): PushesPage;
  callPushes(callId: string, cursor: string | undefined): { items: CallPush[]; nextCursor: string | null } | null;
  getPush(id: number): Push | null;
  pushBody(id: number): PushBody | null;
  pushDetail(id: number, mostChars: number): StoredPushDetail | null;
  pushSummary(sinceMs: number): Pick<PushSummary, 'sinceMs' | 'counts' | 'dropped' | 'sources'>;
  openRefused(like: OpenRefusedQuery): number[];
  /** Who sent those that `openRefused` gives. */
  openRefusedSenders(like: OpenRefusedQuery): PushSender[];
  repeatedCalls(sinceMs: number, limit: number): RepeatedCall[];
  getRecording(callId: string, kind: RecordingKind): StoredRecording | null;
  listMissing(query: { readonly limit: number; readonly cursor?: string | undefined }): MissingPage;
  keptSounds(): KeptSounds;
  /** As of `nowMs`. */
  recordingCounts(nowMs: number): RecordingCounts;
  reviewCounts(): ReviewCounts;
  listViews(): View[];
  /** Customers who wait to be called back. */
  listRescues(query: RescuesQuery): RescuesPage;
  listDrift(): { readonly items: Drift[]; readonly more: number };
  openDrift(): DriftName[];
  /** The calls that arrived last, in order of arrival. */
  lastCalls(limit: number): LastCall[];
  /** Calls that wait to be told of, after the entry of the log with this id. */
  waitingAlerts(afterLogId: number, limit: number): DecidedCall[];
  /** Calls that quiet hours or a pause hold back. */
  heldAlerts(): DecidedCall[];
  /** Calls to be told of again; see `unhandledAlerts`. */
  unhandledAlerts(answered: readonly string[]): DecidedCall[];
  /** See `settledNotices`. */
  settledNotices(noticeIds: readonly number[], answered: readonly string[]): number[];
  callsOfNotices(span: NoticeSpan): string[];
  listAlertLog(query: AlertLogQuery): AlertLogPage;
  totals(): Totals;
}

/** A push with everything that is kept of it; what its sender was answered depends on whether it was kept. */
export interface StoredPushDetail extends Pick<PushDetail, 'proxy' | 'headers' | 'body' | 'alike'> {
  readonly push: Push;
  /** What it was answered with where it was taken; null where that is not known any more. */
  readonly answerForm: AnswerForm | null;
  /** What it was answered with where it was refused on arrival; null as above. */
  readonly refusedWith: number | null;
}

interface Timed {
  /** Epoch ms: what is due, is due by then. */
  now(): number;
}

/** A page of pushes is looked for so long at most: other questions wait meanwhile. */
const lookingMs = 40;

/** Opens a connection that can only read; the store must have been opened before. */
export function openReading(file: string, { textOf = plainText, clock = () => performance.now(), atMostMs = lookingMs, now = Date.now }: Partial<Looking & Timed> = {}): Reading & { close(): void } {
  const db = openForReading(file);
  return {
    listCalls: (query) => listCalls(db, query, now()),
    listSameNumber: (callId, page) => listSameNumber(db, callId, page, now()),
    getCall: (callId) => db.snapshot(() => getCall(db, callId)),
    countCalls: (sinceMs) => countCalls(db, sinceMs),
    eventsAfter: (seq, limit) => eventsAfter(db, seq, limit),
    lastEventSeq: () => lastEventSeq(db),
    listPushes: (query) => listPushes(db, query, { textOf, clock, atMostMs }),
    callPushes: (callId, cursor) => callPushes(db, callId, cursor, textOf),
    getPush: (id) => getPush(db, id),
    pushBody: (id) => pushBody(db, id),
    pushDetail: (id, mostChars) => db.snapshot(() => pushDetail(db, id, mostChars, textOf)),
    pushSummary: (sinceMs) => db.snapshot(() => ({ ...countsSince(db, sinceMs), dropped: refusedTotals(db).dropped, sources: sourcesOf(db) })),
    openRefused: (like) => openRefused(db, like),
    openRefusedSenders: (like) => db.snapshot(() => pushSenders(db, openRefused(db, like))),
    repeatedCalls: (sinceMs, limit) => repeatedCalls(db, sinceMs, limit),
    getRecording: (callId, kind) => getRecording(db, callId, kind),
    listMissing: (query) => listMissing(db, query),
    keptSounds: () => keptSounds(db),
    recordingCounts: (nowMs) => recordingCounts(db, nowMs),
    reviewCounts: () => reviewCounts(db, now()),
    listViews: () => listViews(db, now()),
    listRescues: (query) => db.snapshot(() => listRescues(db, query)),
    listDrift: () => listDrift(db),
    openDrift: () => openDrift(db),
    lastCalls: (limit) => lastCalls(db, limit),
    waitingAlerts: (afterLogId, limit) => waitingAlerts(db, afterLogId, limit),
    heldAlerts: () => heldAlerts(db),
    unhandledAlerts: (answered) => db.snapshot(() => unhandledAlerts(db, answered)),
    settledNotices: (...which) => db.snapshot(() => settledNotices(db, ...which)),
    callsOfNotices: (span) => callsOfNotices(db, span),
    listAlertLog: (query) => listAlertLog(db, query),
    totals: () => db.snapshot(() => ({ calls: totalCalls(db), ...pushTotals(db) })),
    close: () => db.close(),
  };
}

function plainText(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
}

function pushDetail(db: ReadableDb, id: number, mostChars: number, textOf: Looking['textOf']): StoredPushDetail | null {
  const push = getPush(db, id);
  const kept = pushBody(db, id);
  if (push === null || kept === null) return null;
  return {
    push,
    proxy: kept.proxy,
    headers: Object.entries(kept.headers).map(([name, value]) => ({ name, value })),
    body: shownBody(kept, { isBeginning: push.bytes < push.wholeBytes, mostChars, textOf }),
    alike: countAlike(db, id),
    answerForm: answerFormAt(db, id),
    refusedWith: httpStatusOf(db, id),
  };
}
