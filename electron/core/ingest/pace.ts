/** So short that the rest after it is short too: what arrived last is waited for when it is over. */
export const recordsWhileBusy = 10;

/**
 * Of the time while pushes come in fast, deriving works so much: it goes on, however long that lasts. More of it the more
 * wait, as a burst ends by itself and a flood does not: the store turns pushes away where `mostAt` wait.
 */
const leastShare = 0.03;
const leastUpTo = 25_000;
const mostShare = 0.5;
const mostAt = 200_000;
const longestRestMs = 250;

/**
 * How long deriving rests after a step that took `stepMs` while pushes come in fast and `behind` of them wait: it leaves the
 * processor to accepting, as a backlog can wait on disk and a sender cannot.
 */
export function restAfter(stepMs: number, behind: number): number {
  const growth = Math.min(1, Math.max(0, behind - leastUpTo) / (mostAt - leastUpTo));
  const share = leastShare + growth * (mostShare - leastShare);
  return Math.min(longestRestMs, Math.round(stepMs / share - stepMs));
}
