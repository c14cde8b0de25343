import type { z } from 'zod';
import type { AlertLogEntry, AlertOutcome, AlertPreview, AlertsView } from '#shared/model/alert.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { Backup, LatestBackup } from '#shared/model/backup.ts';
import type { Call, CallDetail } from '#shared/model/call.ts';
import type { CallsQuery } from '#shared/model/callQuery.ts';
import type { clipInputSchema, MadeFile } from '#shared/contract/files.ts';
import type { RecordingsUsage } from '#shared/contract/recordings.ts';
import type { Drift, DriftName } from '#shared/model/drift.ts';
import type { AppEvent } from '#shared/model/event.ts';
import type { Problem } from '#shared/model/problems.ts';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import type { Note, ReviewChange, ReviewCounts, Undone } from '#shared/model/review.ts';
import type { View, ViewQuery } from '#shared/model/view.ts';
import type { Rescue } from '#shared/model/rescue.ts';
import type { Settings, SettingsPatch, SettingsView } from '#shared/model/settings.ts';
import type { AppStatus } from '#shared/model/status.ts';
import type { TimesBefore, TimesChanges } from '#shared/model/callTiming.ts';
import type { Commands } from './commands.ts';
import type { PushLog } from './pushLog.ts';
import type { Waker } from './waker.ts';

/** A call as it is stored: its group depends on settings that may change later, so it is added on the way out. */
export type StoredCall = Omit<Call, 'statusGroup'>;
type WithStoredCall<Event> = Event extends { call: Call } ? Omit<Event, 'call'> & { call: StoredCall } : Event;
/** An event as it is stored; `reset` is never stored. */
export type StoredEvent = WithStoredCall<Exclude<AppEvent, { kind: 'reset' }>>;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Why a file could not be made of a call. */
type WhyNotMade = 'not-found' | 'no-sound' | 'not-decodable' | 'empty' | 'too-long' | 'cannot-write' | 'failed';
type FileOutcome = { readonly ok: true; readonly file: MadeFile } | { readonly ok: false; readonly reason: WhyNotMade };

/** What the API asks of the store; everything is read on a connection of its own. */
export interface Reader {
  listCalls(query: CallsQuery): Promise<Page<StoredCall> & { readonly asOfEvent: number }>;
  getCall(callId: string): Promise<Omit<CallDetail, 'statusGroup'> | null>;
  /** Calls of the call's number; null where there is no such call. */
  listSameNumber(callId: string, page: { readonly limit: number; readonly cursor?: string | undefined }): Promise<Page<StoredCall> | null>;
  reviewCounts(): Promise<ReviewCounts>;
  /** Each with how many calls it shows now. */
  listViews(): Promise<View[]>;
  countCalls(sinceMs: number): Promise<{ readonly since: Record<string, number>; readonly all: Record<string, number> }>;
  /** Events after `seq` in order, at most `limit`; `too-old` where some are kept no more, or `seq` is another database's. */
  eventsAfter(seq: number, limit: number): Promise<readonly StoredEvent[] | 'too-old'>;
  lastEventSeq(): Promise<number>;
  getRecording(callId: string, kind: RecordingKind): Promise<Recording | null>;
  /** The latest first. */
  listAlertLog(query: { readonly outcome?: AlertOutcome | undefined; readonly callId?: string | undefined; readonly limit: number; readonly cursor?: string | undefined }): Promise<Page<AlertLogEntry>>;
  /** Those that told of urgent calls, all of which are handled by now; `answered`: the status codes of an answered call. */
  settledNotices(noticeIds: readonly number[], answered: readonly string[]): Promise<readonly number[]>;
  /** Calls that the notices from one to another told of. */
  callsOfNotices(span: { readonly from: number; readonly to: number }): Promise<readonly string[]>;
  /** Customers who wait to be called back, of those whose calls are here; `answered`: the status codes of an answered call. */
  listRescues(query: { readonly answered: readonly string[]; readonly limit: number }): Promise<{ readonly items: readonly StoredRescue[]; readonly open: number }>;
  /** What is not here, the next to be given up first. */
  listMissing(query: { readonly limit: number; readonly cursor?: string | undefined }): Promise<
    Page<StoredMissing> & { readonly totals: { readonly coming: number; readonly givenUp: number; readonly nextGiveUpAtMs: number | null } }
  >;
}

/** A customer who waits to be called back, with the call as it is stored. */
export type StoredRescue = Omit<Rescue, 'call'> & { readonly call: StoredCall };

/** A recording that the platform names and that is not here. */
interface StoredMissing {
  readonly callId: string;
  readonly phone: string | null;
  readonly status: string | null;
  readonly startedAtMs: number | null;
  readonly receivedAtMs: number;
  readonly kind: RecordingKind;
  readonly recording: Recording;
}

interface RecordingsKeeper {
  /** Fetches a recording at once; null where the call has no such recording. */
  retry(callId: string, kind: RecordingKind): Promise<Recording | null>;
  retryAll(): Promise<number>;
  prioritise(callIds: readonly string[]): void;
  usage(): Promise<RecordingsUsage>;
  free(olderThanDays: number): Promise<{ readonly bytes: number; readonly files: number }>;
  /** The recording with what only memory knows of it. */
  shown<Shown extends Recording>(callId: string, recording: Shown): Shown;
  /** Which downloads are further than they were at a change. */
  readonly progress: { latest(): number; since(change: number): readonly { readonly callId: string; readonly kind: RecordingKind }[] };
}

