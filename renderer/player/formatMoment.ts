import { formatDuration } from '#renderer/ui/format.ts';

/** `0:47.2`, as the cursor tells it. */
export function formatMoment(timeMs: number): string {
  return `${formatDuration(timeMs)}.${String(Math.floor((timeMs % 1000) / 100))}`;
}
