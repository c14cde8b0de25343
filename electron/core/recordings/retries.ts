import type { RecordingReason } from '#shared/model/recording.ts';

const firstIntervalMs = 10_000;
const longestIntervalMs = 2 * 3_600_000;
/** Of what is not the sender's fault, so that it goes on soon after it is mended. */
const longestOwnIntervalMs = 10 * 60_000;
/** So often at least before it is given up, however late it is: Earshot may not have run meanwhile. */
const leastAttempts = 8;

/** What no later attempt changes. */
const final: ReadonlySet<RecordingReason> = new Set<RecordingReason>(['gone', 'too-large']);
/** Not the sender's fault: such an attempt does not count, and nothing is given up for it. */
const own: ReadonlySet<RecordingReason> = new Set<RecordingReason>(['disk-full', 'cannot-write']);

/** What an attempt came to that brought no recording. */
export interface Failure {
  readonly reason: RecordingReason;
  /** Whether no later attempt changes it for another cause than its reason. */
  readonly isFinal?: boolean;
  /** Whether a good piece of it came, which the next attempt goes on from. */
  readonly hasGained?: boolean;
}

/** What to write down after it; `nextTryAtMs` null gives up. */
export interface AfterFailure {
  readonly reason: RecordingReason;
  readonly nextTryAtMs: number | null;
  /** So many have failed. */
  readonly attempts: number;
}

/**
 * When to ask again for a recording that has failed `attempts` times before this one: after 10 s, 20 s, 40 s … 2 h, each a
 * quarter more or less at random so that a server that comes back is not asked by all at once; for the last time at
 * `giveUpAtMs`, or later where it was not asked often enough by then. Platforms serve recordings minutes late, so a 404 is
 * only then "gone".
 */
export function afterFailure(
  { reason, isFinal = false, hasGained = false }: Failure,
  job: { readonly attempts: number; readonly giveUpAtMs: number },
  nowMs: number,
  random: () => number,
): AfterFailure {
  const after = (attempts: number, longestMs: number): number =>
    Math.round(nowMs + Math.min(longestMs, firstIntervalMs * 2 ** Math.min(attempts, 20)) * (0.75 + random() / 2));
  if (own.has(reason)) return { reason, nextTryAtMs: after(job.attempts, longestOwnIntervalMs), attempts: job.attempts };

  const attempts = job.attempts + 1;
  if (isFinal || final.has(reason)) return { reason, nextTryAtMs: null, attempts };
  const isOver = nowMs >= job.giveUpAtMs;
  if (isOver && attempts >= leastAttempts) return { reason: reason === 'not-there-yet' ? 'gone' : reason, nextTryAtMs: null, attempts };
  const next = after(hasGained ? 0 : job.attempts, longestIntervalMs);
  return { reason, nextTryAtMs: isOver ? next : Math.min(job.giveUpAtMs, next), attempts };
}
