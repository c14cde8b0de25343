import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DerivedStep, DerivingSettings } from './derivation.ts';
import { reportSchema } from './messages.ts';
import type { Command, ThreadData } from './messages.ts';

interface Log {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface DeriverOptions {
  /** Entry of the deriving thread. */
  readonly thread: URL;
  /** The database, which the store has opened before. */
  readonly file: string;
  readonly settings: DerivingSettings;
  /** Nobody is told of calls up to this push: they came before the start. */
  readonly startedAfterPush: number;
  /** The store's: what the threads that write share. */
  readonly turns: SharedArrayBuffer;
  /** After each transaction; tells that events up to `eventSeq` can be read. */
  readonly onDerived: (step: Omit<DerivedStep, 'records'>) => void;
  /** Told of what deriving failed with, before it is tried again; `code` tells what of the disk or the database it was. */
  readonly onFailure?: (error: Error) => void;
  readonly log: Log;
}

/** Turns kept pushes into calls on a thread of its own, from where it was when it last ended, however that was. */
export interface Deriver {
  /** Tells that pushes were appended. */
  wake(): void;
  updateSettings(settings: DerivingSettings): void;
  /** Resolves once every push that was appended before is derived. */
  whenIdle(): Promise<void>;
  /** Ends after the transaction at hand. */
  close(): Promise<void>;
}

/** A thread that ended without having derived anything so often in a row has met a push that it cannot survive. */
const deathsBeforeSettingAside = 3;
const longestPauseMs = 30_000;
/** A thread that was woken looks at what has come until then; to be woken for each push costs more than it gains. */
const wakeEveryMs = 10;
const longestStepMs = 5000;

export function createDeriver({ thread, file, settings: initial, startedAfterPush, turns, onDerived, onFailure = () => {}, log }: DeriverOptions): Deriver {
  let settings = initial;
  let isClosed = false;
  /** Ends of the thread since it last derived something; and those among them after it had opened the database. */
  let ends = 0;
  let deaths = 0;
  let lastId = 0;
  let restart: NodeJS.Timeout | undefined;
  let waking: NodeJS.Timeout | undefined;
  let wokenAtMs = -Infinity;
  const idleRequests = new Map<number, () => void>();

  const start = (): Worker => {
    const data: ThreadData = { file, turns, startedAfterPush, settings: plain(settings), suspicion: deaths === 0 ? 'none' : deaths < deathsBeforeSettingAside ? 'careful' : 'set-aside' };
    let hasOpened = false;
    // What it makes of a push is garbage a moment later: V8 would let it grow to a hundred megabytes before it looks.
    const started = new Worker(thread, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: 16 } });
    started.on('message', (message: unknown) => {
      const report = reportSchema.parse(message);
      if (report.kind === 'problem') {
        log.error(report.details, report.message);
        if (report.code !== null) onFailure(Object.assign(new Error(report.message), { code: report.code }));
      } else if (report.kind === 'opened') {
        hasOpened = true;
      } else if (report.kind === 'idle') {
        idleRequests.get(report.id)?.();
        idleRequests.delete(report.id);
      } else {
        ends = 0;
        deaths = 0;
        const { pushId, eventSeq, recordingsChanged, alertsWait } = report;
        onDerived({ pushId, eventSeq, recordingsChanged, alertsWait });
      }
    });
    started.on('error', (error) => {
      log.error({ err: error }, 'the deriving thread failed');
      if (error instanceof Error) onFailure(error);
    });
    started.on('exit', () => {
      if (isClosed) return;
      ends += 1;
      if (hasOpened) deaths += 1;
      const pauseMs = Math.min(longestPauseMs, 50 * 2 ** ends);
      log.warn({ ends, pauseMs }, 'the deriving thread ended and is started again');
      restart = setTimeout(() => {
        worker = start();
      }, pauseMs);
    });
    for (const id of idleRequests.keys()) started.postMessage({ kind: 'whenIdle', id } satisfies Command);
    return started;
  };

  const tell = (command: Command): void => worker.postMessage(command);
  function wakeNow(): void {
    waking = undefined;
    wokenAtMs = performance.now();
    tell({ kind: 'wake' });
  }
  let worker = start();

  return {
    wake() {
      if (waking !== undefined) return;
      const waitMs = wokenAtMs + wakeEveryMs - performance.now();
      if (waitMs <= 0) wakeNow();
      else waking = setTimeout(wakeNow, waitMs);
    },
    updateSettings(changed) {
      settings = changed;
      tell({ kind: 'settings', settings: plain(changed) });
    },
    whenIdle() {
      if (isClosed) return Promise.resolve();
      const id = ++lastId;
      return new Promise((resolve) => {
        idleRequests.set(id, resolve);
        tell({ kind: 'whenIdle', id });
      });
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(restart);
      clearTimeout(waking);
      await ended(worker);
      for (const resolve of idleRequests.values()) resolve();
      idleRequests.clear();
    },
  };
}

/** Ends the thread after its transaction; what hangs is cut off, which loses nothing. */
async function ended(worker: Worker): Promise<void> {
  if (worker.threadId === -1) return;
  const exit = once(worker, 'exit');
  worker.postMessage({ kind: 'stop' } satisfies Command);
  const cutOff = setTimeout(() => void worker.terminate(), longestStepMs);
  await exit;
  clearTimeout(cutOff);
}

/** The settings as a message can carry them. */
function plain({ timeZone, statuses, alertRules }: DerivingSettings): ThreadData['settings'] {
  return { timeZone, statuses: { ...statuses }, alertRules: [...alertRules] };
}
