import { statfs, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Backup, LatestBackup } from '#shared/model/backup.ts';
import type { Copy } from './copying.ts';
import { createBackupFolder } from './folder.ts';
import { createPassedTime } from './passedTime.ts';

interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface BackupsDeps {
  /** The database. */
  readonly file: string;
  /** The folder of the backups. */
  readonly dir: string;
  readonly copy: Copy;
  readonly settings: () => { readonly everyHours: number; readonly keep: number };
  /** Why an attempt failed, in words for the operator. */
  readonly sentenceFor: (failure: BackupFailure) => string;
  /** An attempt succeeded (null) or failed. */
  readonly onResult: (failure: BackupFailure | null) => void;
  /** Progress or result changed. */
  readonly onChange: () => void;
  /** Epoch ms. */
  readonly now: () => number;
  /** Milliseconds of a clock that only goes forward; it may stand still while the computer is suspended. */
  readonly clock: () => number;
  readonly log: Log;
  /** How long after the start the first one is made where one is due. */
  readonly firstAfterMs?: number;
}

export type BackupFailure = { readonly kind: 'no-room'; readonly neededBytes: number; readonly freeBytes: number } | { readonly kind: 'failed'; readonly error: unknown };

/** Backups of the database: by schedule and on demand. */
export interface Backups {
  /** Begins the schedule. */
  start(): Promise<void>;
  /** Begins one at once where none is under way. */
  make(): void;
  latest(): LatestBackup;
  list(): Promise<{ readonly folder: string; readonly items: readonly Backup[] }>;
  /** The schedule in the settings changed. */
  rescheduled(): void;
  /** Breaks off what is under way, which leaves nothing. */
  close(): Promise<void>;
}

const hourMs = 3_600_000;
const firstAfterMs = 60_000;
const retryAfterMs = hourMs;
/** Timers cannot wait for longer, and a computer that slept is late anyway. */
const longestSleepMs = 10 * 60_000;

export function createBackups(deps: BackupsDeps): Backups {
  const { now, clock, log } = deps;
  const passed = createPassedTime(now, clock);
  const folder = createBackupFolder(deps.dir);
  const closing = new AbortController();
  let newest: Backup | null = null;
  let progress: number | null = null;
  let failure: LatestBackup['failure'] = null;
  let current: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  /** When the schedule counts from, as `passed` tells it; null before the start. */
  let countsFromMs: number | null = null;
  let retryAtMs: number | null = null;

  /** As `passed` tells it; null where none is made by itself. */
  function dueAtMs(): number | null {
    const { everyHours } = deps.settings();
    if (countsFromMs === null || everyHours === 0) return null;
    return retryAtMs ?? countsFromMs + everyHours * hourMs;
  }

  function schedule(): void {
    clearTimeout(timer);
    const due = dueAtMs();
    if (due === null || closing.signal.aborted) return;
    timer = setTimeout(() => {
      if (passed() >= due) make();
      else schedule();
    }, Math.max(0, Math.min(longestSleepMs, due - passed())));
  }

  function make(): void {
    if (current !== null || closing.signal.aborted) return;
    clearTimeout(timer);
    progress = 0;
    deps.onChange();
    current = attempt().finally(() => {
      current = null;
      progress = null;
      deps.onChange();
      schedule();
    });
  }

  async function attempt(): Promise<void> {
    const failed = await tryOnce().catch((error: unknown): BackupFailure => ({ kind: 'failed', error }));
    if (closing.signal.aborted) return;
    retryAtMs = failed === null ? null : passed() + retryAfterMs;
    failure = failed === null ? null : { atMs: now(), sentence: deps.sentenceFor(failed) };
    if (failed === null) countsFromMs = passed();
    else log.warn(failed.kind === 'failed' ? { err: failed.error } : failed, 'No backup could be made');
    deps.onResult(failed);
  }

  /** Null where it succeeded. */
  async function tryOnce(): Promise<BackupFailure | null> {
    const beganMs = clock();
    // What an interrupted one left may be what fills the disk.
    await folder.prune(Number.POSITIVE_INFINITY, now());
    const to = await folder.newPath(now());
    const room = await checkRoom(deps.file, folder.path);
    if (room !== null) return room;
    const madeAtMs = now();
    const copy = await deps.copy({
      file: deps.file,
      to,
      signal: closing.signal,
      onProgress(done) {
        progress = done;
        deps.onChange();
      },
    });
    await folder.describe(to, madeAtMs, copy);
    const deleted = await folder.prune(deps.settings().keep, now());
    newest = await newestVerified();
    log.info({ file: basename(to), bytes: newest?.bytes, pushes: copy.pushes, tookMs: Math.round(clock() - beganMs), deleted }, 'Backup made and checked');
    return null;
  }

  async function newestVerified(): Promise<Backup | null> {
    return (await folder.list()).find(({ isVerified }) => isVerified) ?? null;
  }

  return {
    async start() {
      newest = await newestVerified();
      // An age below zero is of a clock that was set back: nothing is known then, so one is made soon.
      const ageMs = newest === null ? -1 : now() - newest.madeAtMs;
      const everyMs = deps.settings().everyHours * hourMs;
      const waitMs = Math.max(deps.firstAfterMs ?? firstAfterMs, ageMs < 0 ? 0 : everyMs - ageMs);
      countsFromMs = passed() - everyMs + waitMs;
      schedule();
    },
    make,
    latest() {
      const due = dueAtMs();
      return { backup: newest, progress, failure, nextAtMs: due === null || current !== null ? null : Math.round(now() + Math.max(0, due - passed())) };
    },
    async list() {
      return { folder: folder.path, items: await folder.list() };
    },
    rescheduled() {
      if (current === null) schedule();
    },
    async close() {
      closing.abort();
      clearTimeout(timer);
      await current;
    },
  };
}

/** Some of what the copy needs may be in the log and not in the file yet; the rest is air, so that pushes still fit. */
const spareBytes = 64 * 1024 * 1024;

/** Whether a copy of the database fits where it is to be put; null where it does. */
export async function checkRoom(file: string, folder: string): Promise<BackupFailure | null> {
  const [database, log, disk] = await Promise.all([stat(file), stat(`${file}-wal`).catch(() => null), statfs(folder)]);
  const neededBytes = database.size + (log?.size ?? 0) + spareBytes;
  const freeBytes = disk.bavail * disk.bsize;
  return freeBytes < neededBytes ? { kind: 'no-room', neededBytes, freeBytes } : null;
}
