import { open, rm } from 'node:fs/promises';
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

/**
 * Watches that `paths` stay the files that they are now, or became since: one that was deleted or replaced can still be
 * written to, for nothing. One that is not there yet is watched from when it is. The returned function throws the
 * system's error where they cannot be looked at.
 */
export function watchFiles(paths: readonly string[]): () => boolean {
  const seen = new Map<string, string>();
  const look = (): boolean =>
    paths.every((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      const before = seen.get(path);
      if (found === undefined) return before === undefined;
      const identity = `${found.dev} ${found.ino}`;
      seen.set(path, before ?? identity);
      return before === undefined || before === identity;
    });
  try {
    look();
  } catch {
    // Whoever asks is told.
  }
  return look;
}
