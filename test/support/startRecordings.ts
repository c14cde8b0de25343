import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { RecordingReason, RecordingState } from '#shared/model/recording.ts';
import { createRecordings } from '../../electron/core/recordings/index.ts';
import type { RecordingRules, Recordings, RecordingsDeps } from '../../electron/core/recordings/index.ts';
import { createMemoryQueue } from './memoryQueue.ts';
import type { MemoryQueue } from './memoryQueue.ts';

export interface StartedRecordings {
  readonly dir: string;
  readonly queue: MemoryQueue;
  readonly recordings: Recordings;
  /** Changes what the operator decides. */
  readonly rule: (rules: Partial<RecordingRules>) => void;
  /** What was written into the log. */
  readonly logged: { readonly message: string; readonly details: object }[];
  /** Moves the clock to when the recording is due again, and waits for what comes of that. */
  readonly nextAttempt: (callId: string) => Promise<void>;
  readonly pass: (ms: number) => void;
  /** Waits until the recording is in this state, and returns it. */
  readonly becomes: (callId: string, state: RecordingState, reason?: RecordingReason) => Promise<ReturnType<MemoryQueue['get']>>;
  /** The file that is here, whole. */
  readonly readyFile: (callId: string) => Promise<Uint8Array>;
  /** Ends it and begins anew on the same folder and queue. */
  readonly restart: () => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Options extends Partial<Omit<RecordingsDeps, 'rules' | 'queue' | 'now'>> {
  readonly rules?: Partial<RecordingRules>;
}

const until = (expectation: () => void): Promise<void> => vi.waitFor(expectation, { timeout: 15_000, interval: 10 });

/** Recordings with a queue in memory, on a clock that stands still until it is moved. */
export async function startRecordings({ rules = {}, dir: givenDir, ...deps }: Options = {}): Promise<StartedRecordings> {
  const dir = givenDir ?? (await mkdtemp(join(tmpdir(), 'earshot-recordings-')));
  const time = { nowMs: 1_000_000 };
  const queue = createMemoryQueue(() => time.nowMs);
  let inForce: RecordingRules = { allowedPrivateHosts: [], maxFileMiB: 512, budgetGiB: 0, keepDays: 0, ...rules };
  const logged: { message: string; details: object }[] = [];
  const log = (details: object, message: string): void => void logged.push({ message, details });
  const start = (): Recordings => {
    const started = createRecordings({
      dir,
      madeDir: join(dir, 'made'),
      queue,
      rules: () => inForce,
      samplesDir: join(dir, 'samples'),
      peaksThread: new URL('../../electron/core/threads/peaks.ts', import.meta.url),
      onChange: () => {},
      now: () => time.nowMs,
      random: () => 0.5,
      log: { info: log, warn: log },
      ...deps,
    });
    started.start();
    return started;
  };
  let recordings = start();
  return {
    dir,
    queue,
    get recordings() {
      return recordings;
    },
    logged,
    rule(changed) {
      inForce = { ...inForce, ...changed };
      recordings.rulesChanged();
    },
    async nextAttempt(callId) {
      const before = queue.get(callId);
      time.nowMs = Math.max(time.nowMs, before.nextTryAtMs);
      recordings.wake();
      await until(() => expect([queue.get(callId).attempts > before.attempts || queue.get(callId).state === 'ready', queue.get(callId).state === 'downloading']).toEqual([true, false]));
    },
    pass(ms) {
      time.nowMs += ms;
      recordings.wake();
    },
    async becomes(callId, state, reason) {
      await until(() => expect(queue.get(callId)).toMatchObject({ state, ...(reason !== undefined && { reason }) }));
      return queue.get(callId);
    },
    async readyFile(callId) {
      const sound = await recordings.openFile(queue.get(callId).ready?.file ?? '');
      return readFile(sound?.path ?? '');
    },
    async restart() {
      await recordings.close();
      recordings = start();
    },
    async [Symbol.asyncDispose]() {
      await recordings.close();
      if (givenDir === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}
