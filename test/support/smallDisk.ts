import { execFile } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk of its own with little room. */
export interface SmallDisk {
  readonly dir: string;
  /** Takes the room that is left, but for so many bytes. */
  fill(leave?: number): void;
  /** Gives it back. */
  free(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Mounts a small tmpfs; needs Linux and root. */
export async function mountSmallDisk({ megabytes = 24 }: { readonly megabytes?: number } = {}): Promise<SmallDisk> {
  const dir = await mkdtemp(join(tmpdir(), 'earshot-small-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir]);
  const filler = join(dir, 'filler');
  return {
    dir,
    fill(leave = 0) {
      const file = openSync(filler, 'a');
      try {
        for (let size = 1024 * 1024; size >= 512; size /= 2) while (tryWrite(file, size));
        if (leave > 0) ftruncateSync(file, Math.max(0, fstatSync(file).size - leave));
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    async [Symbol.asyncDispose]() {
      await run('umount', ['-l', dir]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function tryWrite(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch {
    return false;
  }
}

/** A folder that can only be read, over one that can be written to; needs Linux and root, whom permissions do not stop. */
export async function mountReadOnly(of: string): Promise<{ readonly dir: string } & AsyncDisposable> {
  const dir = await mkdtemp(join(tmpdir(), 'earshot-readonly-'));
  await run('mount', ['--bind', of, dir]);
  await run('mount', ['-o', 'remount,bind,ro', dir]);
  return {
    dir,
    async [Symbol.asyncDispose]() {
      await run('umount', ['-l', dir]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Why nothing can be mounted here, in a sentence; null where it can. */
export async function obstacleToMounting(): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'mounting a small disk needs Linux and root';
  try {
    await using disk = await mountSmallDisk({ megabytes: 1 });
    return disk.dir === '' ? 'no disk' : null;
  } catch (error) {
    return `no disk can be mounted: ${error instanceof Error ? error.message.trim().replaceAll(/\s+/g, ' ') : String(error)}`;
  }
}
