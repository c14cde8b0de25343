import type { After } from '#renderer/ui/timers.ts';

/** Timers that a test lets run out by hand. */
export interface HandTimers {
  readonly after: After;
  /** Those that wait, in the order in which they were set. */
  readonly waiting: () => readonly { readonly run: () => void; readonly delayMs: number }[];
}

export function createHandTimers(): HandTimers {
  let timers: { readonly run: () => void; readonly delayMs: number }[] = [];
  return {
    after(run, delayMs) {
      const timer = { run, delayMs };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    waiting: () => timers,
  };
}
