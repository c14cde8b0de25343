import type { ReadableDb } from './handle.ts';
import { derivedUpTo, newestPushId } from './pushes.ts';

/** Pushes after the last one that is derived, refused ones among them. Two looks into the database, however many there are. */
export function pushesBehind(db: ReadableDb): number {
  return Math.max(0, newestPushId(db) - derivedUpTo(db));
}

/** What the database grows by while pushes come in fast: some 400 MB of pushes, which a slow machine derives in a minute. */
const longestBacklog = 200_000;
/** In each tenth of a second. Deriving keeps up with so many, on a slow machine of two cores too. */
const fewAtOnce = 100;
const atOnceMs = 100;

interface AdmissionDeps {
  /** How many pushes wait to be derived. */
  readonly behind: () => number;
  /** Milliseconds, only ever forward. */
  readonly clock: () => number;
  readonly longest?: number;
}

/**
 * Tells of each push that comes whether it is to be taken. Where too many wait already, only few are: the others would be
 * on screen later and later, and fill the disk. Who sends no more than those few a second is never turned away, however
 * many wait, as deriving may stand still for a reason that is no reason to lose any.
 */
export function createAdmission({ behind, clock, longest = longestBacklog }: AdmissionDeps): () => boolean {
  let fromMs = -Infinity;
  let taken = 0;
  let isLong = false;

  function look(): boolean {
    try {
      return behind() > longest;
    } catch {
      // A database that cannot be asked may still take pushes: that is found out by keeping them.
      return false;
    }
  }

  return () => {
    const nowMs = clock();
    if (nowMs - fromMs >= atOnceMs) {
      fromMs = nowMs;
      taken = 0;
      isLong = look();
    }
    taken += 1;
    return !isLong || taken <= fewAtOnce;
  };
}
