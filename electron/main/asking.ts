interface Deps {
  readonly ask: () => Promise<void>;
  /** Between two questions, ms. */
  readonly restMs?: number;
}

/** Asks for something that changes with what happens, but not each time. */
export interface Asking {
  /** Asks, at once or after a rest. */
  changed(): void;
}

export function createAsking({ ask, restMs = 1000 }: Deps): Asking {
  let isResting = false;
  let isAskedAgain = false;

  function askNow(): void {
    isResting = true;
    // Not run by a spec: it is asked again with the next change.
    ask().catch(() => {});
    setTimeout(() => {
      isResting = false;
      if (isAskedAgain) askNow();
      isAskedAgain = false;
    }, restMs).unref();
  }

  return {
    changed() {
      if (isResting) isAskedAgain = true;
      else askNow();
    },
  };
}
