import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createThrottle } from '#renderer/app/throttle.ts';

describe('createThrottle', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('runs at once, then once more at the end of the rest however often it was called', () => {
    const run = vi.fn<() => void>();
    const throttle = createThrottle(run, 1000);
    throttle.call();
    throttle.call();
    throttle.call();
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledTimes(2);
    throttle.call();
    expect(run).toHaveBeenCalledTimes(3);
    throttle.cancel();
  });
});
