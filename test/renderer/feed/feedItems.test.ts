import { describe, expect, it } from 'vitest';
import { feedItems } from '#renderer/feed/feedItems.ts';
import { aCall } from '../../support/feed.ts';

const local = (day: number, hour: number): number => new Date(2026, 9, day, hour).getTime();
const due = (callId: string, followUpDueAtMs: number) => aCall({ callId, review: { ...aCall().review, followUpDueAtMs } });

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

  it('puts one between what is overdue and each day on which something is due', () => {
    const calls = [due('a', local(1, 9)), due('b', local(2, 9)), due('c', local(3, 8)), due('d', local(3, 18)), due('e', local(4, 9)), due('f', local(4, 10))];
    const items = feedItems(calls, 'comfortable', local(3, 12));
    expect(items.map((item) => (item.kind === 'call' ? item.key : item.day))).toEqual([
      'a', 'b', 'c', { of: 'due', atMs: local(3, 18), isOverdue: false }, 'd', { of: 'due', atMs: local(4, 9), isOverdue: false }, 'e', 'f',
    ]);
  });
});
