import type { DriftName } from '#shared/model/drift.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { Note, ReviewChange } from '#shared/model/review.ts';
import type { TimesChanges } from '#shared/model/callTiming.ts';
import { endWaitingAlerts, tellAlerts } from './alertLog.ts';
import type { NewTold } from './alertLog.ts';
import { alertSettings, setAlertSettings } from './alertSettings.ts';
import type { AlertSettings } from './alertSettings.ts';
import { noteAnswerForm } from './answerForms.ts';
import type { AnswerForm } from './answerForms.ts';
import { createArrivals } from './arrivals.ts';
import { createAdmission, pushesBehind } from './backlog.ts';
import { callIdAt, findCall } from './calls.ts';
import { setDriftSeen } from './drift.ts';
import { insertEvent } from './events.ts';
import { storageFaultOf } from './faults.ts';
import { acceptingPatienceMs } from './handle.ts';
import type { WritableDb } from './handle.ts';
import * as sounds from './keptSounds.ts';
import { openForAccepting } from './open.ts';
import { appendPushes, appendRows, newestPushId } from './pushes.ts';
import type { NewPush, NewRow } from './pushes.ts';
import { setRescueHandled } from './rescues.ts';
import { retryNow, retryRefused, retrySome } from './recordingRetries.ts';
import type { RefusingReason } from './recordingRetries.ts';
import * as recordings from './recordings.ts';
import type { RefusedBudgets } from './refused.ts';
import type { FailedAttempt, FetchedRecording, Readied, RecordingJob, RecordingKey, RefusedRecording } from './recordings.ts';
import { nextReminderAtMs, remind } from './reminders.ts';
import { addNote, editNote, removeNote, setReviews } from './reviewChanges.ts';
import type { Reviewed } from './reviewChanges.ts';
import { redo, undo } from './reviewJournal.ts';
import type { UndoOutcome } from './reviewJournal.ts';
import { noteTimes } from './times.ts';
import type { CallKey } from './times.ts';
import { changeTimes, resetTimes } from './timesChanges.ts';
import type { ChangedTimes } from './timesChanges.ts';
import { areTimesDue, giveTimesBack, keepEstimated, nextTimesJob } from './timesQueue.ts';
import type { EstimatedCall, NextTimes, TimesJob, TimesQuery } from './timesQueue.ts';
import { createTurns, inTurns, memoryForTurns } from './turns.ts';
import type { Writer } from './turns.ts';
import { removeView, reorderViews, saveView } from './views.ts';

