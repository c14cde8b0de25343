import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createReminders } from '../../electron/core/reminders.ts';
import { createHandTimers } from '../support/handTimers.ts';

/** Follow-ups by when they are due, a clock that a test sets, and timers that it lets run out. */
function aDesk(due: number[] = []) {
  const clock = { nowMs: 0 };
  const timers = createHandTimers();
  const told: string[] = [];
  const problems: string[] = [];
  const faults: Error[] = [];
  const quiet = { untilMs: -Infinity };
  const reminders = createReminders({
    nextAtMs: () => (due.length === 0 ? null : Math.min(...due)),
    remind() {
      const fault = faults.pop();
      if (fault !== undefined) return Promise.reject(fault);
      const some = due.filter((atMs) => atMs <= clock.nowMs);
      due.splice(0, due.length, ...due.filter((atMs) => !some.includes(atMs)));
      if (some.length > 0) told.push(`${some.join(' ')} at ${String(clock.nowMs)}`);
      return Promise.resolve(some.length);
    },
    isQuiet: () => clock.nowMs < quiet.untilMs,
    onChange: () => told.push('change'),
    now: () => clock.nowMs,
    after: timers.after,
    log: { warn: (_details, message) => void problems.push(message) },
  });
  return {
    due,
    told,
    problems,
    faults,
    quiet,
    reminders,
    timers,
    async wake() {
      reminders.wake();
      await setImmediate();
    },
    /** The computer was awake for as long as the timer takes, and it is `nowMs` by now. */
    async runOut(nowMs: number) {
      clock.nowMs = nowMs;
      timers.waiting().at(-1)?.run();
      await setImmediate();
    },
  };
}

describe('reminders', () => {
  it('come at once for what became due while nobody ran, as one', async () => {
    const desk = aDesk([-50, -40, -30]);
    await desk.wake();
    expect(desk.told).toEqual(['-50 -40 -30 at 0', 'change']);
  });

  it('come as one for twenty that are due at the same time, and for all of a night’s sleep', async () => {
    const nine = 9 * 3_600_000;
    const desk = aDesk([...Array.from({ length: 20 }, () => nine), 3_600_000, 7_200_000]);
    await desk.wake();
    expect(desk.told).toEqual([]);
    // It slept from midnight on.
    await desk.runOut(nine + 5000);
    expect(desk.told).toEqual([`${[...Array.from({ length: 20 }, () => nine), 3_600_000, 7_200_000].join(' ')} at ${nine + 5000}`, 'change']);
    await desk.runOut(nine + 60_000);
    expect(desk.told).toHaveLength(2);
  });

  it('wait in a pause and in quiet hours, and come as one afterwards', async () => {
    const desk = aDesk([5000, 700_000]);
    desk.quiet.untilMs = 900_000;
    await desk.wake();
    await desk.runOut(5000);
    await desk.runOut(800_000);
    expect(desk.told).toEqual([]);
    expect(desk.timers.waiting().at(-1)?.delayMs, 'they end without a word').toBeLessThanOrEqual(15_000);
    await desk.runOut(905_000);
    expect(desk.told).toEqual(['5000 700000 at 905000', 'change']);
  });

  it('come at once where the operator ends the pause', async () => {
    const desk = aDesk([-1]);
    desk.quiet.untilMs = 3_600_000;
    await desk.wake();
    desk.quiet.untilMs = 0;
    await desk.wake();
    expect(desk.told).toEqual(['-1 at 0', 'change']);
  });

  it('come when they are due, not before', async () => {
    const desk = aDesk([5000]);
    await desk.wake();
    expect([desk.told, desk.timers.waiting().map(({ delayMs }) => delayMs)]).toEqual([[], [5000]]);
    await desk.runOut(5000);
    expect(desk.told).toEqual(['5000 at 5000', 'change']);
  });

  it('come within seconds of a computer’s waking', async () => {
    const desk = aDesk([3_600_000]);
    await desk.wake();
    expect(desk.timers.waiting().at(-1)?.delayMs).toBeLessThanOrEqual(15_000);
    // It slept for two hours, of which the timer knows nothing.
    await desk.runOut(7_200_000);
    expect(desk.told).toEqual(['3600000 at 7200000', 'change']);
  });

  it('look anew when something else is to be followed up', async () => {
    const desk = aDesk();
    await desk.wake();
    desk.due.push(700);
    await desk.wake();
    expect(desk.timers.waiting().at(-1)?.delayMs).toBe(700);
    expect(desk.timers.waiting()).toHaveLength(1);
  });

  it('are tried again where the disk took none, and end', async () => {
    const desk = aDesk([-1]);
    desk.faults.push(new Error('full'));
    await desk.wake();
    expect([desk.told, desk.problems]).toEqual([[], ['Nobody could be reminded of a follow-up; it is tried again']]);
    await desk.runOut(15_000);
    expect(desk.told).toEqual(['-1 at 15000', 'change']);
    desk.reminders.close();
    expect(desk.timers.waiting()).toEqual([]);
    await desk.wake();
    expect(desk.timers.waiting()).toEqual([]);
  });
});
