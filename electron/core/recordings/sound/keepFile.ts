import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** The disk is full or takes nothing; `cause` says why. */
export class CannotWriteError extends Error {}

/**
 * Makes the file `path` by what `write` writes: all of it, on the disk for good, or none. What a crash leaves is called
 * `.part`.
 * @throws {CannotWriteError} where it cannot be written; what `write` throws of its own passes through.
 */
export async function keepFile(path: string, write: (fd: number) => Promise<void> | void): Promise<void> {
  const temporary = `${path}.part`;
  try {
    const fd = orCannotWrite(() => openSync(temporary, 'w'));
    try {
      await write(fd);
      orCannotWrite(() => fsyncSync(fd));
    } finally {
      closeSync(fd);
    }
    orCannotWrite(() => renameSync(temporary, path));
    orCannotWrite(() => syncFolder(dirname(path)));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Tells a failure to write from one of whoever makes what is written. */
export function orCannotWrite<T>(write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw new CannotWriteError('cannot write', { cause });
  }
}

/** A new name is on the disk only once its folder is. Windows opens no folders, and writes names through. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