/** What accepting and downloading do with the database. Everything is done when the function returns. */
export interface Store {
  /** Appends the pushes in one transaction; on return they are on disk. Returns their ids in order. */
  appendPushes(pushes: readonly NewPush[]): number[];
  /** The same of pushes whose headers are text already. */
  appendRows(rows: readonly NewRow[]): number[];
  /** Recordings to be fetched by now, the longest due first. */
  dueRecordings(nowMs: number, limit: number): RecordingJob[];
  nextRecordingDueAtMs(): number | null;
  /** Those of the call that wait, due or not. */
  waitingRecordingsOf(callId: string): RecordingJob[];
  /** Makes downloads due again that a crash or an end cut off. */
  requeueInterrupted(): void;
  markDownloading(callId: string, kind: RecordingKind): void;
  /**
   * Marks a recording as kept. Not ready where a revision has changed the address since, so that what was fetched is not
   * this recording's sound any more and the new address is queued.
   */
  markReady(callId: string, kind: RecordingKind, fetched: FetchedRecording): Readied;
  /** False where a revision has changed the address since. */
  markFailed(callId: string, kind: RecordingKind, failure: FailedAttempt): boolean;
  /** Gives up recordings in one transaction; one whose address is another by now is left as it is. */
  markRefused(refused: readonly RefusedRecording[]): void;
  /** Makes a recording due that is waiting, was given up or freed; false where there is none such. */
  retryNow(callId: string, kind: RecordingKind): boolean;
  /** The same for up to `limit` recordings that wait or were given up, to be called with the same `nowMs` until it returns 0. */
  retrySome(nowMs: number, limit: number): number;
  /** Makes recordings due that are refused for `reason`, where `isAllowedNow`. */
  retryRefused(reason: RefusingReason, isAllowedNow: (url: string) => boolean): void;
  /** Marks the oldest kept recordings that may go as freed, and returns their files, which are to be removed. */
  freeSome(freeing: sounds.Freeing): sounds.FreedSound[];
  /** Freed recordings whose files may still be there. */
  freedButNamed(limit: number): sounds.FreedSound[];
  forgetFreed(freed: readonly RecordingKey[]): void;
  /** Kept recordings that an earlier Earshot fetched, which did not look at them as this one does. */
  unseenSounds(limit: number): sounds.KeptSound[];
  markSeen(sound: sounds.KeptSound, seen: sounds.SeenSound): void;
  /** Makes a recording due whose kept file is not there any more. */
  markLost(callId: string, kind: RecordingKind, file: string): boolean;
  /** Whether there are calls whose times are to be estimated, or looked at for whether they are. */
  areTimesDue(engineVersion: number): boolean;
  /** The next call whose times are to be estimated, which counts as a try until it is finished or given back. */
  nextTimesJob(query: TimesQuery): NextTimes;
  giveTimesBack(job: TimesJob): void;
  /** Keeps what came of a job; false where the call has other sentences or sounds by now. */
  finishTimes(job: TimesJob, estimated: EstimatedCall): boolean;
  /** Sets what the operator says of a call's times; null where there is no such call. */
  changeTimes(callId: string, changes: TimesChanges): ChangedTimes | null;
  /** Takes back what the operator said of a call's times; null as above. */
  resetTimes(callId: string): ChangedTimes | null;
  /** Makes calls as the operator says; null where none of them is here. See `setReviews` for `isQuiet`. */
  setReviews(callIds: readonly string[], change: ReviewChange, isQuiet: boolean): Reviewed | null;
  /** Null where there is no such call. */
  addNote(callId: string, note: Pick<Note, 'text' | 'momentMs'>): ReturnType<typeof addNote>;
  /** Null where there is no such note; so below. */
  editNote(noteId: number, text: string): ReturnType<typeof editNote>;
  removeNote(noteId: number): ReturnType<typeof removeNote>;
  /** Undoes what the token names, or what was done last. */
  undo(token: string | null): UndoOutcome;
  redo(token: string | null): UndoOutcome;
  /** Tells of follow-ups that are due, some at once, and returns of how many; 0 where all are told of. */
  remind(): number;
  nextReminderAtMs(): number | null;
  /** Keeps a view, a new one without an id, and returns its id; null where there is none such. */
  saveView(view: Parameters<typeof saveView>[1]): number | null;
  removeView(id: number): boolean;
  reorderViews(ids: readonly number[]): void;
  alertSettings(): AlertSettings;
  /** Sets them and tells of it. */
  setAlertSettings(settings: AlertSettings): void;
  /** Writes what is told of calls, with the events that tell it. */
  tellAlerts(told: NewTold): void;
  /** What waited when Earshot ended is not told of any more. */
  endWaitingAlerts(): void;
  /** Id of the last push; 0 where there is none. */
  lastPushId(): number;
  /** Says that a rescue is handled, or that it is not; see `setRescueHandled`. */
  setRescueHandled(callId: string, isHandled: boolean): ReturnType<typeof setRescueHandled>;
  recordSettingsChange(): void;
  /** The operator takes note of drift, or takes that back. */
  setDriftSeen(items: readonly DriftName[], isSeen: boolean): void;
  /** Notes what kept pushes are answered with from now on. */
  recordAnswerForm(form: AnswerForm): void;
  /** Writes what changes nothing, the way a push is appended; throws where a push could not be kept either. */
  probe(): void;
  /** Whether pushes come in so fast that whatever can wait should. */
  arrivalsAreMany(): boolean;
  /** Whether one more push is to be taken: few are while too many wait to be derived. */
  admits(): boolean;
  /** What the threads that write to this database share, see `createTurns`. */
  readonly turns: SharedArrayBuffer;
  close(): void;
}

