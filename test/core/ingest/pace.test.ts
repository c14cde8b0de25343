import { describe, expect, it } from 'vitest';
import { restAfter } from '../../../electron/core/ingest/pace.ts';

describe('restAfter', () => {
  it('leaves three hundredths of the time to work in', () => {
    expect(restAfter(3, 25_000)).toBe(97);
  });

  it('leaves the more the more wait, and half of it in the end', () => {
    expect([50_000, 100_000, 200_000, 1_000_000].map((behind) => restAfter(10, behind))).toEqual([93, 33, 10, 10]);
  });

  it('is over after a quarter of a second however long a step took', () => {
    expect(restAfter(80, 0)).toBe(250);
  });
});
