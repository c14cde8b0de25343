import type { ReadableDb } from './handle.ts';
import { derivedUpTo } from './pushes.ts';

/** Pushes after the last one that is derived, refused ones among them. Two looks into the database, however many there are. */
export function pushesBehind(db: ReadableDb): number {
  const last = db.get<{ id: number | null }>('SELECT max(id) AS id FROM pushes')?.id ?? 0;
  return Math.max(0, last - derivedUpTo(db));
}

/** What the database grows by while pushes come in fast: some 400 MB of pushes, which a slow machine derives in a minute. */
const longestBacklog = 200_000;
const lookEveryMs = 100;

/**
 * Tells whether pushes are to be turned away, as more come in fast while so many wait already: what is taken would be on
 * screen later and later, and fill the disk. While few come in they are taken however many wait: deriving keeps up with
 * them, or stands still for a reason that is no reason to lose any. `clock`: milliseconds, only ever forward.
 */
export function createOverrun({ areMany, behind, clock, longest = longestBacklog }: { readonly areMany: () => boolean; readonly behind: () => number; readonly clock: () => number; readonly longest?: number }): () => boolean {
  let lookedAtMs = -Infinity;
  let isOverrun = false;
  const isLonger = (): boolean => {
    try {
      return behind() > longest;
    } catch {
      // A database that cannot be asked may still take pushes: that is found out by keeping them.
      return false;
    }
  };
  return () => {
    const nowMs = clock();
    if (nowMs - lookedAtMs >= lookEveryMs) {
      lookedAtMs = nowMs;
      isOverrun = areMany() && isLonger();
    }
    return isOverrun;
  };
}
