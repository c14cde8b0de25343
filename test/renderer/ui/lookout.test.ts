import { beforeEach, describe, expect, it } from 'vitest';
import { createLookout, type Lookout } from '#renderer/ui/lookout.ts';
import { createHandTimers, type HandTimers } from '../../support/handTimers.ts';
import { waitFor } from '../../support/waitFor.ts';

let timers: HandTimers;
let looks: PromiseWithResolvers<void>[];
let nowMs: number;
let lookout: Lookout;

beforeEach(() => {
  timers = createHandTimers();
  looks = [];
  nowMs = 0;
  lookout = createLookout({
    look() {
      const look = Promise.withResolvers<void>();
      looks.push(look);
      return look.promise;
    },
    pauseMs: (tookMs) => Math.max(5000, tookMs * 4),
    after: timers.after,
    clock: () => nowMs,
  });
});

const delays = (): number[] => timers.waiting().map(({ delayMs }) => delayMs);
const answered = async (): Promise<void> => {
  looks.at(-1)?.resolve();
  await waitFor(() => timers.waiting().length === 1);
};

describe('createLookout', () => {
  it('looks at once when somebody begins to, and again after each pause', async () => {
    expect(lookout.isWatched()).toBe(false);
    lookout.watch();
    expect([lookout.isWatched(), looks.length, delays()]).toEqual([true, 1, []]);
    await answered();
    expect(delays()).toEqual([5000]);
    timers.waiting()[0]?.run();
    expect(looks.length).toBe(2);
  });

  it('rests the longer the longer a look took', async () => {
    lookout.watch();
    nowMs = 2000;
    await answered();
    expect(delays()).toEqual([8000]);
  });

  it('looks soon where something happened while it looked', async () => {
    lookout.watch();
    lookout.lookSoon();
    looks[0]?.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect([looks.length, delays()]).toEqual([1, [1000]]);
  });

  it('looks once more where it was asked to while it looked', async () => {
    lookout.watch();
    lookout.look();
    lookout.look();
    expect(looks.length).toBe(1);
    looks[0]?.resolve();
    await waitFor(() => looks.length === 2);
    await answered();
    expect([looks.length, delays()]).toEqual([2, [5000]]);
  });

  it('looks a second after the first of many things that happened', async () => {
    lookout.watch();
    await answered();
    lookout.lookSoon();
    lookout.lookSoon();
    expect([looks.length, delays()]).toEqual([1, [1000]]);
    timers.waiting()[0]?.run();
    await answered();
    lookout.lookSoon();
    expect(delays()).toEqual([1000]);
  });

  it('looks after another time where it is told to, if somebody looks', async () => {
    lookout.lookIn(400);
    expect(delays()).toEqual([]);
    lookout.watch();
    await answered();
    lookout.lookIn(400);
    expect(delays()).toEqual([400]);
  });

  it('ends when the last one leaves, and says so', async () => {
    let left = 0;
    const stops = [lookout.watch(() => void (left += 1)), lookout.watch(() => void (left += 1))];
    looks[0]?.resolve();
    await waitFor(() => looks.length === 2);
    await answered();
    stops[0]?.();
    expect([left, delays()]).toEqual([0, [5000]]);
    stops[1]?.();
    expect([left, delays(), lookout.isWatched()]).toEqual([1, [], false]);
    lookout.lookSoon();
    expect(delays()).toEqual([]);
    lookout.look();
    expect(looks.length).toBe(3);
  });

  it('asks nothing more once it is closed', async () => {
    lookout.watch();
    lookout.look();
    lookout.close();
    looks[0]?.resolve();
    await looks[0]?.promise;
    await Promise.resolve();
    expect([looks.length, delays()]).toEqual([1, []]);
  });
});
