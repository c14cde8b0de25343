import { describe, expect, it } from 'vitest';
import { blocksOf } from '#renderer/player/blocks.ts';
import { timedSentences } from '#renderer/player/sentences.ts';
import { anUtterance } from '../../support/calls.ts';

const sentences = timedSentences([
  anUtterance({ index: 0, speaker: 'robot', startMs: 0, endMs: 1000, timing: 'estimated' }),
  anUtterance({ index: 1, speaker: 'customer', startMs: 2000, endMs: 3000 }),
  anUtterance({ index: 2, speaker: 'robot', startMs: 9000, endMs: 20_000 }),
  anUtterance({ index: 3, speaker: 'customer', startMs: 12_000, endMs: 13_000 }),
]);
const on = (kinds: readonly ('composite' | 'customer')[]) => {
  const { customer, composite } = blocksOf(sentences, new Set(kinds), 10_000);
  return { customer: customer.map(({ index }) => index), composite: composite.map(({ index }) => index) };
};

describe('blocksOf', () => {
  it('puts the customer on a lane of their own where there is one', () => {
    expect(on(['customer', 'composite'])).toEqual({ customer: [1], composite: [0, 2] });
    expect(on(['composite'])).toEqual({ customer: [], composite: [0, 1, 2] });
    expect(on(['customer'])).toEqual({ customer: [1], composite: [] });
    expect(on([])).toEqual({ customer: [], composite: [] });
  });

  it('ends with the recording, and tells estimated times from given ones', () => {
    const { composite } = blocksOf(sentences, new Set(['composite', 'customer']), 10_000);
    expect(composite.map(({ endMs, isEstimated }) => [endMs, isEstimated])).toEqual([[1000, true], [10_000, false]]);
  });
});
