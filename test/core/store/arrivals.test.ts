import { describe, expect, it } from 'vitest';
import { createArrivals } from '../../../electron/core/store/arrivals.ts';

/** What is answered after each tenth of a second with so many arrivals a second. */
function answersAt(perS: readonly number[]): boolean[] {
  let nowMs = 0;
  let appended = 2 ** 32 - 50;
  const arrivals = createArrivals(() => appended % 2 ** 32, () => nowMs);
  return perS.map((rate) => {
    nowMs += 100;
    appended += rate / 10;
    return arrivals.areMany();
  });
}

describe('createArrivals', () => {
  it('knows few from many, also where the count runs over', () => {
    expect(answersAt([0, 200, 900, 5000, 5000, 900, 0])).toEqual([false, false, false, true, true, false, false]);
  });

  it('does not judge by a few that came in one moment', () => {
    let nowMs = 0;
    let appended = 0;
    const arrivals = createArrivals(() => appended, () => nowMs);
    nowMs = 5;
    appended = 20;
    expect(arrivals.areMany()).toBe(false);
    nowMs = 100;
    expect(arrivals.areMany()).toBe(false);
  });
});
