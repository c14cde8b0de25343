import { setTimeout as sleep } from 'node:timers/promises';
import type { TimingReason } from '#shared/model/callTiming.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { SoundFile } from './files.ts';
import type { Log } from './log.ts';
import type { SentenceToTime } from './timing/index.ts';
import { engineVersion } from './timing/version.ts';
import type { TimesOfCall } from './timingMessages.ts';
import { createTimingThread } from './timingThread.ts';

interface SoundToEstimate {
  readonly version: string;
  readonly file: string;
}

/** A call whose times are to be estimated, and what from. */
export interface TimesJob {
  readonly callId: string;
  readonly composite: SoundToEstimate;
  readonly customer: SoundToEstimate | null;
  readonly sentences: readonly SentenceToTime[];
  /** All of that in one. */
  readonly madeFrom: string;
}

interface EstimatedCall {
  readonly engineVersion: number;
  readonly state: 'solved' | 'unknown';
  readonly reason: TimingReason;
  readonly why: string;
  /** For each sentence; null where it was not estimated. */
  readonly times: readonly (readonly [startMs: number, endMs: number] | null)[];
  readonly measured: object;
}

/** The queue of the calls whose times are to be estimated, which the store keeps. */
export interface TimesQueue {
  areTimesDue(engineVersion: number): boolean;
  /** The next one, which counts as a try until it is finished or given back: what was tried too often is given up by the queue. */
  nextTimesJob(query: { readonly first: readonly string[]; readonly engineVersion: number }): Promise<{ readonly job: TimesJob | null; readonly hasMore: boolean; readonly hasChanged: boolean }>;
  giveTimesBack(job: TimesJob): Promise<void>;
  /** False where the call has other sentences or sounds by now. */
  finishTimes(job: TimesJob, estimated: EstimatedCall): Promise<boolean>;
}

export interface EstimatingDeps {
  readonly queue: TimesQueue;
  /** A kept sound as it came; null where its file is gone. */
  readonly openFile: (file: string) => Promise<SoundFile | null>;
  /** Told of a file that is gone. */
  readonly lost: (callId: string, kind: RecordingKind, file: string) => Promise<void>;
  /** The entry of the thread that estimates: `electron/core/threads/timing.ts`. */
  readonly thread: URL;
  /** Something became known of the times of a call. */
  readonly onChange: () => void;
  /** Whether there is something more urgent to do. */
  readonly isBusy: () => boolean;
  readonly log: Log;
  /** Unless said otherwise. */
  readonly rests?: Partial<Rests>;
}

/** How long it rests, in ms. */
interface Rests {
  readonly afterCall: number;
  readonly afterFailure: number;
  /** Of the queue. */
  readonly afterFault: number;
  readonly whileBusy: number;
}

/** Estimates when sentences were spoken, one call after the other, where the queue names any. */
export interface Estimating {
  start(): void;
  /** There may be something new to estimate. */
  wake(): void;
  /** These calls before all others, in this order. */
  prioritise(callIds: readonly string[]): void;
  /** Ends what is under way; it is begun again at the next start. */
  close(): Promise<void>;
}

const usualRests: Rests = { afterCall: 20, afterFailure: 1000, afterFault: 5000, whileBusy: 500 };

export function createEstimating({ queue, openFile, lost, thread: entry, onChange, isBusy, log, ...options }: EstimatingDeps): Estimating {
  const rests = { ...usualRests, ...options.rests };
  const closing = new AbortController();
  const thread = createTimingThread({ entry, isBusy, log });
  let first: readonly string[] = [];
  let isStarted = false;
  let isWoken = false;
  let running: Promise<void> | null = null;

  function wake(): void {
    isWoken = true;
    if (!isStarted || running !== null || closing.signal.aborted) return;
    running = run().finally(() => {
      running = null;
      // What came while it was about to end.
      if (isWoken) wake();
    });
  }

  async function run(): Promise<void> {
    while (isWoken && !closing.signal.aborted) {
      isWoken = false;
      try {
        await workOff();
      } catch (error) {
        // The queue failed us: its disk is full or its database locked, and it says so elsewhere.
        log.warn({ err: error }, 'The times of calls could not be dealt with');
        isWoken = true;
        await rest(rests.afterFault);
      }
    }
  }

  async function workOff(): Promise<void> {
    while (!closing.signal.aborted) {
      while (isBusy() && !closing.signal.aborted) await rest(rests.whileBusy);
      if (closing.signal.aborted || !queue.areTimesDue(engineVersion)) return;
      const { job, hasMore, hasChanged } = await queue.nextTimesJob({ first, engineVersion });
      if (hasChanged) onChange();
      const isDone = job === null || (await work(job));
      if (job === null && !hasMore) return;
      await rest(isDone ? rests.afterCall : rests.afterFailure);
    }
  }

  /** False where it is to be tried again. */
  async function work(job: TimesJob): Promise<boolean> {
    const composite = await pathOf(job, 'composite', job.composite);
    const customer = job.customer && (await pathOf(job, 'customer', job.customer));
    if (composite === null || (job.customer !== null && customer === null)) return false;
    const answer = await thread.estimate({ composite, customer, sentences: job.sentences });
    if (answer.kind === 'closed') await queue.giveTimesBack(job);
    if (answer.kind !== 'estimated') return false;
    if (await queue.finishTimes(job, estimatedFrom(answer.times))) onChange();
    return true;
  }

  async function pathOf({ callId }: TimesJob, kind: RecordingKind, { file }: SoundToEstimate): Promise<string | null> {
    const sound = await openFile(file);
    if (sound === null) await lost(callId, kind, file);
    return sound?.path ?? null;
  }

  async function rest(ms: number): Promise<void> {
    await sleep(ms, null, { signal: closing.signal }).catch(() => {});
  }

  return {
    start() {
      isStarted = true;
      wake();
    },
    wake,
    prioritise(callIds) {
      first = callIds;
      wake();
    },
    async close() {
      closing.abort();
      await thread.close();
      await running;
    },
  };
}

function estimatedFrom({ verdict, sentences, measured }: TimesOfCall): EstimatedCall {
  const times = sentences.map(({ timing, startMs, endMs }): readonly [number, number] | null => (timing === 'estimated' && startMs !== null && endMs !== null ? [startMs, endMs] : null));
  return { engineVersion, ...verdict, times: verdict.state === 'solved' ? times : [], measured };
}
