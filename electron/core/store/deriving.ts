import type { PushedCall } from '#shared/model/pushedCall.ts';
import type { PushChange, PushOutcome } from '#shared/model/push.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { DriftNote } from '#shared/model/drift.ts';
import { countAlertRepeat, insertAlertLogEntry, runOfRule } from './alertLog.ts';
import type { NewAlertLogEntry } from './alertLog.ts';
import { createArrivals } from './arrivals.ts';
import { pushesBehind } from './backlog.ts';
import * as calls from './calls.ts';
import { createCheckpoints } from './checkpoints.ts';
import { countCall, recountCall } from './counters.ts';
import { noteDrift } from './drift.ts';
import { insertEvent, lastEventSeq, pruneEvents } from './events.ts';
import { isStorageFailure } from './handle.ts';
import type { WritableDb } from './handle.ts';
import { openForDeriving } from './open.ts';
import { countPushes } from './pushCounters.ts';
import type { CountedPush } from './pushCounters.ts';
import { pushAfter, pushAt } from './pushes.ts';
import type { StoredPush } from './pushes.ts';
import { setRecordingUrls } from './recordings.ts';
import { raiseRescue } from './rescues.ts';
import { endRederiving, quietUntil, takeKeptRecordings } from './rederiving.ts';
import { noteRepeat } from './repeats.ts';
import { markCall, markStatus } from './reviews.ts';
import { callTextOf } from './search.ts';
import type { CallText } from './search.ts';
import { noteTimes } from './times.ts';
import { createTurns, inTurns, memoryForTurns } from './turns.ts';
import { insertUtterances, replaceUtterances } from './utterances.ts';

/** How far deriving is: `pushId` and all before it are whole, and so many records of the push after it. */
interface DerivePosition {
  readonly pushId: number;
  readonly recordIndex: number;
}

/** What became of one record of a push. */
interface RecordOutcome {
  readonly pushId: number;
  readonly index: number;
  readonly outcome: Exclude<PushOutcome, 'waiting' | 'partial'>;
  readonly code: string | null;
  readonly reason: string | null;
  readonly callRow: number | null;
  readonly contentHash: Uint8Array | null;
  /** What a revision changed. */
  readonly changes: readonly PushChange[];
}

/** A call with its document for the full-text index, made before the transaction that writes it. */
interface PreparedCall {
  readonly call: PushedCall;
  readonly text: CallText;
}

type Arrived = Pick<StoredPush, 'id' | 'receivedAtMs'>;

type Attempt<Result> = { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly error: unknown };

/** What deriving does with the database. Changes are made inside `write`, whole or not at all. */
export interface DerivingStore {
  position(): DerivePosition;
  moveTo(position: DerivePosition): void;
  /** The push after `id` in order of arrival, also a refused one. */
  pushAfter(id: number): StoredPush | null;
  pushAt(id: number): StoredPush | null;
  write<Result>(change: () => Result): Result;
  /** Inside `write`: undoes what `change` did where it throws, and returns the error. A failing disk still throws. */
  attempt<Result>(change: () => Result): Attempt<Result>;
  /** Whether the disk, the lock or the file failed, so that the same may succeed later. */
  isStorageFailure(error: unknown): boolean;
  prepare(call: PushedCall): PreparedCall;
  findCall(callId: string): calls.KnownCall | null;
  /** Whether the call had this content before, anywhere in its history. */
  hasContent(callRow: number, contentHash: Uint8Array): boolean;
  /** Where the call's distinct contents stand, in order of their first delivery. */
  contentsOf(callRow: number): { readonly pushId: number; readonly index: number }[];
  /** Adds a call with everything that belongs to it; its recordings wait to be fetched. */
  addCall(prepared: PreparedCall, push: Arrived): { readonly row: number; readonly recordings: readonly RecordingKind[] };
  /** Puts a call's new content in place of the old one. */
  changeCall(known: calls.KnownCall, prepared: PreparedCall, push: Arrived): { readonly recordings: readonly RecordingKind[] };
  /** Counts another content that changed nothing of the call. */
  countRevision(callRow: number, push: Arrived): void;
  /** Counts a delivery that brought the call nothing new. */
  countDuplicate(callRow: number, push: StoredPush): void;
  addRecord(outcome: RecordOutcome): void;
  /** Counts pushes of which every record is derived. */
  countPushes(pushes: readonly CountedPush[]): void;
  /** Notes what was decided on a call, but, like the two above tell nobody, not where the push was derived before. */
  logAlert(entry: NewAlertLogEntry, push: Arrived): void;
  /** Counts a delivery that was no news, as above. */
  countAlertRepeat(callId: string, push: Arrived): void;
  /** How many of the line's latest calls the rule has decided on without another one between, `most` at most. */
  runOfRule(ruleId: string, line: string | null, most: number): number;
  /** Raises a card for a customer who is to be called back; none where the push was derived before. */
  addRescue(callRow: number, push: Arrived): void;
  /** Adds where records and events leave the vendor's page to what is known of it. */
  noteDrift(notes: readonly DriftNote[]): void;
  pruneEvents(): void;
  lastEventSeq(): number;
  /** Whether another thread waits to write. */
  othersWait(): boolean;
  /** Whether pushes come in so fast that whatever can wait should. */
  arrivalsAreMany(): boolean;
  /** How many pushes wait to be derived, or to be passed by. */
  behind(): number;
  /** Keeps the write-ahead log small, after a write of so many records; with `isBusy` at longer intervals. */
  tidy(records: number, isBusy: boolean): void;
  close(): void;
}

