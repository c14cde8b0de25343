import { Worker } from 'node:worker_threads';
import { messageOf } from '#shared/errors.ts';
import type { Log } from './log.ts';
import { timesReplySchema, type TimesOfCall, type TimesRequest, type TimingThreadData } from './timingMessages.ts';

/** `failed`: the estimate threw, took too long, or its thread ended; the log says why. `closed`: the thread was closed meanwhile. */
export type TimingAnswer = { readonly kind: 'estimated'; readonly times: TimesOfCall } | { readonly kind: 'failed' } | { readonly kind: 'closed' };

/** The thread that estimates times, started when it is needed and ended when it has not been for a while. One call at a time. */
export interface TimingThread {
  estimate(call: Omit<TimesRequest, 'id'>): Promise<TimingAnswer>;
  close(): Promise<void>;
}

export interface TimingThreadOptions {
  readonly entry: URL;
  /** Whether there is something more urgent to do: then the thread stands still. */
  readonly isBusy: () => boolean;
  readonly log: Log;
  readonly longestMs?: number;
  readonly heapMb?: number;
  readonly idleMs?: number;
}

/** Of what lives in V8; samples do not. Beyond it the thread ends, and nothing else does. */
const heapMb = 512;
/** A call of many hours is estimated in this time, on a slow machine: what takes longer will not end. */
const longestMs = 30 * 60_000;
const idleMs = 10_000;
const lookMs = 250;

export function createTimingThread({ entry, isBusy, log, ...limits }: TimingThreadOptions): TimingThread {
  const pausing = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;
  let current: { readonly id: number; readonly settle: (answer: TimingAnswer) => void } | null = null;

  function settle(answer: TimingAnswer): void {
    const settled = current;
    current = null;
    settled?.settle(answer);
  }

  function start(): Worker {
    const started = new Worker(entry, { workerData: { pausing: pausing.buffer } satisfies TimingThreadData, resourceLimits: { maxOldGenerationSizeMb: limits.heapMb ?? heapMb, maxYoungGenerationSizeMb: 8 } });
    started.on('message', (message: unknown) => {
      const reply = timesReplySchema.safeParse(message);
      if (reply.success && reply.data.id !== current?.id) return;
      if (reply.success && 'times' in reply.data) return settle({ kind: 'estimated', times: reply.data.times });
      log.warn({ problem: reply.success && 'problem' in reply.data ? reply.data.problem : messageOf(reply.error) }, 'the times of a call could not be estimated');
      return settle({ kind: 'failed' });
    });
    started.on('error', (error) => log.warn({ err: error }, 'the thread that estimates times ended'));
    started.on('exit', () => {
      if (worker !== started) return;
      worker = null;
      settle({ kind: isClosed ? 'closed' : 'failed' });
    });
    return started;
  }

  /** Stands still while there is something more urgent; what is counted is the time in which it does not. */
  function watch(): () => void {
    let ranMs = 0;
    const timer = setInterval(() => {
      pause(isBusy());
      if (Atomics.load(pausing, 0) === 0) ranMs += lookMs;
      if (ranMs < (limits.longestMs ?? longestMs)) return;
      clearInterval(timer);
      log.warn({}, 'the times of a call took too long to estimate');
      void worker?.terminate();
    }, lookMs);
    return () => {
      clearInterval(timer);
      pause(false);
    };
  }

  function endIdle(): void {
    const ended = worker;
    worker = null;
    void ended?.terminate();
  }

  function pause(isPaused: boolean): void {
    Atomics.store(pausing, 0, isPaused ? 1 : 0);
    if (!isPaused) Atomics.notify(pausing, 0);
  }

  return {
    async estimate(call) {
      if (isClosed) return { kind: 'closed' };
      clearTimeout(idle);
      worker ??= start();
      const id = ++lastId;
      const { promise, resolve } = Promise.withResolvers<TimingAnswer>();
      current = { id, settle: resolve };
      const unwatch = watch();
      worker.postMessage({ ...call, id } satisfies TimesRequest);
      const answer = await promise;
      unwatch();
      // What it has reserved goes back with it.
      idle = setTimeout(endIdle, limits.idleMs ?? idleMs);
      idle.unref();
      return answer;
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      await worker?.terminate();
    },
  };
}
