import { describe, expect, it } from 'vitest';
import { estimatedHeight, longestTime } from '#renderer/call/rowSizes.ts';
import { anUtterance } from '../../support/calls.ts';

describe('estimatedHeight', () => {
  it('grows by a line, sooner where letters are wide', () => {
    expect(estimatedHeight('')).toBe(27);
    expect(estimatedHeight('a'.repeat(66))).toBe(27);
    expect(estimatedHeight('a'.repeat(67))).toBe(46);
    expect(estimatedHeight('价'.repeat(34))).toBe(46);
  });
});

describe('longestTime', () => {
  it('counts the letters of the longest time that is shown', () => {
    expect(longestTime([anUtterance({ startMs: 1_000, timing: 'given' }), anUtterance({ startMs: 3_723_000, timing: 'estimated' }), anUtterance({ startMs: null, timing: 'unknown' })])).toBe('≈ 1:02:03'.length);
    expect(longestTime([])).toBe(0);
  });
});
