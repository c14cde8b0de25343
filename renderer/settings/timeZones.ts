export interface TimeZoneChoice {
  readonly value: string;
  readonly label: string;
}

/** Offsets that some place on earth uses, hours and minutes, beside the whole hours. */
const oddOffsets = ['-09:30', '-03:30', '+03:30', '+04:30', '+05:30', '+05:45', '+06:30', '+08:45', '+09:30', '+10:30', '+12:45'];

/**
 * Every zone to choose from: offsets from west to east, then IANA names with their offset at `nowMs`. A zone that
 * `chosen` names otherwise (`UTC`, an alias) is among them too.
 */
export function timeZoneChoices(nowMs: number, chosen: string): TimeZoneChoice[] {
  const wholeHours = Array.from({ length: 27 }, (_, index) => index - 12).map((hours) => `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`);
  const offsets = [...wholeHours, ...oddOffsets].toSorted((a, b) => minutesOf(a) - minutesOf(b));
  const names = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];
  const rest = offsets.includes(chosen) || names.includes(chosen) || offsetAt(chosen, nowMs) === null ? [] : [chosen];
  return [
    ...offsets.map((offset) => ({ value: offset, label: `UTC${offset}` })),
    ...[...rest, ...names].map((name) => ({ value: name, label: `${name.replaceAll('_', ' ')} (${offsetAt(name, nowMs) ?? ''})` })),
  ];
}

/** `+08:00`: what `zone` is ahead of UTC at `nowMs`; null where there is no such zone. */
function offsetAt(zone: string, nowMs: number): string | null {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(nowMs);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name === 'GMT' ? '+00:00' : name.replace('GMT', '');
  } catch {
    return null;
  }
}

/** `Sunday 15:04`: day and time of day in `zone`; null where there is no such zone. */
export function timeIn(zone: string, atMs: number): string | null {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long', hour: '2-digit', minute: '2-digit' });
    return format.format(atMs).replace(',', '');
  } catch {
    return null;
  }
}

/** Whether a choice is meant by what was typed: each word of it occurs, blanks and underscores alike, `+8` as `+08`. */
export function fitsSearch({ value, label }: TimeZoneChoice, typed: string): boolean {
  const text = `${value} ${label}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/[\s_/()]+/)
    .map((word) => word.replace(/^(?:utc|gmt)?(?<sign>[+-])(?<hour>\d)(?=$|:)/, '$<sign>0$<hour>'))
    .every((word) => text.includes(word));
}

function minutesOf(offset: string): number {
  const [hours = '0', minutes = '0'] = offset.slice(1).split(':');
  return (offset.startsWith('-') ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
