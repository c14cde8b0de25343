const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** When a day is named without a time. */
const morning = { hours: 9, minutes: 0 };

const units = [
  { pattern: /^(\d{1,4})\s*(?:m|mins?|minutes?)$/, ms: minuteMs },
  { pattern: /^(\d{1,3})\s*(?:h|hours?)$/, ms: hourMs },
] as const;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

interface TimeOfDay {
  readonly hours: number;
  readonly minutes: number;
}

/**
 * The moment that an operator names: `30m`, `2h`, `3d`, `2w`, `14:30`, `9am`, `tomorrow`, `fri 10:00`, `2026-12-01 9:00`, in
 * local time; a day without a time is its morning, a time without a day the next such time. Null for what is none of that,
 * or not to come.
 */
export function parseWhen(text: string, nowMs: number): number | null {
  const words = text.trim().toLowerCase().replace(/^in\s+/, '').replaceAll(/\s+/g, ' ');
  for (const { pattern, ms } of units) {
    const count = pattern.exec(words)?.[1];
    if (count !== undefined) return Number(count) === 0 ? null : nowMs + Number(count) * ms;
  }
  const time = timeOfDay(words);
  if (time !== null) {
    const today = at(nowMs, 0, time);
    return today > nowMs ? today : at(nowMs, 1, time);
  }
  const [, day = words, rest = ''] = /^(.*?\S) (?:at )?(\d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?)$/.exec(words) ?? [];
  const days = daysTo(day, nowMs);
  const then = rest === '' ? morning : timeOfDay(rest, true);
  if (days === null || then === null) return null;
  const dueMs = at(nowMs, days, then);
  return dueMs > nowMs ? dueMs : null;
}

/** So many days from now. */
function daysTo(day: string, nowMs: number): number | null {
  if (day === 'today') return 0;
  if (day === 'tomorrow') return 1;
  const [, count, unit] = /^(\d{1,4})\s*(d|days?|w|weeks?)$/.exec(day) ?? [];
  if (count !== undefined) return Number(count) * (unit?.startsWith('w') === true ? 7 : 1);
  const weekday = day.length < 2 ? -1 : weekdays.findIndex((name) => name.startsWith(day));
  if (weekday !== -1) return (weekday - new Date(nowMs).getDay() + 7) % 7 || 7;
  const [, year, month, date] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const wanted = new Date(Number(year), Number(month) - 1, Number(date));
  if (wanted.getMonth() !== Number(month) - 1 || wanted.getDate() !== Number(date)) return null;
  // Days of 23 and 25 hours count as one.
  return Math.round((wanted.getTime() - new Date(nowMs).setHours(0, 0, 0, 0)) / (24 * hourMs));
}

/** `hourAlone`: whether `9` is nine o’clock. */
function timeOfDay(text: string, hourAlone = false): TimeOfDay | null {
  const [, hour, minute, half] = /^(\d{1,2})(?:[:.](\d{2}))?(?: ?([ap]m))?$/.exec(text) ?? [];
  if (hour === undefined || (minute === undefined && half === undefined && !hourAlone)) return null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  const minutes = Number(minute ?? 0);
  return hours > 23 || minutes > 59 || (half !== undefined && (Number(hour) > 12 || Number(hour) === 0)) ? null : { hours, minutes };
}

function at(nowMs: number, days: number, { hours, minutes }: TimeOfDay): number {
  const then = new Date(nowMs);
  then.setDate(then.getDate() + days);
  return then.setHours(hours, minutes, 0, 0);
}
