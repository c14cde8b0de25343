import { statfs } from 'node:fs/promises';

/** How much of the disk recordings may still take: what they leave is for the pushes. */
export interface DiskRoom {
  /** Whether so many bytes more would leave enough; so it is where nobody can tell. */
  has(bytes: number): Promise<boolean>;
  look(): Promise<{ readonly freeBytes: number; readonly reservedBytes: number } | null>;
}

/** Left alone by downloads; of a small disk, so much of it. */
const mostReservedBytes = 500 * 1024 * 1024;
const reservedShare = 0.05;

export function createDiskRoom(dir: string): DiskRoom {
  const look: DiskRoom['look'] = async () => {
    try {
      const { bavail, blocks, bsize } = await statfs(dir);
      return { freeBytes: bavail * bsize, reservedBytes: Math.min(mostReservedBytes, Math.floor(blocks * bsize * reservedShare)) };
    } catch {
      return null;
    }
  };
  return {
    look,
    async has(bytes) {
      const found = await look();
      return found === null || found.freeBytes - bytes >= found.reservedBytes;
    },
  };
}
