import { describe, expect, it } from 'vitest';
import { createPace } from '../../../electron/core/ingest/pace.ts';

/** Steps of 4 ms, each after so many arrivals a second; returns the rest after each. */
function restsAt(perS: readonly number[], stepMs = 4): number[] {
  let nowMs = 0;
  let appended = 2 ** 32 - 50;
  const pace = createPace({ appended: () => Math.round(appended) % 2 ** 32, clock: () => nowMs });
  return perS.map((rate) => {
    nowMs += 100;
    appended += rate / 10;
    return pace.restMs(stepMs);
  });
}

describe('createPace', () => {
  it('rests for nothing while few pushes arrive', () => {
    expect(restsAt([0, 200, 200, 900, 0])).toEqual([0, 0, 0, 0, 0]);
  });

  it('works a twentieth of the time while many arrive, and all of it as soon as they do not', () => {
    expect(restsAt([200, 5000, 5000, 900])).toEqual([0, 76, 76, 0]);
  });

  it('goes on after a quarter of a second however long a step took', () => {
    expect(restsAt([5000], 80)).toEqual([250]);
  });
});
