import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUnread } from '../../electron/main/unread.ts';

describe('createUnread', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('counts the calls where somebody was reached or lost, at most once a rest', async () => {
    let asked = 0;
    const counts: number[] = [];
    const unread = createUnread({
      counts() {
        asked += 1;
        return Promise.resolve({ unread: { ANSWERED: asked, TRANSFER_ARTIFICIAL: 10, BUSY: 100, OWN: 1000, '': 5 } });
      },
      statuses: () => ({ OWN: { group: 'lost' } }),
      onCount: (count) => void counts.push(count),
    });
    unread.changed();
    unread.changed();
    unread.changed();
    await vi.advanceTimersByTimeAsync(999);
    expect([asked, counts]).toEqual([1, [1011]]);
    await vi.advanceTimersByTimeAsync(1);
    expect([asked, counts]).toEqual([2, [1011, 1012]]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toBe(2);
    unread.changed();
    expect(asked).toBe(3);
  });
});
