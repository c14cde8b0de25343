import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordingKind, RecordingReason } from '#shared/model/recording.ts';
import { isListedHost, portOf } from './addresses.ts';
import { createDownloader, defaultLimits, type DownloadLimits } from './download.ts';
import { createSoundFolder, nameOfRecording, type SoundFile } from './files.ts';
import { keepSound } from './keep.ts';
import type { Log } from './log.ts';
import { refusalOf } from './refusals.ts';
import { afterFailure } from './retries.ts';
import { openSampleFile } from './sampleFiles.ts';
import { peaksPath } from './sound/index.ts';
import { createSoundThread } from './soundThread.ts';

/** A recording whose turn has come. */
interface RecordingJob {
  readonly callId: string;
  readonly kind: RecordingKind;
  readonly url: string;
  /** Failed ones so far. */
  readonly attempts: number;
  /** When this address was first pushed. */
  readonly firstSeenAtMs: number;
}

/** A recording that is here. */
export interface ReadyRecording {
  /** Where it was fetched from; a revision may have changed the address meanwhile. */
  readonly url: string;
  readonly file: string;
  readonly bytes: number;
  readonly durationMs: number | null;
  readonly contentType: string;
  readonly hasPeaks: boolean;
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
export interface RecordingQueue {
  dueRecordings(nowMs: number, limit: number): RecordingJob[];
  nextRecordingDueAtMs(): number | null;
  /** Makes downloads due that a crash or an end cut off. */
  requeueInterrupted(): void;
  markDownloading(callId: string, kind: RecordingKind): void | Promise<void>;
  /**
   * Not ready where a revision has changed the address since: what was fetched is not wanted, the new address is queued.
   * `replacedFile` is the sound of an earlier address, which is wanted no more.
   */
  markReady(callId: string, kind: RecordingKind, recording: ReadyRecording): Readied | Promise<Readied>;
  markFailed(callId: string, kind: RecordingKind, failure: { url: string; reason: RecordingReason; nextTryAtMs: number | null }): boolean | Promise<boolean>;
  /** Gives up recordings that nobody is asked for; one that is at another address by now is left as it is. */
  markRefused(refused: readonly RefusedRecording[]): void | Promise<void>;
  retryNow(callId: string, kind: RecordingKind): boolean | Promise<boolean>;
  /** Makes recordings due that were given up as on a private address, where `isAllowedNow`. */
  retryRefused(isAllowedNow: (url: string) => boolean): void;
}

export interface RecordingsDeps {
  /** The data directory's folder for recordings. */
  readonly dir: string;
  readonly queue: RecordingQueue;
  /** `host` or `host:port` that may be asked although their address is private; asked anew for each connection. */
  readonly allowedPrivateHosts: () => readonly string[];
  readonly samplesDir: string;
  /** The entry of the thread that computes peaks: `electron/core/threads/peaks.ts`. */
  readonly peaksThread: URL;
  /** The state of a recording changed. */
  readonly onChange: () => void;
  readonly now: () => number;
  /** 0 … 1. */
  readonly random: () => number;
  /** Whether there is something more urgent to do: then no further download is begun. */
  readonly isBusy?: () => boolean;
  readonly log: Log;
  readonly limits?: Partial<DownloadLimits>;
}

export interface Recordings {
  /** Cleans up after a crash and begins to download. */
  start(): void;
  /** There may be something new to download. */
  wake(): void;
  /** Other private hosts are allowed now: asks for what was refused for want of that. */
  hostsChanged(): void;
  /** Asks at once for a recording that is waiting or was given up; false where there is no such recording. */
  retry(callId: string, kind: RecordingKind): Promise<boolean>;
  /** A kept sound by the file name that the store has; null where it is not there. */
  openFile(file: string): Promise<SoundFile | null>;
  /** Where the peaks of a kept sound are. */
  peaksPath(file: string): string;
  /** Ends what is under way; it is taken up again at the next start. */
  close(): Promise<void>;
}

const atOnce = 4;
const atOncePerHost = 2;
/** Enough that one slow host at the head of the queue does not hide the others. */
const jobsToLookAt = 200;
/** So few that a push that comes meanwhile waits for a millisecond. */
const refusedAtOnce = 50;
/** What is due is asked for again when all of it is under way or done, or after this. */
const lookAgainMs = 500;
const longestSleepMs = 3_600_000;
const shortestSleepMs = 500;
const pauseAfterFaultMs = 5000;

/** Downloads the recordings that the queue names into `dir`, a few at a time, and keeps the peaks of each. */
export function createRecordings(deps: RecordingsDeps): Recordings {
  const { queue, now, log } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const folder = createSoundFolder(deps.dir);
  const downloader = createDownloader(deps.allowedPrivateHosts, limits);
  const thread = createSoundThread(deps.peaksThread, log);
  const closing = new AbortController();
  const active = new Map<string, { readonly host: string; readonly done: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let due: { jobs: readonly RecordingJob[]; readonly atMs: number } = { jobs: [], atMs: 0 };
  let isStarted = false;
  /** Whether what an earlier end cut off, and what is allowed by now, waits again. */
  let isTakenUp = false;
  let refusing: Promise<void> | null = null;

  function wake(): void {
    if (!isStarted || closing.signal.aborted) return;
    clearTimeout(timer);
    if (deps.isBusy?.() === true) {
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
    if (refusing !== null) return;
    if (!isTakenUp) takeUp();
    if (active.size < atOnce) {
      if (due.jobs.length === 0 || now() - due.atMs > lookAgainMs || now() < due.atMs) due = withoutRefused(queue.dueRecordings(now(), jobsToLookAt));
      due.jobs = due.jobs.filter((job) => !begin(job));
    }
    const nextMs = queue.nextRecordingDueAtMs();
    // While something is under way its end wakes us; a job that is due now may be waiting for just that.
    if (nextMs !== null) timer = setTimeout(wake, Math.min(longestSleepMs, Math.max(shortestSleepMs, nextMs - now())));
  }

  /**
   * What is to be tried of `jobs`. The others are refused at once and together: to take them for downloads would cost two
   * writes each, and several times as much as everything else that is done for a call.
   */
  function withoutRefused(jobs: readonly RecordingJob[]): typeof due {
    const refused: RefusedRecording[] = [];
    const tried = jobs.filter((job) => {
      const { callId, kind, url } = job;
      const reason = refusalOf(url, deps.allowedPrivateHosts());
      // One that is under way is at another address by now. What was fetched while its host was listed is taken.
      if (reason === null || active.has(keyOf(job)) || folder.has(nameOfRecording(callId, kind, url))) return true;
      refused.push({ callId, kind, url, reason });
      return false;
    });
    if (refused.length > 0) {
      refusing = refuse(refused).finally(() => {
        refusing = null;
        wake();
      });
    }
    return { jobs: tried, atMs: now() };
  }

  async function refuse(refused: readonly RefusedRecording[]): Promise<void> {
    try {
      for (let at = 0; at < refused.length; at += refusedAtOnce) await queue.markRefused(refused.slice(at, at + refusedAtOnce));
      log.info({ recordings: refused.length }, 'recordings refused, as they are on no address that is asked');
      deps.onChange();
    } catch (error) {
      log.warn({ err: error }, 'recordings could not be refused');
      await sleep(pauseAfterFaultMs, null, { signal: closing.signal }).catch(() => {});
    }
  }

  /** False where there is no room for it now. */
  function begin(job: RecordingJob): boolean {
    if (active.size >= atOnce) return false;
    const key = keyOf(job);
    // Another address of a recording that is under way; it is due again when that has ended.
    if (active.has(key)) return true;
    const host = URL.parse(job.url)?.host ?? '';
    if (active.values().filter((other) => other.host === host).toArray().length >= atOncePerHost) return false;
    const done = work(job).finally(() => {
      active.delete(key);
      wake();
    });
    active.set(key, { host, done });
    return true;
  }

  /** Takes up again what was cut off, and what was refused of the hosts that are listed by now. */
  function takeUp(): void {
    // Only before anything is under way: later it would be taken for cut off.
    if (active.size === 0) queue.requeueInterrupted();
    queue.retryRefused((url) => {
      const address = URL.parse(url);
      return address !== null && isListedHost(deps.allowedPrivateHosts(), address.hostname, portOf(address));
    });
    isTakenUp = true;
  }

  /** One attempt, written down however it ends. */
  async function work(job: RecordingJob): Promise<void> {
    const { callId, kind, url } = job;
    try {
      await queue.markDownloading(callId, kind);
      deps.onChange();
      const fetched = await fetchSound(job);
      if (closing.signal.aborted) return;
      if (typeof fetched === 'string') {
        const failure = afterFailure(fetched, job, now(), deps.random);
        log.info({ callId, kind, ...failure }, 'recording not fetched');
        await queue.markFailed(callId, kind, { url, ...failure });
      } else {
        const readied = await queue.markReady(callId, kind, fetched);
        const unwanted = readied.isReady ? readied.replacedFile : fetched.file;
        if (unwanted !== null) await folder.remove(unwanted);
      }
      deps.onChange();
    } catch (error) {
      // The queue failed us (a full disk); asked again at once it would name the same job for ever.
      log.warn({ err: error, callId, kind }, 'a recording could not be dealt with');
      await sleep(pauseAfterFaultMs, null, { signal: closing.signal }).catch(() => {});
    }
  }

  async function fetchSound({ callId, kind, url }: RecordingJob): Promise<ReadyRecording | RecordingReason> {
    const name = nameOfRecording(callId, kind, url);
    const file = (await folder.find(name)) ?? (await fetchFile(name, url));
    if (typeof file !== 'string') return file.reason;
    const sound = await folder.open(file);
    if (sound === null) return 'cannot-write';
    const prepared = await thread.prepare(sound.path);
    if (prepared?.verdict === 'not-decodable') {
      await folder.remove(file);
      return 'not-audio';
    }
    if (prepared?.verdict === 'cannot-write') return 'cannot-write';
    const { durationMs, hasPeaks } = prepared ?? { durationMs: null, hasPeaks: false };
    return { url, file, bytes: sound.bytes, durationMs, contentType: sound.contentType, hasPeaks };
  }

  async function fetchFile(name: string, url: string): Promise<string | { reason: RecordingReason }> {
    const path = folder.newPath(name);
    const sample = await openSampleFile(url, deps.samplesDir);
    if (sample === 'missing') return { reason: 'bad-address' };
    const kept = await (sample ? keepSound(sample, path, limits.bytes) : downloader.download(url, path, closing.signal));
    if (!kept.ok) return kept;
    try {
      return await folder.moveIn(path, name, kept.format);
    } catch (error) {
      log.warn({ err: error }, 'a recording could not be put into place');
      return { reason: 'cannot-write' };
    }
  }

  return {
    start() {
      folder.prepare();
      isStarted = true;
      wake();
    },
    wake,
    hostsChanged() {
      isTakenUp = false;
      wake();
    },
    async retry(callId, kind) {
      const isQueued = await queue.retryNow(callId, kind);
      if (isQueued) {
        due = { jobs: [], atMs: 0 };
        deps.onChange();
        wake();
      }
      return isQueued;
    },
    openFile: (file) => folder.open(file),
    peaksPath: (file) => peaksPath(join(deps.dir, file)),
    async close() {
      closing.abort();
      clearTimeout(timer);
      await downloader.close();
      await thread.close();
      await Promise.allSettled([...active.values().map(({ done }) => done), refusing]);
    },
  };
}

function keyOf({ callId, kind }: RecordingJob): string {
  return JSON.stringify([callId, kind]);
}
