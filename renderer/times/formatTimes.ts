import { formatDuration } from '#renderer/ui/format.ts';

/** `0:05.742`, to the millisecond. */
export function formatExact(timeMs: number): string {
  return `${formatDuration(timeMs)}.${String(Math.round(timeMs) % 1000).padStart(3, '0')}`;
}

const tenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** How long something takes, as one says it: seconds with a tenth below ten, whole ones below a minute; null for what is longer. */
export function saidSeconds(ms: number): string | null {
  if (ms < 9_950) return tenths.format(ms / 1000);
  return ms < 59_500 ? String(Math.round(ms / 1000)) : null;
}

const signed = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });

/** Seconds with their sign: `+0.12`, `-1.50`, `0.00`. */
export function formatShift(ms: number): string {
  return signed.format(ms / 1000).replace('-', '−');
}
