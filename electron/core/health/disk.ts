import { open, rm, stat } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** More than a usual push needs: a disk with less room would be full again at once. */
const probeBytes = 1024 * 1024;

/** Writes a file to the disk of `dir` and deletes it; rejects where that disk takes nothing. */
export async function tryDisk(dir: string): Promise<void> {
  const path = join(dir, 'probe.tmp');
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(Buffer.alloc(probeBytes));
    await file.datasync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

/** Watches that `path` stays the file that it is now: one that was deleted or replaced can still be written to, for nothing. */
export function watchFile(path: string): () => Promise<boolean> {
  const opened = statSync(path);
  return async () => {
    const found = await stat(path).catch(() => null);
    return found !== null && found.ino === opened.ino && found.dev === opened.dev;
  };
}