/** Why a time is none that a sentence can have; `index` names the sentence, null the call's shift. */
export interface TimesProblem {
  readonly index: number | null;
  readonly fault: 'no-such-sentence' | 'ends-before-start' | 'before-recording' | 'after-recording' | 'shift-too-far';
  /** Of the recording; null where nobody knows. */
  readonly durationMs: number | null;
}

/** What there was before of what was changed, as a change that puts it back. */
export type ChangedTimes = { readonly ok: true; readonly before: TimesBefore } | { readonly ok: false; readonly problems: readonly TimesProblem[] };

/** What was undone or done again, or why that cannot be; `callId` names a call for which it is so. */
export type UndoOutcome =
  | ({ readonly ok: true } & Undone)
  | { readonly ok: false; readonly reason: 'nothing' | 'too-old' | 'already' | 'changed-since' | 'gone'; readonly callId: string | null };

/** Changes what the operator made of calls; null where there is no such call or note. */
interface ReviewKeeper {
  set(callIds: readonly string[], change: ReviewChange, isQuiet: boolean): Promise<{ readonly undo: string | null; readonly callIds: string[] } | null>;
  addNote(callId: string, note: Pick<Note, 'text' | 'momentMs'>): Promise<{ readonly undo: string; readonly noteId: number } | null>;
  editNote(noteId: number, text: string): Promise<{ readonly undo: string | null } | null>;
  removeNote(noteId: number): Promise<{ readonly undo: string | null } | null>;
  /** What the token names, or what was done or undone last. */
  undo(token: string | null): Promise<UndoOutcome>;
  redo(token: string | null): Promise<UndoOutcome>;
}

export interface ApiDeps {
  readonly reader: Reader;
  readonly settings: {
    current(): Settings;
    view(): SettingsView;
    update(patch: SettingsPatch): { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] };
    /** Makes a new key for the push address; the one so far works for so many ms more. */
    rotateKey(graceMs: number): void;
    /** Ends the older keys that end with these characters. */
    endPreviousKey(endsWith: string): void;
  };
  /** Kept peaks of a recording, or null while there are none. */
  readonly peaks: (callId: string, kind: RecordingKind) => Promise<Uint8Array | null>;
  readonly recordings: RecordingsKeeper;
  /** Makes files of calls, which the host hands out. */
  readonly files: {
    clip(wanted: z.output<typeof clipInputSchema>): Promise<FileOutcome>;
    evidence(callId: string): Promise<FileOutcome>;
  };
  /** What the operator says of when sentences were spoken; null where there is no such call. */
  readonly timings: {
    change(callId: string, changes: TimesChanges): Promise<ChangedTimes | null>;
    reset(callId: string): Promise<ChangedTimes | null>;
  };
  readonly reviews: ReviewKeeper;
  readonly views: {
    /** Returns the view's id; null where there is none of the id that was given. */
    save(view: { readonly id: number | null; readonly name: string; readonly query: ViewQuery }): Promise<number | null>;
    remove(id: number): Promise<boolean>;
    reorder(ids: readonly number[]): Promise<void>;
  };
  /** Says whether a lost customer was seen to, and what undoes that; null where there is none of this call. */
  readonly rescues: { setHandled(callId: string, isHandled: boolean): Promise<{ readonly undo: string | null } | null> };
  /** Hands a number to the program that calls it; false where there is none. */
  readonly dial: (phone: string) => Promise<boolean>;
  readonly pushLog: PushLog;
  /** Gives the receiver a sample call as if it had been pushed; null where it was not taken. */
  readonly sendSample: (language: 'en' | 'es' | 'zh') => Promise<{ readonly callId: string } | null>;
  readonly status: () => Promise<AppStatus>;
  readonly alerts: {
    current(): AlertsView;
    /** False where there are too many. */
    save(rule: AlertRule): boolean;
    /** False where there is none such. */
    remove(id: string): boolean;
    reorder(ids: readonly string[]): void;
    configure(change: Partial<Pick<AlertsView, 'quietHours' | 'volume'>>): void;
    pause(minutes: number): void;
    preview(rule: AlertRule): Promise<AlertPreview>;
    /** The operator has seen to these calls. */
    handled(callIds: readonly string[]): void;
  };
  readonly backups: {
    list(): Promise<{ readonly folder: string; readonly items: readonly Backup[] }>;
    /** Begins a backup where none is under way. */
    make(): LatestBackup;
  };
  readonly drift: {
    /** What the settings do not name. */
    list(): Promise<{ items: Drift[]; more: number }>;
    setSeen(items: readonly DriftName[], isSeen: boolean): void;
  };
  /** Epoch ms. */
  readonly now: () => number;
  /** What the host asks of its pages, and they of it. */
  readonly commands: Commands;
  /** Woken after every change that wrote an event. */
  readonly changes: Waker;
  /** Aborted when the core closes: ends every watcher. */
  readonly closing: AbortSignal;
}
