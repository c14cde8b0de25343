import { describe, expect, it } from 'vitest';
import { restAfter } from '../../../electron/core/ingest/pace.ts';

describe('restAfter', () => {
  it('leaves three hundredths of the time to work in', () => {
    expect(restAfter(3)).toBe(97);
  });

  it('is over after a quarter of a second however long a step took', () => {
    expect(restAfter(80)).toBe(250);
  });
});
