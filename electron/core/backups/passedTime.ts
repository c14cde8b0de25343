/** Less is the clock on the wall being put right. */
const leastJumpMs = 1000;

/**
 * Milliseconds of a clock that only goes forward, and goes on while the computer is suspended: `clock` stands still then
 * under Linux, which is known by the clock on the wall (`now`) having gone ahead of it. That one set back counts for
 * nothing; set forward, it counts like a suspend.
 */
export function createPassedTime(now: () => number, clock: () => number): () => number {
  let suspendedMs = 0;
  let wallMs = now();
  let forwardMs = clock();
  return () => {
    const [wall, forward] = [now(), clock()];
    const jumpMs = wall - wallMs - (forward - forwardMs);
    if (jumpMs > leastJumpMs) suspendedMs += jumpMs;
    wallMs = wall;
    forwardMs = forward;
    return forward + suspendedMs;
  };
}
