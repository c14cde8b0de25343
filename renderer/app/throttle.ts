/** Runs at once when called after a rest of `restMs`, else once at the end of the rest, however often it was called. */
export interface Throttle {
  readonly call: () => void;
  readonly cancel: () => void;
}

export function createThrottle(run: () => void, restMs: number): Throttle {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let calledAgain = false;
  function rest(): void {
    timer = setTimeout(() => {
      timer = null;
      if (!calledAgain) return;
      calledAgain = false;
      run();
      rest();
    }, restMs);
  }
  return {
    call() {
      if (timer !== null) {
        calledAgain = true;
        return;
      }
      run();
      rest();
    },
    cancel() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      calledAgain = false;
    },
  };
}