export interface StoreOptions {
  readonly file: string;
  /** Epoch ms. */
  readonly now?: () => number;
  /** Whether the whole file is read first, to see whether it is damaged. */
  readonly readThrough?: boolean;
  /** What is kept of refused pushes. */
  readonly budgets?: RefusedBudgets;
  /** Of the store that was opened first, where there is one. */
  readonly turns?: SharedArrayBuffer;
  /**
   * `accepting` (unless said otherwise) waits for the disk with every write. The others do not, so that pushes are not to be
   * appended with them: a mark that a power cut takes is made again, as the recording is then asked for again.
   */
  readonly writer?: Exclude<Writer, 'deriving'>;
}

/** Opens the store; see `openForAccepting` for what is thrown. */
export function openStore({ file, now = Date.now, readThrough = false, budgets, turns: memory = memoryForTurns(), writer = 'accepting' }: StoreOptions): Store {
  const opened = openForAccepting(file, { readThrough });
  if (writer !== 'accepting') opened.exec('PRAGMA synchronous = NORMAL');
  const turns = createTurns(memory, writer);
  const db = withPatience(inTurns(opened, turns));
  const arrivals = createArrivals(() => turns.appended(), () => performance.now());
  const admits = createAdmission({ behind: () => pushesBehind(db), clock: () => performance.now() });
  const counted = (ids: number[]): number[] => {
    turns.countAppended(ids.length);
    return ids;
  };
  /** Changes a recording and tells of it where something changed. */
  const mark = (callId: string, kind: RecordingKind, change: (callRow: number) => boolean, isOnItsWay = false): boolean =>
    db.write(() => {
      const call = findCall(db, callId);
      if (call === null || !change(call.row)) return false;
      insertEvent(db, { kind: 'recording', recordingKind: kind, callRow: call.row }, now());
      if (!isOnItsWay) tellTimes(db, { row: call.row, callId }, now());
      return true;
    });
  return {
    appendPushes: (pushes) => counted(appendPushes(db, pushes, budgets)),
    appendRows: (rows) => counted(appendRows(db, rows, budgets)),
    dueRecordings: (nowMs, limit) => recordings.dueRecordings(db, nowMs, limit),
    nextRecordingDueAtMs: () => recordings.nextRecordingDueAtMs(db),
    waitingRecordingsOf: (callId) => recordings.waitingRecordingsOf(db, callId),
    requeueInterrupted: () => void changeSome(db, now(), (nowMs) => recordings.requeueInterrupted(db, nowMs), true),
    markDownloading: (callId, kind) => void mark(callId, kind, (row) => recordings.markDownloading(db, row, kind), true),
    markReady(callId, kind, fetched) {
      let readied: Readied = { isReady: false };
      mark(callId, kind, (row) => {
        readied = recordings.markReady(db, row, kind, fetched, now());
        return readied.isReady;
      });
      return readied;
    },
    markFailed: (callId, kind, failure) => mark(callId, kind, (row) => recordings.markFailed(db, row, kind, failure, now())),
    markRefused: (refused) =>
      db.write(() => {
        for (const { callId, kind, url, reason } of refused) mark(callId, kind, (row) => recordings.markFailed(db, row, kind, { url, reason, nextTryAtMs: null, attempts: 0 }, now()));
      }),
    retryNow: (callId, kind) => mark(callId, kind, (row) => retryNow(db, row, kind, now())),
    retrySome: (nowMs, limit) => changeSome(db, now(), () => retrySome(db, nowMs, limit)).length,
    retryRefused: (reason, isAllowedNow) => void changeSome(db, now(), (nowMs) => retryRefused(db, reason, isAllowedNow, nowMs)),
    freeSome: (freeing) => changeSome(db, now(), () => sounds.freeSome(db, freeing)),
    freedButNamed: (limit) => sounds.freedButNamed(db, limit),
    forgetFreed: (freed) => sounds.forgetFreed(db, freed),
    unseenSounds: (limit) => sounds.unseenSounds(db, limit),
    markSeen: (sound, seen) => void changeSome(db, now(), () => (sounds.noteSeen(db, sound, seen) ? [sound] : [])),
    markLost: (callId, kind, file) => mark(callId, kind, (row) => sounds.noteLost(db, file, { callRow: row, kind }, now())),
    recordAnswerForm: (form) => db.write(() => noteAnswerForm(db, form, now())),
    setDriftSeen: (items, isSeen) => setDriftSeen(db, items, isSeen, now()),
    areTimesDue: (engineVersion) => areTimesDue(db, engineVersion),
    nextTimesJob: (query) => nextTimesJob(db, query, now()),
    giveTimesBack: (job) => giveTimesBack(db, job),
    finishTimes: (job, estimated) => keepEstimated(db, job, estimated, now()),
    changeTimes: (callId, changes) => changeTimes(db, callId, changes, now()),
    resetTimes: (callId) => resetTimes(db, callId, now()),
    setReviews: (callIds, change, isQuiet) => setReviews(db, callIds, change, isQuiet, now()),
    addNote: (callId, note) => addNote(db, callId, note, now()),
    editNote: (noteId, text) => editNote(db, noteId, text, now()),
    removeNote: (noteId) => removeNote(db, noteId, now()),
    undo: (token) => undo(db, token, now()),
    redo: (token) => redo(db, token, now()),
    remind: () => remind(db, now()),
    nextReminderAtMs: () => nextReminderAtMs(db),
    saveView: (view) => saveView(db, view, now()),
    removeView: (id) => removeView(db, id, now()),
    reorderViews: (ids) => reorderViews(db, ids, now()),
    alertSettings: () => alertSettings(db),
    setAlertSettings: (settings) =>
      db.write(() => {
        setAlertSettings(db, settings);
        insertEvent(db, { kind: 'settings' }, now());
      }),
    tellAlerts: (told) => tellAlerts(db, told),
    endWaitingAlerts: () => endWaitingAlerts(db),
    lastPushId: () => newestPushId(db),
    setRescueHandled: (callId, isHandled) => setRescueHandled(db, callId, isHandled, now()),
    recordSettingsChange: () => db.write(() => insertEvent(db, { kind: 'settings' }, now())),
    probe: () => db.write(() => void db.run('UPDATE derive_state SET only_row = only_row')),
    arrivalsAreMany: () => arrivals.areMany(),
    admits,
    turns: memory,
    close: () => db.close(),
  };
}

