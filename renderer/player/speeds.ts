export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The next lower or higher of `speeds`, null at either end. */
export function nextSpeed(speed: number, direction: 1 | -1): number | null {
  return (direction === 1 ? speeds.find((other) => other > speed) : speeds.findLast((other) => other < speed)) ?? null;
}
