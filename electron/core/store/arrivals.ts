/** How fast pushes come in, for whatever can wait until there is less to do. */
export interface Arrivals {
  /** Whether they come in so fast that accepting needs the processor, as of the last twentieth of a second or since last asked. */
  areMany(): boolean;
}

/** As many a second as deriving keeps up with beside accepting, on a slow machine of two cores. */
const manyFromPerS = 1000;
const windowMs = 50;

/** `appended`: pushes since some start, modulo 2^32. `clock`: milliseconds, only ever forward. */
export function createArrivals(appended: () => number, clock: () => number): Arrivals {
  let window = { fromMs: clock(), from: appended() };
  let areMany = false;
  return {
    areMany() {
      const nowMs = clock();
      const elapsedMs = nowMs - window.fromMs;
      if (elapsedMs >= windowMs) {
        const count = appended();
        areMany = ((count - window.from) >>> 0) * 1000 >= manyFromPerS * elapsedMs;
        window = { fromMs: nowMs, from: count };
      }
      return areMany;
    },
  };
}
