import { describe, expect, it } from 'vitest';
import { lagAt, linesThrough, type Mark } from '../../../../electron/core/recordings/timing/clock.ts';

/** Marks every second; `lag` in samples. */
function marks(count: number, lag: (at: number) => number, height = 40): Mark[] {
  return Array.from({ length: count }, (_, second) => ({ at: second * 8000, lag: lag(second * 8000), height }));
}

describe('linesThrough', () => {
  it('puts a line through lags that drift, past those that are wrong', () => {
    const clock = linesThrough([...marks(60, (at) => 480 + at * 1e-4), { at: 4000, lag: -3000, height: 15 }, { at: 90_000, lag: 2000, height: 15 }]);
    expect(clock).toHaveLength(1);
    expect(lagAt(clock, 0)).toBeCloseTo(480, 1);
    expect(lagAt(clock, 480_000)).toBeCloseTo(528, 1);
  });

  it('follows a recording that loses sound in its midst', () => {
    const clock = linesThrough(marks(60, (at) => (at < 240_000 ? 100 : 420)));
    expect(clock).toHaveLength(2);
    expect(lagAt(clock, 200_000)).toBeCloseTo(100, 3);
    expect(lagAt(clock, 300_000)).toBeCloseTo(420, 3);
    expect(clock[1]?.from).toBeGreaterThan(232_000);
    expect(clock[1]?.from).toBeLessThanOrEqual(240_000);
  });

  it('takes a voice and its echo, which take turns, for one line', () => {
    const both = marks(60, (at) => ((at / 8000) % 10 < 7 ? 100 : 500));
    expect(linesThrough(both)).toHaveLength(1);
    expect(lagAt(linesThrough(both), 0)).toBeCloseTo(100, 3);
  });

  it('keeps marks that are close together from making a steep line', () => {
    const few = [{ at: 8000, lag: 50, height: 40 }, { at: 12_000, lag: 50.4, height: 40 }];
    expect(Math.abs(linesThrough(few)[0]?.slope ?? 1)).toBeLessThan(1e-4);
  });

  it('has no line without marks', () => {
    expect(linesThrough([])).toEqual([]);
    expect(lagAt([], 1000)).toBe(0);
  });
});
