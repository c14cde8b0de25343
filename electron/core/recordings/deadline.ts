/** A signal with an end of its own. */
export interface Deadline extends Disposable {
  /** Aborted after the time, with the signal that it goes along with, or by `end`. */
  readonly signal: AbortSignal;
  end(): void;
  /** Whether the time was over first. */
  isOver(): boolean;
}

/**
 * Aborts after `ms`, or when `parent` does; until it is disposed of. `AbortSignal.any` would do the same, but keeps some
 * kilobytes on a parent that lives as long as the program.
 */
export function createDeadline(parent: AbortSignal, ms: number): Deadline {
  const own = new AbortController();
  let isOver = false;
  const end = (): void => own.abort();
  const timer = setTimeout(() => {
    isOver = !own.signal.aborted;
    own.abort();
  }, ms);
  timer.unref();
  parent.addEventListener('abort', end);
  if (parent.aborted) end();
  return {
    signal: own.signal,
    end,
    isOver: () => isOver,
    [Symbol.dispose]() {
      clearTimeout(timer);
      parent.removeEventListener('abort', end);
    },
  };
}
