/** When deriving leaves the processor to accepting: a backlog can wait on disk, a sender cannot. */
export interface Pace {
  /** How long to rest after a step that took `stepMs`. */
  restMs(stepMs: number): number;
}

export interface PaceDeps {
  /** Pushes that were appended since the start, modulo 2^32. */
  readonly appended: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
}

/** As many arrivals a second as deriving keeps up with beside accepting, on a slow machine of two cores. */
const busyFromPerS = 1000;
const windowMs = 100;
/** Of the time while it is busy, deriving works so much: it goes on, however long that lasts. */
const shareWhileBusy = 0.05;
const longestRestMs = 250;

export function createPace({ appended, clock }: PaceDeps): Pace {
  let window = { fromMs: clock(), from: appended() };
  let isBusy = false;
  return {
    restMs(stepMs) {
      const nowMs = clock();
      const elapsedMs = nowMs - window.fromMs;
      if (elapsedMs >= windowMs) {
        const count = appended();
        // The count runs over after 2^32.
        isBusy = ((count - window.from) >>> 0) * 1000 >= busyFromPerS * elapsedMs;
        window = { fromMs: nowMs, from: count };
      }
      return isBusy ? Math.min(longestRestMs, Math.round(stepMs / shareWhileBusy - stepMs)) : 0;
    },
  };
}
