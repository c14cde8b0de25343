import { describe, expect, it } from 'vitest';
import { feedItems } from '#renderer/feed/feedItems.ts';
import { aCall } from '../../support/feed.ts';

const local = (day: number, hour: number): number => new Date(2026, 9, day, hour).getTime();

describe('feedItems', () => {
  it('gives calls where somebody spoke the taller row', () => {
    const items = feedItems([
      aCall({ callId: 'a', customerWords: 'Yes.' }),
      aCall({ callId: 'b', concerns: ['price'] }),
      aCall({ callId: 'c' }),
    ], 'comfortable');
    expect(items.map((item) => [item.key, item.height])).toEqual([['a', 48], ['b', 48], ['c', 30]]);
    expect(feedItems([aCall({ callId: 'a', customerWords: 'Yes.' }), aCall({ callId: 'c' })], 'compact').map(({ height }) => height)).toEqual([42, 24]);
  });

  it('puts a strip between the days, none above the first', () => {
    const items = feedItems([
      aCall({ callId: 'a', receivedAtMs: local(3, 9) }),
      aCall({ callId: 'b', receivedAtMs: local(3, 0) }),
      aCall({ callId: 'c', receivedAtMs: local(2, 23) }),
      aCall({ callId: 'd', receivedAtMs: local(1, 1) }),
    ], 'comfortable');
    expect(items.map((item) => item.kind)).toEqual(['call', 'call', 'day', 'call', 'day', 'call']);
    expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
  });
});
