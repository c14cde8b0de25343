/** So short that the rest after it is short too: what arrived last is waited for when it is over. */
export const recordsWhileBusy = 10;
/** Of the time while pushes come in fast, deriving works so much: it goes on, however long that lasts. */
const shareWhileBusy = 0.03;
const longestRestMs = 250;

/**
 * How long deriving rests after a step that took `stepMs` while pushes come in fast: it leaves the processor to accepting,
 * as a backlog can wait on disk and a sender cannot.
 */
export function restAfter(stepMs: number): number {
  return Math.min(longestRestMs, Math.round(stepMs / shareWhileBusy - stepMs));
}
