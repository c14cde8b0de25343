import { describe, expect, it } from 'vitest';
import { afterFailure } from '../../../electron/core/recordings/retries.ts';

const hour = 3_600_000;
const middle = (): number => 0.5;
const job = (attempts: number) => ({ attempts, giveUpAtMs: 72 * hour });

describe('afterFailure', () => {
  it('waits longer after each failure, and two hours at most', () => {
    const waits = [0, 1, 2, 3, 30].map((attempts) => afterFailure({ reason: 'server-error' }, job(attempts), 0, middle).nextTryAtMs);
    expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 2 * hour]);
  });

  it('spreads the attempts by a quarter to either side', () => {
    const next = [0, 1].map((random) => afterFailure({ reason: 'unreachable' }, job(0), 1000, () => random).nextTryAtMs);
    expect(next).toEqual([8500, 13_500]);
  });

  it('asks soon for the rest of what came in part', () => {
    expect(afterFailure({ reason: 'cut-off', hasGained: true }, job(12), 0, middle)).toEqual({ reason: 'cut-off', nextTryAtMs: 10_000, attempts: 13 });
  });

  it('tries for the last time after 72 hours, then calls a missing recording gone', () => {
    expect(afterFailure({ reason: 'not-there-yet' }, job(40), 71.5 * hour, middle)).toEqual({ reason: 'not-there-yet', nextTryAtMs: 72 * hour, attempts: 41 });
    expect(afterFailure({ reason: 'not-there-yet' }, job(40), 72 * hour, middle)).toEqual({ reason: 'gone', nextTryAtMs: null, attempts: 41 });
    expect(afterFailure({ reason: 'server-error' }, job(40), 72 * hour, middle)).toEqual({ reason: 'server-error', nextTryAtMs: null, attempts: 41 });
  });

  it('asks some more times after 72 hours where Earshot did not run meanwhile', () => {
    const late = [0, 6, 7].map((attempts) => afterFailure({ reason: 'unreachable' }, job(attempts), 100 * hour, middle).nextTryAtMs);
    expect(late).toEqual([100 * hour + 10_000, 100 * hour + 640_000, null]);
  });

  it.each(['gone', 'too-large'] as const)('gives up at once on %s', (reason) => {
    expect(afterFailure({ reason }, job(0), 0, middle)).toEqual({ reason, nextTryAtMs: null, attempts: 1 });
  });

  it.each(['private-address', 'bad-address'] as const)('gives up on %s at once only where the push says so: a name or a redirect may lead elsewhere later', (reason) => {
    expect(afterFailure({ reason, isFinal: true }, job(0), 0, middle).nextTryAtMs).toBeNull();
    expect(afterFailure({ reason }, job(0), 0, middle).nextTryAtMs).toBe(10_000);
  });

  it.each(['disk-full', 'cannot-write'] as const)('gives nothing up for %s, which is not the sender’s fault, and asks again within ten minutes', (reason) => {
    expect(afterFailure({ reason }, job(0), 0, middle)).toEqual({ reason, nextTryAtMs: 10_000, attempts: 0 });
    expect(afterFailure({ reason }, job(30), 100 * hour, middle)).toEqual({ reason, nextTryAtMs: 100 * hour + 600_000, attempts: 30 });
  });
});
