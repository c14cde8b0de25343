/** Calls back after so long unless cancelled by the function that it returns. */
export type After = (run: () => void, delayMs: number) => () => void;

export const withTimeout: After = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
