/** Tells sleepers that something changed. A sleeper names the change it has seen, so that none is slept through. */
export interface Waker {
  /** Number of the latest change. */
  latest(): number;
  /** Resolves once there is a later change than `seen`, at once where there is one already, or when `signal` aborts. */
  changedSince(seen: number, signal: AbortSignal): Promise<void>;
  wake(): void;
}

export function createWaker(): Waker {
  let changes = 0;
  const sleepers = new Set<() => void>();
  return {
    latest: () => changes,
    changedSince(seen, signal) {
      if (changes > seen || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const rise = (): void => {
          sleepers.delete(rise);
          signal.removeEventListener('abort', rise);
          resolve();
        };
        sleepers.add(rise);
        signal.addEventListener('abort', rise);
      });
    },
    wake() {
      changes += 1;
      for (const rise of sleepers) rise();
    },
  };
}
