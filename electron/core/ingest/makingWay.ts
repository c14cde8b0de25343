/**
 * How deriving keeps out of the way of accepting: both write to one database, whose lock is not fair. The accepting
 * thread counts, in memory that both see, whether it wants the lock.
 */
export interface MakingWay {
  /** Whether accepting waits for the lock. */
  isDue(): boolean;
  /** Sleeps until accepting has had the lock, but not for long: nobody counts down for a thread that ended. */
  wait(): void;
}

const longestWaitMs = 20;

/** `wanted`: its first element is how many writers want the lock. */
export function makingWayFor(wanted: Int32Array<SharedArrayBuffer>): MakingWay {
  return {
    isDue: () => Atomics.load(wanted, 0) > 0,
    wait() {
      const writers = Atomics.load(wanted, 0);
      if (writers > 0) Atomics.wait(wanted, 0, writers, longestWaitMs);
    },
  };
}
