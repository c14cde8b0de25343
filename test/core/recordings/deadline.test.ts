import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeadline } from '../../../electron/core/recordings/deadline.ts';

describe('createDeadline', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('aborts when its time is over, and says that it was the time', () => {
    using deadline = createDeadline(new AbortController().signal, 1000);
    vi.advanceTimersByTime(999);
    expect(deadline.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.isOver()).toBe(true);
  });

  it('aborts with its parent, also one that has aborted before, and the time is not over then', () => {
    const parent = new AbortController();
    using deadline = createDeadline(parent.signal, 1000);
    parent.abort();
    vi.advanceTimersByTime(2000);
    expect([deadline.signal.aborted, deadline.isOver()]).toEqual([true, false]);
    using late = createDeadline(parent.signal, 1000);
    expect(late.signal.aborted).toBe(true);
  });

  it('leaves nothing on its parent once it is disposed of', () => {
    const parent = new AbortController();
    {
      using deadline = createDeadline(parent.signal, 1000);
      deadline.end();
      expect(deadline.isOver()).toBe(false);
      expect(getEventListeners(parent.signal, 'abort')).toHaveLength(1);
    }
    expect(getEventListeners(parent.signal, 'abort')).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
