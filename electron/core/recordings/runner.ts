import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { DiskRoom } from './diskRoom.ts';
import type { FetchedSound, Fetching } from './fetching.ts';
import { nameOfRecording, type SoundFolder } from './files.ts';
import type { Log } from './log.ts';
import type { Progress } from './progress.ts';
import type { RecordingJob, RecordingQueue } from './queue.ts';
import { createRefusing } from './refusals.ts';
import { afterFailure, type Failure } from './retries.ts';

interface RunnerDeps {
  readonly queue: RecordingQueue;
  readonly fetching: Fetching;
  readonly folder: Pick<SoundFolder, 'has' | 'remove'>;
  readonly room: DiskRoom;
  readonly progress: Progress;
  readonly allowedPrivateHosts: () => readonly string[];
  /** Done before anything is begun; where it throws, nothing is begun until it does not. */
  readonly takeUp: () => void;
  readonly onChange: () => void;
  /** A recording is here. */
  readonly onReady: (sound: FetchedSound) => void;
  readonly isBusy: () => boolean;
  /** So often while the disk has too little. */
  readonly lookForRoomMs: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
}

/** Takes what is due from the queue, a few at a time. */
export interface Runner {
  start(): void;
  wake(): void;
  /** These calls' recordings before all others, in this order; the first one is on screen. */
  prioritise(callIds: readonly string[]): void;
  /** What is due is asked for anew: some of it has changed. */
  forgetDue(): void;
  /** Nothing is begun, as the disk has too little room. */
  isPaused(): boolean;
  close(): Promise<void>;
}

const atOnce = 4;
const atOncePerHost = 2;
/** Beside those: the call on screen does not wait for slow servers. */
const moreForPriority = 2;
/** Enough that one slow host at the head of the queue does not hide the others. */
const jobsToLookAt = 200;
/** What is due is asked for again when all of it is under way or done, or after this. */
const lookAgainMs = 500;
const longestSleepMs = 3_600_000;
const shortestSleepMs = 500;
const pauseAfterFaultMs = 5000;
/** The call on screen is asked for before its turn, but not more often. */
const askAgainOnScreenMs = 60_000;

