import type { After } from './timers.ts';

export interface LookoutDeps {
  /** Asks once for what is followed; not called again before it has ended. Does not reject. */
  readonly look: () => Promise<void>;
  /** How long to rest after a look that took so long, ms. */
  readonly pauseMs: (tookMs: number) => number;
  readonly after: After;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock?: () => number;
}

/** Asks again and again for something while somebody looks at it. */
export interface Lookout {
  readonly isWatched: () => boolean;
  /** Begins to look; returns the way to stop. `onLeft` is called when nobody is left who looks. */
  readonly watch: (onLeft?: () => void) => () => void;
  /** Asks at once, whether or not somebody looks; once more where it is being asked. */
  readonly look: () => void;
  /** Asks in a second for what has happened, however often it happens until then. */
  readonly lookSoon: () => void;
  /** Asks after so long instead of when it was to be asked next. */
  readonly lookIn: (delayMs: number) => void;
  readonly close: () => void;
}

/** At most so often while things happen. */
const restMs = 1000;

export function createLookout({ look, pauseMs, after, clock = () => performance.now() }: LookoutDeps): Lookout {
  let watchers = 0;
  let isLooking = false;
  let lookAgain = false;
  let isSoon = false;
  const closing = new AbortController();
  let cancel: (() => void) | null = null;

  function plan(delayMs: number): void {
    cancel?.();
    cancel = watchers > 0 && !closing.signal.aborted ? after(() => void run(), delayMs) : null;
  }

  async function run(): Promise<void> {
    if (isLooking) {
      lookAgain = true;
      return;
    }
    isLooking = true;
    cancel?.();
    const begun = clock();
    do {
      lookAgain = false;
      isSoon = false;
      await look();
    } while (lookAgain && !closing.signal.aborted);
    isLooking = false;
    // What happened while it was asked may not be in the answer.
    plan(isSoon ? restMs : pauseMs(clock() - begun));
  }

  return {
    isWatched: () => watchers > 0,
    watch(onLeft) {
      watchers += 1;
      void run();
      return () => {
        watchers -= 1;
        if (watchers > 0) return;
        plan(0);
        onLeft?.();
      };
    },
    look: () => void run(),
    lookSoon() {
      if (watchers === 0 || isSoon) return;
      isSoon = true;
      plan(restMs);
    },
    lookIn: plan,
    close() {
      closing.abort();
      cancel?.();
    },
  };
}
