import type { RecordingKind, RecordingReason } from '#shared/model/recording.ts';
import type { FetchedSound } from './fetching.ts';
import type { UnseenQueue } from './looking.ts';
import type { KeptQueue } from './retention.ts';
import type { AfterFailure } from './retries.ts';

/** A recording that waits to be fetched. */
export interface RecordingJob {
  readonly callId: string;
  readonly kind: RecordingKind;
  readonly url: string;
  /** Failed ones so far. */
  readonly attempts: number;
  readonly nextTryAtMs: number;
  /** Until when it is asked for. */
  readonly giveUpAtMs: number;
}

/** A recording whose address is none that may be asked. */
export interface RefusedRecording {
  readonly callId: string;
  readonly kind: RecordingKind;
  readonly url: string;
  readonly reason: RecordingReason;
}

type Readied = { readonly isReady: true; readonly replacedFile: string | null } | { readonly isReady: false };

/** The queue of the recordings, which the store keeps. */
export interface RecordingQueue extends KeptQueue, UnseenQueue {
  dueRecordings(nowMs: number, limit: number): RecordingJob[];
  nextRecordingDueAtMs(): number | null;
  /** Those of the call that wait, due or not. */
  waitingRecordingsOf(callId: string): RecordingJob[];
  /** Makes downloads due that a crash or an end cut off. */
  requeueInterrupted(): void;
  markDownloading(callId: string, kind: RecordingKind): void | Promise<void>;
  /**
   * Not ready where a revision has changed the address since: what was fetched is not wanted, the new address is queued.
   * `replacedFile` is the sound of an earlier address, which is wanted no more.
   */
  markReady(callId: string, kind: RecordingKind, recording: FetchedSound): Readied | Promise<Readied>;
  /** False where a revision has changed the address since. */
  markFailed(callId: string, kind: RecordingKind, failure: AfterFailure & { readonly url: string }): boolean | Promise<boolean>;
  /** Gives up recordings that nobody is asked for; one that is at another address by now is left as it is. */
  markRefused(refused: readonly RefusedRecording[]): void | Promise<void>;
  retryNow(callId: string, kind: RecordingKind): boolean | Promise<boolean>;
  /** The same for up to `limit`; with the same `nowMs`, for others each time. Returns how many. */
  retrySome(nowMs: number, limit: number): number | Promise<number>;
  /** Makes a recording due whose kept file is not there any more. */
  markLost(callId: string, kind: RecordingKind, file: string): boolean | Promise<boolean>;
  /** Makes recordings due that are refused for `reason`, where `isAllowedNow`. */
  retryRefused(reason: Extract<RecordingReason, 'private-address' | 'too-large'>, isAllowedNow: (url: string) => boolean): void;
}
