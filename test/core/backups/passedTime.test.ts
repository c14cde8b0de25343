import { describe, expect, it } from 'vitest';
import { createPassedTime } from '../../../electron/core/backups/passedTime.ts';

function aClock() {
  const clock = { wallMs: 1_790_841_700_000, forwardMs: 5000 };
  return { clock, passed: createPassedTime(() => clock.wallMs, () => clock.forwardMs) };
}

describe('createPassedTime', () => {
  it('goes with the clock that only goes forward, however often it is asked and however the other one is rounded', () => {
    const { clock, passed } = aClock();
    for (let at = 0; at < 10_000; at += 1) {
      clock.forwardMs += 10;
      clock.wallMs += at % 2 === 0 ? 11 : 9;
      passed();
    }
    expect(passed()).toBe(105_000);
  });

  it('goes on through a suspend, once', () => {
    const { clock, passed } = aClock();
    clock.wallMs += 3_600_000;
    expect(passed()).toBe(3_605_000);
    expect(passed()).toBe(3_605_000);
    clock.wallMs += 10;
    clock.forwardMs += 10;
    expect(passed()).toBe(3_605_010);
  });

  it('never goes back where the clock on the wall is set back', () => {
    const { clock, passed } = aClock();
    clock.wallMs -= 3_600_000;
    clock.forwardMs += 10;
    expect(passed()).toBe(5010);
    clock.wallMs += 60_000;
    expect(passed()).toBe(65_010);
  });
});
