import type { AlertReason } from '#shared/model/alert.ts';
import type { AlertAction } from '#shared/model/alertRule.ts';
import type { DriftNote } from '#shared/model/drift.ts';
import type { PushChange, PushOutcome } from '#shared/model/push.ts';
import type { PushedCall } from '#shared/model/pushedCall.ts';
import type { RecordingKind } from '#shared/model/recording.ts';

/** How far deriving is: `pushId` and all before it are whole, and so many records of the push after it. */
export interface DerivePosition {
  readonly pushId: number;
  readonly recordIndex: number;
}

/** A push as it was kept. */
export interface KeptPush {
  readonly id: number;
  readonly receivedAtMs: number;
  readonly source: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Set where the receiver refused it: it is not derived. */
  readonly refusal: { readonly code: string; readonly reason: string } | null;
  readonly replayOf: number | null;
}

export interface KnownCall {
  /** The call's place in order of arrival. */
  readonly row: number;
  readonly status: string | null;
  readonly receivedAtMs: number;
}

export interface RecordOutcome {
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

/** What was decided on a call. */
export interface AlertLogEntry {
  readonly callId: string;
  readonly rule: { readonly id: string; readonly name: string } | null;
  readonly action: AlertAction | null;
  readonly reason: AlertReason;
  /** The line that the call was made on. */
  readonly line: string | null;
  /** The how manyth in a row on its line it is; null where its rule does not count. */
  readonly run: number | null;
}

/** What deriving asks of the store; `Prepared` is the store's own form of a call, made before the lock is taken. */
export interface DerivingStore<Prepared> {
  position(): DerivePosition;
  moveTo(position: DerivePosition): void;
  /** The push after `id` in order of arrival. */
  pushAfter(id: number): KeptPush | null;
  pushAt(id: number): KeptPush | null;
  write<Result>(change: () => Result): Result;
  /** Inside `write`: undoes what `change` did where it throws, and returns the error. A failing disk still throws. */
  attempt<Result>(change: () => Result): { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly error: unknown };
  /** Whether the disk, the lock or the file failed, so that the same may succeed later. */
  isStorageFailure(error: unknown): boolean;
  prepare(call: PushedCall): Prepared;
  findCall(callId: string): KnownCall | null;
  hasContent(callRow: number, contentHash: Uint8Array): boolean;
  /** Where the call's distinct contents stand, in order of their first delivery. */
  contentsOf(callRow: number): readonly { readonly pushId: number; readonly index: number }[];
  addCall(prepared: Prepared, push: KeptPush): { readonly row: number; readonly recordings: readonly RecordingKind[] };
  changeCall(known: KnownCall, prepared: Prepared, push: KeptPush): { readonly recordings: readonly RecordingKind[] };
  /** Counts another content that changed nothing, as it is older than what is known. */
  countRevision(callRow: number, push: KeptPush): void;
  countDuplicate(callRow: number, push: KeptPush): void;
  addRecord(outcome: RecordOutcome): void;
  /** Counts pushes of which every record is derived. */
  countPushes(pushes: readonly KeptPush[]): void;
  /** Notes what was decided on a call; nothing where the push was derived before. */
  logAlert(entry: AlertLogEntry, push: KeptPush): void;
  /** Counts a delivery that was no news, as above. */
  countAlertRepeat(callId: string, push: KeptPush): void;
  /** How many of the line's latest calls the rule has decided on without another one between, `most` at most. */
  runOfRule(ruleId: string, line: string | null, most: number): number;
  /** Raises a card for a customer who is to be called back; none where the push was derived before. */
  addRescue(callRow: number, push: KeptPush): void;
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
}