/** Opens the connection that derives; the store, whose `turns` it takes part in, must have been opened before. */
export function openDeriving(file: string, memory = memoryForTurns()): DerivingStore {
  const turns = createTurns(memory, 'deriving');
  const db = inTurns(openForDeriving(file), turns);
  const checkpoints = createCheckpoints(db, turns);
  const arrivals = createArrivals(() => turns.appended(), () => performance.now());
  const isQuiet = (push: Arrived): boolean => push.id <= quietUntil(db);

  return {
    position: () => positionOf(db),
    moveTo({ pushId, recordIndex }) {
      db.run('UPDATE derive_state SET push_id = ?, record_index = ?', pushId, recordIndex);
      const quiet = quietUntil(db);
      if (quiet > 0 && pushId >= quiet) endRederiving(db);
    },
    pushAfter: (id) => pushAfter(db, id),
    pushAt: (id) => pushAt(db, id),
    write: (change) => db.write(change),
    attempt: (change) => attempt(db, change),
    isStorageFailure,
    prepare: (call) => ({ call, text: callTextOf(call) }),
    findCall: (callId) => calls.findCall(db, callId),
    hasContent: (callRow, contentHash) => hasContent(db, callRow, contentHash),
    contentsOf: (callRow) => contentsOf(db, callRow),
    addCall: (prepared, push) => addCall(db, prepared, push, isQuiet(push)),
    changeCall: (known, prepared, push) => changeCall(db, known, prepared, push, isQuiet(push)),
    countRevision(callRow, push) {
      calls.countRevision(db, callRow);
      if (!isQuiet(push)) tell(db, 'updated', callRow, [], push.receivedAtMs);
    },
    countDuplicate(callRow, push) {
      calls.countDuplicate(db, callRow);
      noteRepeat(db, callRow, push);
    },
    addRecord: (outcome) => addRecord(db, outcome),
    countPushes: (pushes) => countPushes(db, pushes),
    logAlert(entry, push) {
      if (!isQuiet(push)) insertAlertLogEntry(db, entry, push.receivedAtMs);
    },
    countAlertRepeat(callId, push) {
      if (!isQuiet(push)) countAlertRepeat(db, callId);
    },
    runOfRule: (ruleId, line, most) => runOfRule(db, ruleId, line, most),
    addRescue(callRow, push) {
      if (!isQuiet(push)) raiseRescue(db, callRow, push.receivedAtMs);
    },
    noteDrift: (notes) => noteDrift(db, notes),
    pruneEvents: () => pruneEvents(db),
    lastEventSeq: () => lastEventSeq(db),
    othersWait: () => turns.othersWait(),
    arrivalsAreMany: () => arrivals.areMany(),
    behind: () => pushesBehind(db),
    tidy: (records, isBusy) => checkpoints.after(records, isBusy),
    close: () => db.close(),
  };
}

