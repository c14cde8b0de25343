import { describe, expect, it } from 'vitest';
import { isLongReached, waitingSince } from '#shared/model/rescue.ts';

const arrivedAtMs = 1_790_841_700_000;

describe('waitingSince', () => {
  it.each([
    ['the end of the call', -9000, -9000, true],
    ['an end in the moment of the arrival', 0, 0, true],
    ['an end almost a day before', -86_399_999, -86_399_999, true],
    ['the arrival where the end lies after it', 1, 0, false],
    ['the arrival where the end lies a day before, as by a clock that is wrong', -86_400_000, 0, false],
  ])('is %s', (_what, end, since, isSinceEnd) => {
    expect(waitingSince({ endedAtMs: arrivedAtMs + end, arrivedAtMs })).toEqual({ sinceMs: arrivedAtMs + since, isSinceEnd });
  });

  it('is the arrival where nobody knows the end', () => {
    expect(waitingSince({ endedAtMs: null, arrivedAtMs })).toEqual({ sinceMs: arrivedAtMs, isSinceEnd: false });
  });
});

it('is a card gone that said for a quarter of an hour that a later call was answered', () => {
  const answered = { callId: 'again', atMs: 0, arrivedAtMs };
  expect([0, 899_999, 900_000].map((afterMs) => isLongReached({ answered }, arrivedAtMs + afterMs))).toEqual([false, false, true]);
  expect(isLongReached({ answered: null }, arrivedAtMs)).toBe(false);
});
