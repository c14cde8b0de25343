import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError, messageOf } from '#shared/errors.ts';
import { lockDatabase, storageFaultOf } from './store/index.ts';

/** running.json: who works on a data directory, and where it can be reached once it is ready. */
const runningSchema = z.object({
  pid: z.number().int(),
  /** `command`: one that needs the directory for itself, such as `restore`. */
  host: z.enum(['desktop', 'headless', 'command']),
  since: z.iso.datetime(),
  pushUrl: z.string().nullable(),
  uiUrl: z.string().nullable(),
});
export type Running = z.infer<typeof runningSchema>;

export interface DataDirLock {
  /** Tells other programs of this user where this host can be reached. */
  announce(addresses: { readonly pushUrl: string | null; readonly uiUrl: string | null }): void;
  release(): void;
}

/** A predecessor that was told to end needs a moment; longer than this it is somebody who stays. */
const patienceMs = 3000;

/**
 * Takes the data directory for this process until `release` or until the process ends, however it ends. Waits a moment
 * for a predecessor that is ending, then throws `data-dir-locked` with a sentence that names who has it.
 */
export async function lockDataDir(dir: string, host: Running['host'], now: () => number): Promise<DataDirLock> {
  const deadline = now() + patienceMs;
  let lock = tryLock(dir);
  while (lock === null) {
    if (now() > deadline) throw new AppError('data-dir-locked', whoHasIt(dir));
    await sleep(100);
    lock = tryLock(dir);
  }
  const taken = lock;
  const running: Running = { pid: process.pid, host, since: new Date(now()).toISOString(), pushUrl: null, uiUrl: null };
  write(dir, running);
  return {
    announce: (addresses) => write(dir, { ...running, ...addresses }),
    release() {
      rmSync(runningFile(dir), { force: true });
      taken.release();
    },
  };
}

/** The host that works on the data directory now, or null where none does. */
export function runningHost(dir: string): Running | null {
  const running = readRunning(dir);
  if (running === null) return null;
  // A host that was killed leaves the file but not the lock.
  const lock = tryLock(dir);
  lock?.release();
  return lock === null ? running : null;
}

/** The lock, or null where somebody has it. */
function tryLock(dir: string): ReturnType<typeof lockDatabase> {
  const file = join(dir, 'earshot.lock');
  try {
    return lockDatabase(file);
  } catch (cause) {
    throw new AppError('data-dir-unusable', `Earshot cannot lock its data in ${dir} (${messageOf(cause)}). Delete ${file}, which holds nothing, and make the folder writable.`, { cause });
  }
}

const runningFile = (dir: string): string => join(dir, 'running.json');

function readRunning(dir: string): Running | null {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(runningFile(dir), 'utf8')));
  } catch {
    // Missing, or half written by a host that is just starting: it tells nothing either way.
    return null;
  }
}

/**
 * The push address holds a key: for the owner's eyes only. On a disk that takes nothing it is left out: the lock stands
 * without it, and what there is to read can be read.
 */
function write(dir: string, running: Running): void {
  try {
    writeFileSync(runningFile(dir), `${JSON.stringify(running)}\n`, { mode: 0o600 });
  } catch (error) {
    if (storageFaultOf(error) !== 'disk-full') throw error;
  }
}

function whoHasIt(dir: string): string {
  const running = readRunning(dir);
  const who = running === null ? 'by another program' : `by ${running.host === 'command' ? 'a command' : `the ${running.host} host`} (process ${running.pid}, since ${running.since})`;
  return `The data in ${dir} is in use ${who}. End that one first, or give this one another folder with --data.`;
}
