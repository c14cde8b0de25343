/** The alerts of the last moment, so that a burst does not cover the screen. */
export interface Burst {
  readonly sinceMs: number;
  readonly shown: number;
  readonly folded: number;
}

export const noBurst: Burst = { sinceMs: -Infinity, shown: 0, folded: 0 };

const burstMs = 5000;
const mostInBurst = 4;

/**
 * What to do with a normal alert at `nowMs`: the first four of five seconds are shown each, the others as one that
 * tells how many they are. `folded` is that number, 0 for one that is shown by itself.
 */
export function withAlert(burst: Burst, nowMs: number): Burst {
  if (nowMs - burst.sinceMs >= burstMs) return { sinceMs: nowMs, shown: 1, folded: 0 };
  if (burst.shown < mostInBurst) return { ...burst, shown: burst.shown + 1 };
  // A burst goes on for as long as alerts keep coming.
  return { sinceMs: nowMs, shown: burst.shown, folded: burst.folded + 1 };
}