/** While somebody else has the lock for good, this thread does not stand still for it again and again. */
function withPatience(db: WritableDb): WritableDb {
  const shortPatienceMs = 20;
  let patienceMs = acceptingPatienceMs;
  const wait = (ms: number): void => {
    if (ms === patienceMs) return;
    db.get(`PRAGMA busy_timeout = ${ms}`);
    patienceMs = ms;
  };
  return {
    ...db,
    write(change) {
      try {
        const result = db.write(change);
        wait(acceptingPatienceMs);
        return result;
      } catch (error) {
        if (storageFaultOf(error) === 'database-locked') wait(shortPatienceMs);
        throw error;
      }
    },
  };
}

/** Notes and tells what is known of a call's times now that a recording is here, or is not going to be. */
function tellTimes(db: WritableDb, key: CallKey, nowMs: number): void {
  if (noteTimes(db, key)) insertEvent(db, { kind: 'times', callRow: key.row }, nowMs);
}

/** Changes several recordings and tells of each; what is still on its way says nothing of the times. */
function changeSome<Key extends RecordingKey>(db: WritableDb, nowMs: number, change: (nowMs: number) => Key[], isOnItsWay = false): Key[] {
  return db.write(() => {
    const changed = change(nowMs);
    for (const { callRow, kind } of changed) insertEvent(db, { kind: 'recording', recordingKind: kind, callRow }, nowMs);
    if (!isOnItsWay) for (const row of new Set(changed.map(({ callRow }) => callRow))) tellTimes(db, { row, callId: callIdAt(db, row) }, nowMs);
    return changed;
  });
}
