import { describe, expect, it } from 'vitest';
import { afterFailure } from '../../../electron/core/recordings/retries.ts';

const hour = 3_600_000;
const middle = (): number => 0.5;

describe('afterFailure', () => {
  it('waits longer after each failure, and two hours at most', () => {
    const waits = [0, 1, 2, 3, 30].map((attempts) => afterFailure('server-error', { attempts, firstSeenAtMs: 0 }, 0, middle).nextTryAtMs);
    expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 2 * hour]);
  });

  it('spreads the attempts by a quarter to either side', () => {
    const next = [0, 1].map((random) => afterFailure('unreachable', { attempts: 0, firstSeenAtMs: 0 }, 1000, () => random).nextTryAtMs);
    expect(next).toEqual([8500, 13_500]);
  });

  it('tries for the last time after 72 hours, then calls a missing recording gone', () => {
    const job = { attempts: 40, firstSeenAtMs: 0 };
    expect(afterFailure('not-there-yet', job, 71.5 * hour, middle)).toEqual({ reason: 'not-there-yet', nextTryAtMs: 72 * hour });
    expect(afterFailure('not-there-yet', job, 72 * hour, middle)).toEqual({ reason: 'gone', nextTryAtMs: null });
    expect(afterFailure('server-error', job, 72 * hour, middle)).toEqual({ reason: 'server-error', nextTryAtMs: null });
  });

  it.each(['private-address', 'bad-address', 'gone', 'too-large'] as const)('gives up at once on %s', (reason) => {
    expect(afterFailure(reason, { attempts: 0, firstSeenAtMs: 0 }, 0, middle)).toEqual({ reason, nextTryAtMs: null });
  });
});
