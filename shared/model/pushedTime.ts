import { tzOffset } from '@date-fns/tz';
import type { JsonValue } from './json.ts';
import { isEmpty, readNumber } from './pushedValues.ts';

/** Epoch numbers from here on are milliseconds: as seconds they would lie beyond the year 5138. */
const firstMs = 1e11;
/** A number beyond this is no time: as milliseconds it would lie beyond the year 5138 too. */
const beyondMs = 1e14;

const dateTime = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]\s*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*(z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A time as epoch ms: epoch seconds or milliseconds, as a number or as text; or `2018-10-12 18:46:55`, `2018-10-12T18:46:55`,
 * with fractions or a zone (`Z`, `+08:00`) or without one, which is then read in `timeZone` (an IANA name or an offset).
 * Null where it is empty, undefined where it cannot be read.
 */
export function readTime(value: JsonValue | undefined, timeZone: string): number | null | undefined {
  if (isEmpty(value)) return null;
  const number = readNumber(value);
  if (typeof number === 'number') {
    if (number < 0 || number >= beyondMs) return undefined;
    return Math.round(number < firstMs ? number * 1000 : number);
  }
  return typeof value === 'string' ? fromText(value.trim(), timeZone) : undefined;
}

function fromText(text: string, timeZone: string): number | undefined {
  const match = dateTime.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const fractionMs = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000 + 1e-6);
  const asUtcMs = Date.UTC(year, month - 1, day, hour, minute, second, fractionMs);
  // Date.UTC lets the 31st of February run over into March.
  const isReal = new Date(asUtcMs).getUTCDate() === day && month >= 1 && month <= 12 && hour < 24 && minute < 60 && second < 60;
  if (!isReal) return undefined;
  const zone = match[8];
  const ms = zone === undefined ? inZone(asUtcMs, timeZone) : asUtcMs - offsetMs(zone);
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** The instant at which clocks in `timeZone` show what `asUtcMs` shows in UTC; in a repeated hour the first one. */
function inZone(asUtcMs: number, timeZone: string): number {
  if (/^[+-]\d{2}:?\d{2}$/.test(timeZone)) return asUtcMs - offsetMs(timeZone);
  const offsetAt = (ms: number): number => tzOffset(timeZone, new Date(ms)) * 60_000;
  const dayMs = 86_400_000;
  const before = asUtcMs - offsetAt(asUtcMs - dayMs);
  const after = asUtcMs - offsetAt(asUtcMs + dayMs);
  return offsetAt(before) === asUtcMs - before || offsetAt(after) !== asUtcMs - after ? before : after;
}

/** `Z`, `+08`, `+0800` or `+08:00` in ms. */
function offsetMs(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
