import type { AnswerDoubt } from '#shared/model/push.ts';

/** A call of which one content came several times: when it was delivered, oldest first. */
interface RepeatedCall {
  readonly callId: string;
  readonly deliveredAtMs: readonly number[];
}

/** Deliveries that follow sooner are one attempt of a sender that posts twice, or of a proxy. */
const retryAfterMs = 30_000;
/** A second delivery may be an accident, the platform's or of the way here. */
const fewestDeliveries = 3;
/** One call may be a slip of the platform; when it refuses the answer, it refuses it for every call. */
const fewestCalls = 2;
/**
 * A platform tries at growing intervals of 1, 2, 4, 8… minutes, so the next attempt comes about twice as late as the last
 * one did. A call that is silent for longer than that, and some more, is not tried any more.
 */
const nextIntervals = 2.5;
const shortestSilenceMs = 10 * 60_000;
const longestSilenceMs = 6 * 3_600_000;

/** Deliveries that are older than this cannot make a doubt any more. */
export const doubtedForMs = longestSilenceMs;

/**
 * Whether the platform seems not to accept the answer that it gets: the same content of several calls comes again and again,
 * at intervals at which it tries again, although each delivery was acknowledged, and that has not ended. `calls`: only
 * deliveries that the platform made itself, since the answer last changed.
 */
export function answerDoubtFrom(calls: readonly RepeatedCall[], nowMs: number): AnswerDoubt | null {
  const retried = calls.map(({ callId, deliveredAtMs }) => ({ callId, attempts: attemptsIn(deliveredAtMs) })).filter(({ attempts }) => isBeingRetried(attempts, nowMs));
  const latest = retried.toSorted((a, b) => (b.attempts.at(-1) ?? 0) - (a.attempts.at(-1) ?? 0))[0];
  if (latest === undefined || retried.length < fewestCalls) return null;
  return { callId: latest.callId, times: latest.attempts.length, sinceMs: Math.min(...retried.map(({ attempts }) => attempts[0] ?? nowMs)) };
}

function attemptsIn(deliveredAtMs: readonly number[]): number[] {
  const attempts: number[] = [];
  for (const atMs of deliveredAtMs) {
    const last = attempts.at(-1);
    if (last === undefined || atMs - last >= retryAfterMs) attempts.push(atMs);
  }
  return attempts;
}

function isBeingRetried(attempts: readonly number[], nowMs: number): boolean {
  const last = attempts.at(-1);
  const previous = attempts.at(-2);
  if (last === undefined || previous === undefined || attempts.length < fewestDeliveries) return false;
  const expectedMs = Math.min(longestSilenceMs, Math.max(shortestSilenceMs, nextIntervals * (last - previous)));
  return nowMs - last <= expectedMs;
}
