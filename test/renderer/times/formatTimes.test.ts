import { expect, it } from 'vitest';
import { formatExact, formatShift, saidSeconds } from '#renderer/times/formatTimes.ts';

it('tells a time to the millisecond', () => {
  expect([0, 5_742, 59_999, 3_723_004].map(formatExact)).toEqual(['0:00.000', '0:05.742', '0:59.999', '1:02:03.004']);
});

it('says how long something takes as one says it', () => {
  expect([0, 549, 4_642, 9_949, 9_950, 59_499, 59_500].map(saidSeconds)).toEqual(['0.0', '0.5', '4.6', '9.9', '10', '59', null]);
});

it('gives a shift its sign', () => {
  expect([120, -1_500, 0].map(formatShift)).toEqual(['+0.12', '−1.50', '0.00']);
});
