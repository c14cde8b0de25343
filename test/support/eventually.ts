import { vi } from 'vitest';

/** Checks again until it holds, for as long as a busy machine may take; throws the check's own error then. */
export const eventually = <Result>(check: () => Result | Promise<Result>): Promise<Result> => vi.waitFor(check, { timeout: 15_000 });
