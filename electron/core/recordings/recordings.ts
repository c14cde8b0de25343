import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import { isListedHost, portOf } from './addresses.ts';
import { createDiskRoom } from './diskRoom.ts';
import { createDownloader, defaultLimits, type DownloadLimits } from './download.ts';
import { createFetching } from './fetching.ts';
import { createSoundFolder, type SoundFile } from './files.ts';
import type { Log } from './log.ts';
import { lookAtKept } from './looking.ts';
import { createProgress, type RecordingName } from './progress.ts';
import type { RecordingQueue } from './queue.ts';
import { createRetention, type Freed, type RetentionRules } from './retention.ts';
import { createRunner } from './runner.ts';
import { createMadeFiles, type MadeFiles } from './madeFiles.ts';
import { peaksPath } from './sound/index.ts';
import { createSoundThread } from './soundThread.ts';

/** What the operator decides. */
export interface RecordingRules {
  /** `host` or `host:port` that may be asked although their address is private. */
  readonly allowedPrivateHosts: readonly string[];
  readonly maxFileMiB: number;
  /** 0 for no bound. */
  readonly budgetGiB: number;
  /** 0 for ever. */
  readonly keepDays: number;
}

export interface RecordingsDeps {
  /** The data directory's folder for recordings. */
  readonly dir: string;
  /** The folder for files that are made to be taken away; emptied at the start. */
  readonly madeDir: string;
  readonly queue: RecordingQueue;
  /** Asked anew for each connection and file. */
  readonly rules: () => RecordingRules;
  readonly samplesDir: string;
  /** The entry of the thread that looks at sounds: `electron/core/threads/peaks.ts`. */
  readonly peaksThread: URL;
  /** The state of a recording changed, or how far one is. */
  readonly onChange: () => void;
  readonly now: () => number;
  /** 0 … 1. */
  readonly random: () => number;
  /** Whether there is something more urgent to do: then no further download is begun. */
  readonly isBusy?: () => boolean;
  /** Names that nobody can guess. */
  readonly newId?: () => string;
  readonly log: Log;
  readonly limits?: Partial<DownloadLimits>;
  /** So often it is seen whether the disk has room again. */
  readonly lookForRoomMs?: number;
}

export interface Recordings {
  /** Cleans up after a crash and begins to download. */
  start(): void;
  /** There may be something new to download. */
  wake(): void;
  /** Asks for what was refused for want of a rule that is another one now, and keeps within the new ones. */
  rulesChanged(): void;
  /** Asks at once for a recording that is waiting, was given up or freed; false where there is no such recording. */
  retry(callId: string, kind: RecordingKind): Promise<boolean>;
  /** Asks at once for everything that is waiting or was given up; returns how many recordings that are. */
  retryAll(): Promise<number>;
  /** Fetches the recordings of these calls before others. */
  prioritise(callIds: readonly string[]): void;
  /** Frees everything that may go and has been here since then. */
  free(fetchedUntilMs: number): Promise<Freed>;
  /** What is known of the room besides what the database knows. */
  room(): Promise<{ readonly freeing: Freed | null; readonly disk: { readonly freeBytes: number; readonly reservedBytes: number } | null }>;
  /** Whether nothing is fetched until the disk has more room. */
  isPaused(): boolean;
  /** The recording with what only memory knows of it. */
  shown<Shown extends Recording>(callId: string, recording: Shown): Shown;
  /** Which downloads are further than they were. */
  readonly progress: { latest(): number; since(change: number): RecordingName[] };
  /** A kept sound by the file name that the store has, as it came or in the form that Chromium plays; null where it is not there. */
  openFile(file: string, form?: 'original' | 'beside' | 'no'): Promise<SoundFile | null>;
  /** The file of a recording that is said to be here is not there: it is asked for again. */
  lost(callId: string, kind: RecordingKind, file: string): Promise<void>;
  /** Clips of sounds and whole calls, as files to be taken away. */
  readonly made: Omit<MadeFiles, 'empty' | 'close'>;
  /** Where the peaks of a kept sound are. */
  peaksPath(file: string): string;
  /** Ends what is under way; it is taken up again at the next start. */
  close(): Promise<void>;
}

const bytesOfMiB = 1024 * 1024;
const msOfDay = 86_400_000;
const lookForRoomMs = 15_000;
/** Of all that are asked for again; few enough that a push hardly waits. */
const retriedAtOnce = 100;

const clock = (): number => performance.now();

