import type { RecordingReason } from '#shared/model/recording.ts';

/** How long a recording is asked for since its address was first seen. */
const giveUpAfterMs = 72 * 3_600_000;
const firstIntervalMs = 10_000;
const longestIntervalMs = 2 * 3_600_000;

/** What no later attempt changes. */
const final: ReadonlySet<RecordingReason> = new Set(['private-address', 'bad-address', 'gone', 'too-large']);

/** What to write down after a failed attempt; `nextTryAtMs` null gives up. */
export interface AfterFailure {
  readonly reason: RecordingReason;
  readonly nextTryAtMs: number | null;
}

/**
 * When to ask again for a recording that has failed `attempts` times before this one: after 10 s, 20 s, 40 s … 2 h, each a
 * quarter more or less at random so that a server that comes back is not asked by all at once; for the last time 72 h
 * after its address was first seen. Platforms serve recordings minutes late, so a 404 is only then "gone".
 */
export function afterFailure(
  reason: RecordingReason,
  job: { readonly attempts: number; readonly firstSeenAtMs: number },
  nowMs: number,
  random: () => number,
): AfterFailure {
  const endMs = job.firstSeenAtMs + giveUpAfterMs;
  if (final.has(reason)) return { reason, nextTryAtMs: null };
  if (nowMs >= endMs) return { reason: reason === 'not-there-yet' ? 'gone' : reason, nextTryAtMs: null };
  const interval = Math.min(longestIntervalMs, firstIntervalMs * 2 ** Math.min(job.attempts, 20));
  return { reason, nextTryAtMs: Math.min(endMs, Math.round(nowMs + interval * (0.75 + random() / 2))) };
}