function positionOf(db: WritableDb): DerivePosition {
  const sql = 'SELECT push_id AS pushId, record_index AS recordIndex FROM derive_state';
  return db.get<DerivePosition>(sql) ?? { pushId: 0, recordIndex: 0 };
}

function attempt<Result>(db: WritableDb, change: () => Result): Attempt<Result> {
  try {
    return { ok: true, result: db.write(change) };
  } catch (error) {
    if (isStorageFailure(error)) throw error;
    return { ok: false, error };
  }
}

function hasContent(db: WritableDb, callRow: number, contentHash: Uint8Array): boolean {
  return db.get('SELECT 1 FROM push_records WHERE call_row = ? AND content_hash = ?', callRow, contentHash) !== undefined;
}

function contentsOf(db: WritableDb, callRow: number): { pushId: number; index: number }[] {
  return db.all(
    `SELECT push_id AS pushId, record_index AS "index" FROM push_records
     WHERE call_row = ? AND outcome IN ('stored', 'revision') ORDER BY push_id, record_index`,
    callRow,
  );
}

function addCall(db: WritableDb, { call, text }: PreparedCall, { receivedAtMs }: Arrived, isQuiet: boolean): { row: number; recordings: RecordingKind[] } {
  const row = calls.insertCall(db, call, receivedAtMs);
  insertUtterances(db, row, call.utterances);
  calls.insertCallText(db, row, text);
  countCall(db, { row, receivedAtMs, status: call.status });
  markCall(db, { row, callId: call.callId, status: call.status, receivedAtMs });
  const recordings = setRecordingUrls(db, row, call.urls, receivedAtMs);
  if (isQuiet) takeKeptRecordings(db, row, call.callId);
  else tell(db, 'stored', row, recordings, receivedAtMs);
  if (isQuiet || mayKnowTimes(call)) noteTimes(db, { row, callId: call.callId });
  return { row, recordings };
}

function changeCall(db: WritableDb, known: calls.KnownCall, { call, text }: PreparedCall, { receivedAtMs }: Arrived, isQuiet: boolean): { recordings: RecordingKind[] } {
  const { row } = known;
  calls.updateCall(db, row, call, receivedAtMs);
  replaceUtterances(db, row, call.utterances);
  calls.replaceCallText(db, row, text);
  recountCall(db, known, call.status);
  markStatus(db, { row, callId: call.callId, status: call.status, receivedAtMs: known.receivedAtMs }, known.status);
  const recordings = setRecordingUrls(db, row, call.urls, receivedAtMs);
  if (isQuiet) takeKeptRecordings(db, row, call.callId);
  else tell(db, 'updated', row, recordings, receivedAtMs);
  noteTimes(db, { row, callId: call.callId });
  return { recordings };
}

/** Of nearly all new calls it is only known that their recordings are waited for, of which nothing is noted. */
function mayKnowTimes({ utterances, urls }: PushedCall): boolean {
  return utterances.length > 0 && (urls.composite === null || utterances.every(({ startMs, text }) => startMs !== null || text.trim() === ''));
}

function tell(db: WritableDb, change: 'stored' | 'updated', callRow: number, recordings: readonly RecordingKind[], atMs: number): void {
  insertEvent(db, { kind: 'call', change, callRow }, atMs);
  for (const recordingKind of recordings) insertEvent(db, { kind: 'recording', recordingKind, callRow }, atMs);
}

function addRecord(db: WritableDb, { pushId, index, outcome, code, reason, callRow, contentHash, changes }: RecordOutcome): void {
  const changesText = changes.length === 0 ? null : JSON.stringify(changes);
  db.run('INSERT INTO push_records VALUES (?, ?, ?, ?, ?, ?, ?, ?)', pushId, index, outcome, code, reason, callRow, contentHash, changesText);
}
