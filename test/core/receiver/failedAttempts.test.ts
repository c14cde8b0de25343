import { describe, expect, it } from 'vitest';
import { createFailedAttempts } from '../../../electron/core/receiver/failedAttempts.ts';

const limits = { perSource: 2, inAll: 1000, sources: 3 };

describe('createFailedAttempts', () => {
  it('lets so many of a source pass in a minute, says which is the first one too many and when the next minute begins', () => {
    const attempts = createFailedAttempts(limits);
    expect(attempts.add('203.0.113.7', 5000)).toEqual({ isTooMany: false });
    expect(attempts.add('203.0.113.7', 5000)).toEqual({ isTooMany: false });
    expect(attempts.add('203.0.113.7', 15_000)).toEqual({ isTooMany: true, isFirst: true, retryAfterMs: 50_000 });
    expect(attempts.add('203.0.113.7', 64_999)).toEqual({ isTooMany: true, isFirst: false, retryAfterMs: 1 });
    expect(attempts.add('203.0.113.8', 64_999)).toEqual({ isTooMany: false });
    expect(attempts.add('203.0.113.7', 65_000)).toEqual({ isTooMany: false });
  });

  it('counts a network of one owner as one source', () => {
    const attempts = createFailedAttempts(limits);
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::1']) expect(attempts.add(address, 0).isTooMany).toBe(false);
    expect(attempts.add('2001:db8:1:2::3', 0).isTooMany).toBe(true);
    expect(attempts.add('2001:db8:1:3::1', 0).isTooMany).toBe(false);
  });

  it('counts a neighbour on the network of a name that the library does not know as one source, and whatever is no address', () => {
    const attempts = createFailedAttempts(limits);
    for (const address of ['fe80::1%br-lan', 'fe80::2%eth0.100']) expect(attempts.add(address, 0).isTooMany).toBe(false);
    expect(attempts.add('fe80::3', 0).isTooMany).toBe(true);
    expect(attempts.add('', 0).isTooMany).toBe(false);
  });

  it('tells only so many sources apart: the others share a count', () => {
    const attempts = createFailedAttempts(limits);
    for (let n = 1; n <= 3; n += 1) attempts.add(`203.0.113.${n}`, 0);
    expect(attempts.add('198.51.100.1', 0).isTooMany).toBe(false);
    expect(attempts.add('198.51.100.2', 0).isTooMany).toBe(false);
    expect(attempts.add('198.51.100.3', 0).isTooMany).toBe(true);
    expect(attempts.add('203.0.113.3', 0).isTooMany).toBe(false);
  });

  it('lets only so many pass in all', () => {
    const attempts = createFailedAttempts({ perSource: 2, inAll: 3, sources: 100 });
    expect([1, 2, 3, 4].map((n) => attempts.add(`203.0.113.${n}`, 0).isTooMany)).toEqual([false, false, false, true]);
  });

  it('begins a minute too where the clock was set back', () => {
    const attempts = createFailedAttempts({ ...limits, perSource: 1 });
    attempts.add('203.0.113.7', 1_000_000);
    expect(attempts.add('203.0.113.7', 1_000_000).isTooMany).toBe(true);
    expect(attempts.add('203.0.113.7', 500_000).isTooMany).toBe(false);
  });
});
