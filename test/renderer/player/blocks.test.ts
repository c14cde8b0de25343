import { describe, expect, it } from 'vitest';
import { blocksIn, blocksOf, type LaneBlock } from '#renderer/player/blocks.ts';
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

const block = (index: number, startMs: number, endMs: number, more: Partial<LaneBlock> = {}): LaneBlock => ({ index, startMs, endMs, speaker: 'robot', isEstimated: false, ...more });
const shown = (blocks: readonly LaneBlock[], pxPerMs: number, view = { startMs: 0, endMs: 1_000_000 }) =>
  blocksIn(blocks, view, pxPerMs).map(({ index, lastIndex, startMs, endMs }) => [index, lastIndex, startMs, endMs]);

describe('blocksIn', () => {
  it('shows what is in view', () => {
    const blocks = [block(0, 0, 900), block(1, 1000, 1900), block(2, 2000, 2900), block(3, 3000, 3900)];
    expect(shown(blocks, 1, { startMs: 1500, endMs: 2500 }).map(([index]) => index)).toEqual([1, 2]);
  });

  it('shows sentences as one that are too narrow to be told apart', () => {
    const blocks = [block(0, 0, 1000), block(1, 1500, 2500), block(2, 6000, 7000), block(3, 8000, 20_000)];
    expect(shown(blocks, 0.001)).toEqual([[0, 1, 0, 2500], [2, 2, 6000, 7000], [3, 3, 8000, 20_000]]);
    expect(shown(blocks, 0.1)).toHaveLength(4);
  });

  it('keeps speakers apart, and estimated times from given ones', () => {
    const blocks = [block(0, 0, 900), block(1, 1000, 1900, { speaker: 'customer' }), block(2, 2000, 2900, { isEstimated: true }), block(3, 3000, 3900, { speaker: 'customer' })];
    expect(shown(blocks, 0.001)).toEqual([[0, 0, 0, 900], [1, 3, 1000, 3900], [2, 2, 2000, 2900]]);
  });

  it('shows a few hundred blocks of an hour at the most', () => {
    const blocks = Array.from({ length: 2000 }, (_, index) => block(index, index * 1800, index * 1800 + 1000, { speaker: index % 2 === 0 ? 'robot' : 'customer' }));
    for (const widthPx of [300, 500, 1000, 2000]) {
      expect(shown(blocks, widthPx / 3_600_000, { startMs: 0, endMs: 3_600_000 }).length).toBeLessThan(widthPx);
    }
  });
});
