/** What is shown where a value is absent. */
export const absent = '–';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const clockShort = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** `14:38:08` in the workstation's time zone. */
export function formatClock(atMs: number): string {
  return clock.format(atMs);
}

/** `14:38` in the workstation's time zone. */
export function formatClockShort(atMs: number): string {
  return clockShort.format(atMs);
}

const two = (part: number): string => String(part).padStart(2, '0');

/** `0:47`, `12:05`, `1:02:03`; parts of a second are dropped. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${String(h)}:${two(m)}:${two(s)}` : `${String(m)}:${two(s)}`;
}

/** The start of the local day that `atMs` lies in, epoch ms; equal for two times of the same day. */
export function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

export type Day = { readonly kind: 'today' | 'yesterday' } | { readonly kind: 'date'; readonly text: string };

/** The day of `atMs` as seen at `nowMs`: today, yesterday, `Monday 5 October`, or `5 October 2025` in another year. */
export function formatDay(atMs: number, nowMs: number): Day {
  const today = startOfDay(nowMs);
  const day = startOfDay(atMs);
  if (day === today) return { kind: 'today' };
  if (day === new Date(today).setDate(new Date(today).getDate() - 1)) return { kind: 'yesterday' };
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return { kind: 'date', text: (sameYear ? dayAndMonth : dayMonthYear).format(atMs) };
}

const wholeNumbers = new Intl.NumberFormat('en');

/** `1,284`. */
export function formatCount(count: number): string {
  return wholeNumbers.format(count);
}

const sizes = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** `812 B`, `4.2 MB`, `3.61 GB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${sizes.format(bytes / 1000 ** step)} ${['B', 'kB', 'MB', 'GB', 'TB'][step] ?? ''}`;
}

/** Whether decimal text says nothing was paid: `0`, `0.0000`. */
export function isZeroAmount(amount: string): boolean {
  return /^0*\.?0*$/.test(amount);
}

/**
 * Exact decimal text with the currency's symbol and every digit it came with: `$0.0820`. It never passes through a
 * double; text that is not a plain decimal is shown as it came, beside the currency's code.
 */
export function formatMoney(amount: string, currency: string): string {
  const decimal = /^-?\d+(?:\.(?<fraction>\d+))?$/.exec(amount.trim());
  const fractionDigits = decimal?.groups?.['fraction']?.length ?? 0;
  // More than a hundred are beyond Intl.
  if (decimal === null || fractionDigits > 100) return `${amount} ${currency}`;
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
  // Intl reads decimal text exactly; the pattern above proves that it is such text.
  return format.format(amount.trim() as Intl.StringNumericLiteral); // oxlint-disable-line typescript/no-unsafe-type-assertion -- checked by the pattern
}

/** A size as a list shows it: `64 B`, `1.6 kB`, `2.4 MB`; units of a thousand. */
export function formatSize(bytes: number): string {
  if (bytes < 100) return `${String(bytes)} B`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `14:38:08.208` in the workstation's time zone. */
export function formatClockPrecise(atMs: number): string {
  return `${clock.format(atMs)}.${String(Math.floor(atMs) % 1000).padStart(3, '0')}`;
}

const whenThisYear = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const whenOtherYear = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

const isSameYear = (atMs: number, nowMs: number): boolean => new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();

/** `Thu 26 Nov, 09:00` */
export function formatWhen(atMs: number, nowMs: number): string {
  return (isSameYear(atMs, nowMs) ? whenThisYear : whenOtherYear).format(atMs);
}

const dateThisYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dateOtherYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** As short as it can be: `09:00` today, else `26 Nov`, or `5 Jan 2027`. */
export function formatWhenShort(atMs: number, nowMs: number): string {
  if (startOfDay(atMs) === startOfDay(nowMs)) return clockShort.format(atMs);
  return (isSameYear(atMs, nowMs) ? dateThisYear : dateOtherYear).format(atMs);
}