/** Downloads the recordings that the queue names into `dir`, a few at a time, and keeps them within their room. */
export function createRecordings(deps: RecordingsDeps): Recordings {
  const { queue, now, log, rules } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const allowedPrivateHosts = (): readonly string[] => rules().allowedPrivateHosts;
  const mostBytes = (): number => rules().maxFileMiB * bytesOfMiB;
  const isBusy = (): boolean => deps.isBusy?.() === true;
  const folder = createSoundFolder(deps.dir);
  const room = createDiskRoom(deps.dir);
  const downloader = createDownloader({ listed: allowedPrivateHosts, limits, mostBytes, room, clock });
  const thread = createSoundThread(deps.peaksThread, log);
  const progress = createProgress(deps.onChange);
  const retention = createRetention({ queue, folder, rules: () => retentionRules(rules()), onChange: deps.onChange, now, log });
  const fetching = createFetching({ folder, downloader, thread, samplesDir: deps.samplesDir, room, receiving: { clock, limits: () => ({ ...limits, bytes: mostBytes() }) }, log });
  const runner = createRunner({
    queue, fetching, folder, room, progress, allowedPrivateHosts, now, log,
    random: deps.random,
    takeUp,
    onChange: deps.onChange,
    onReady: ({ diskBytes }) => retention.grew(diskBytes),
    isBusy,
    lookForRoomMs: deps.lookForRoomMs ?? lookForRoomMs,
  });
  const made = createMadeFiles({ dir: deps.madeDir, thread, newId: deps.newId ?? randomUUID });
  const closing = new AbortController();
  let looking: Promise<void> | null = null;
  let rulesInForce = rules();
  /** What the queue is still to be told: it may fail, as its disk may be full. */
  const untold: (() => void)[] = [() => queue.requeueInterrupted(), retryListed];

  /** Takes up what was refused of the hosts that are listed by now. */
  function retryListed(): void {
    queue.retryRefused('private-address', (url) => {
      const address = URL.parse(url);
      return address !== null && isListedHost(allowedPrivateHosts(), address.hostname, portOf(address));
    });
  }

  function takeUp(): void {
    for (let tell = untold[0]; tell !== undefined; tell = untold[0]) {
      tell();
      untold.shift();
    }
  }

  return {
    start() {
      folder.prepare(now());
      made.empty();
      retention.start();
      runner.start();
      looking = lookAtKept({ queue, folder, thread, isBusy, onChange: deps.onChange, signal: closing.signal, log }).catch((error: unknown) => {
        log.warn({ err: error }, 'recordings that were kept before could not be looked at');
      });
    },
    wake: () => runner.wake(),
    rulesChanged() {
      const former = rulesInForce;
      rulesInForce = rules();
      if (former.allowedPrivateHosts.join() !== rulesInForce.allowedPrivateHosts.join()) {
        downloader.hostsChanged();
        untold.push(retryListed);
      }
      if (former.maxFileMiB < rulesInForce.maxFileMiB) untold.push(() => queue.retryRefused('too-large', () => true));
      if (former.budgetGiB !== rulesInForce.budgetGiB || former.keepDays !== rulesInForce.keepDays) retention.look();
      runner.forgetDue();
      runner.wake();
    },
    async retry(callId, kind) {
      const isQueued = await queue.retryNow(callId, kind);
      if (isQueued) {
        runner.forgetDue();
        deps.onChange();
        runner.wake();
      }
      return isQueued;
    },
    async retryAll() {
      const nowMs = now();
      let all = 0;
      for (let some = -1; some !== 0; all += some) {
        some = await queue.retrySome(nowMs, retriedAtOnce);
        deps.onChange();
      }
      runner.forgetDue();
      runner.wake();
      return all;
    },
    prioritise: (callIds) => runner.prioritise(callIds),
    free: (fetchedUntilMs) => retention.free(fetchedUntilMs),
    room: async () => ({ freeing: retention.freeing(), disk: await room.look() }),
    isPaused: () => runner.isPaused(),
    shown: (callId, recording) => withReason(progress.shown(callId, recording), runner.isPaused()),
    progress,
    openFile: (file, form = 'original') => (form === 'beside' ? folder.openPlayable(file) : folder.open(file)),
    async lost(callId, kind, file) {
      if (!(await queue.markLost(callId, kind, file))) return;
      log.warn({ callId, kind }, 'a recording that was here is gone from its folder, and is asked for again');
      runner.forgetDue();
      deps.onChange();
      runner.wake();
    },
    made,
    peaksPath: (file) => peaksPath(join(deps.dir, file)),
    async close() {
      closing.abort();
      progress.close();
      const closed = runner.close();
      await downloader.close();
      await thread.close();
      made.close();
      await Promise.all([closed, looking]);
      await retention.close();
    },
  };
}

/** While nothing is begun for want of room, that is why a recording waits, and nobody knows until when. */
function withReason<Shown extends Recording>(recording: Shown, isPaused: boolean): Shown {
  return isPaused && recording.state === 'waiting' ? { ...recording, reason: 'disk-full', nextTryAtMs: null } : recording;
}

function retentionRules({ budgetGiB, keepDays }: RecordingRules): RetentionRules {
  return { budgetBytes: budgetGiB === 0 ? null : budgetGiB * 1024 * bytesOfMiB, keepMs: keepDays === 0 ? null : keepDays * msOfDay };
}