export function createRunner(deps: RunnerDeps): Runner {
  const { queue, fetching, folder, room, progress, now, log } = deps;
  const closing = new AbortController();
  const active = new Map<string, { readonly host: string; readonly isPriority: boolean; readonly done: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let due: { jobs: readonly RecordingJob[]; readonly atMs: number } = { jobs: [], atMs: 0 };
  let first: readonly string[] = [];
  const lastAskedAtMs = new Map<string, number>();
  let isStarted = false;
  let isPaused = false;
  const refusing = createRefusing({
    queue,
    allowedPrivateHosts: deps.allowedPrivateHosts,
    // One that is under way is at another address by now. What was fetched while its host was listed is taken.
    isTaken: (job) => active.has(keyOf(job)) || folder.has(nameOfRecording(job.callId, job.kind, job.url)),
    onEnd(recordings) {
      log.info({ recordings }, 'recordings refused, as they are on no address that is asked');
      deps.onChange();
      wake();
    },
    async onFault(error) {
      log.warn({ err: error }, 'recordings could not be refused');
      await pause(pauseAfterFaultMs);
    },
  });

  function wake(): void {
    if (!isStarted || closing.signal.aborted) return;
    clearTimeout(timer);
    if (deps.isBusy()) {
      timer = setTimeout(wake, shortestSleepMs);
      return;
    }
    try {
      look();
    } catch (error) {
      // The queue failed us: its disk is full or its database locked, and it says so elsewhere.
      log.warn({ err: error }, 'What recordings are due could not be found out');
      timer = setTimeout(wake, pauseAfterFaultMs);
    }
  }

  function look(): void {
    // Its end wakes us.
    if (refusing.underWay() !== null || isPaused) return;
    deps.takeUp();
    beginFirst();
    if (ordinary() < atOnce) {
      if (due.jobs.length === 0 || now() - due.atMs > lookAgainMs || now() < due.atMs) due = { jobs: refusing.without(queue.dueRecordings(now(), jobsToLookAt)), atMs: now() };
      due.jobs = due.jobs.filter((job) => !begin(job, false));
    }
    const nextMs = queue.nextRecordingDueAtMs();
    // While something is under way its end wakes us; a job that is due now may be waiting for just that.
    if (nextMs !== null) timer = setTimeout(wake, Math.min(longestSleepMs, Math.max(shortestSleepMs, nextMs - now())));
  }

  /** The call on screen is asked for at once, its neighbours before others once they are due. */
  function beginFirst(): void {
    for (const callId of first) {
      const isOnScreen = callId === first[0];
      const jobs = queue.waitingRecordingsOf(callId).filter((job) => job.nextTryAtMs <= now() || (isOnScreen && now() - (lastAskedAtMs.get(keyOf(job)) ?? 0) >= askAgainOnScreenMs));
      for (const job of refusing.without(jobs)) begin(job, isOnScreen);
    }
  }

  function ordinary(): number {
    return active.values().filter(({ isPriority }) => !isPriority).toArray().length;
  }

  /** False where there is no room for it now. */
  function begin(job: RecordingJob, isPriority: boolean): boolean {
    if (isPriority ? active.size >= atOnce + moreForPriority : ordinary() >= atOnce) return false;
    const key = keyOf(job);
    // Another address of a recording that is under way; it is due again when that has ended.
    if (active.has(key)) return true;
    const host = URL.parse(job.url)?.host ?? '';
    if (!isPriority && active.values().filter((other) => other.host === host).toArray().length >= atOncePerHost) return false;
    const done = work(job).finally(() => {
      active.delete(key);
      wake();
    });
    active.set(key, { host, isPriority, done });
    return true;
  }

  /** One attempt, written down however it ends. */
  async function work(job: RecordingJob): Promise<void> {
    const { callId, kind } = job;
    try {
      if (!(await room.has(0))) {
        waitForRoom();
        return;
      }
      await queue.markDownloading(callId, kind);
      noteAsked(job);
      progress.begin(job);
      deps.onChange();
      const fetched = await fetching.fetch(job, { signal: closing.signal, onProgress: (received, total) => progress.set(job, received, total) });
      if (closing.signal.aborted) return;
      await ('reason' in fetched ? failed(job, fetched) : ready(job, fetched));
      progress.end(job);
      deps.onChange();
    } catch (error) {
      // The queue failed us (a full disk); asked again at once it would name the same job for ever.
      log.warn({ err: error, callId, kind }, 'a recording could not be dealt with');
      await pause(pauseAfterFaultMs);
    } finally {
      progress.end(job);
    }
  }

  async function ready({ callId, kind }: RecordingJob, sound: FetchedSound): Promise<void> {
    const readied = await queue.markReady(callId, kind, sound);
    const unwanted = readied.isReady ? readied.replacedFile : sound.file;
    if (unwanted !== null) await folder.remove(unwanted);
    if (readied.isReady) deps.onReady(sound);
  }

  async function failed(job: RecordingJob, failure: Failure): Promise<void> {
    const { callId, kind, url } = job;
    const after = afterFailure(failure, job, now(), deps.random);
    log.info({ callId, kind, ...after }, 'recording not fetched');
    const isMarked = await queue.markFailed(callId, kind, { url, ...after });
    if (!isMarked || after.nextTryAtMs === null) await fetching.forget(job);
  }

  function noteAsked(job: RecordingJob): void {
    if (!first.includes(job.callId)) return;
    lastAskedAtMs.set(keyOf(job), now());
    for (const key of lastAskedAtMs.keys()) {
      if (lastAskedAtMs.size <= jobsToLookAt) break;
      lastAskedAtMs.delete(key);
    }
  }

  /** Pushes need the rest of the disk: nothing is begun, nor written down, until there is more. */
  function waitForRoom(): void {
    if (isPaused) return;
    isPaused = true;
    log.warn({}, 'recordings wait, as the disk is nearly full');
    deps.onChange();
    void lookForRoom();
  }

  async function lookForRoom(): Promise<void> {
    while (!closing.signal.aborted) {
      await pause(deps.lookForRoomMs);
      if (await room.has(0)) break;
    }
    isPaused = false;
    if (!closing.signal.aborted) log.warn({}, 'recordings are fetched again, as there is room on the disk');
    deps.onChange();
    wake();
  }

  async function pause(ms: number): Promise<void> {
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
    forgetDue() {
      due = { jobs: [], atMs: 0 };
    },
    isPaused: () => isPaused,
    async close() {
      closing.abort();
      clearTimeout(timer);
      await Promise.allSettled([...active.values().map(({ done }) => done), refusing.underWay()]);
    },
  };
}

function keyOf({ callId, kind }: { readonly callId: string; readonly kind: RecordingKind }): string {
  return JSON.stringify([callId, kind]);
}
