import { plainDecimal, readJsonText } from './exactJson.ts';
import { isJsonMap } from './json.ts';
import type { JsonMap, JsonValue } from './json.ts';

/*
 * Readers of the forms in which the platform sends a field. Each returns undefined where the value cannot be read and
 * null (or an empty list or map) where it is there but empty; none throws.
 */

/** Whether a field is absent or empty: `null`, `""`, blanks, or the word `null`. */
export function isEmpty(value: JsonValue | undefined): value is undefined | null | '' {
  if (typeof value !== 'string') return value === undefined || value === null;
  const text = value.trim();
  return text === '' || (text.length === 4 && text.toLowerCase() === 'null');
}

/** Text as it came; a number becomes its exact decimal text. Lone surrogates are replaced: no database keeps them. */
export function readText(value: JsonValue | undefined): string | null | undefined {
  if (isEmpty(value)) return null;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number') return plainDecimal(String(value)) ?? String(value);
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** Exact decimal text, such as an amount of money: `"0.0820"`, `0.082`. */
export function readDecimal(value: JsonValue | undefined): string | null | undefined {
  if (isEmpty(value)) return null;
  return typeof value === 'string' || typeof value === 'number' ? (plainDecimal(String(value).trim()) ?? undefined) : undefined;
}

/** A Long as a number or as text; fractions and what a double cannot hold exactly are not read. */
export function readWhole(value: JsonValue | undefined): number | null | undefined {
  const number = readNumber(value);
  return number === null || number === undefined || Number.isSafeInteger(number) ? number : undefined;
}

/** Seconds, fractions allowed, as whole milliseconds. */
export function readSeconds(value: JsonValue | undefined): number | null | undefined {
  const seconds = readNumber(value);
  return seconds === null || seconds === undefined ? seconds : safe(Math.round(seconds * 1000));
}

/** Milliseconds from a recording's start: not negative. */
export function readOffset(value: JsonValue | undefined): number | null | undefined {
  const offset = readNumber(value);
  return offset === null || offset === undefined ? offset : safe(offset < 0 ? Number.NaN : Math.round(offset));
}

/** A number, or its decimal text; as a double. */
export function readNumber(value: JsonValue | undefined): number | null | undefined {
  if (typeof value === 'number') return value + 0;
  const text = readDecimal(value);
  return typeof text === 'string' ? Number(text) : text;
}

/** A list: as such, as JSON text, as comma-separated text (`a,b` or `[a, b]`), or a single value. */
export function readList(value: JsonValue | undefined): JsonValue[] | undefined {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return value;
  if (isJsonMap(value)) return Object.keys(value).length === 0 ? [] : [value];
  if (typeof value !== 'string') return [value];
  const text = value.trim();
  if (/^[[{]/.test(text)) {
    const parsed = readJsonText(text);
    if (parsed !== undefined) return readList(parsed);
  }
  return commaSeparated(text, '[', ']');
}

/** A map: as such, as JSON text, or as comma-separated pairs (`a=1,b=2`, `{a=1, b=2}` or `a:1,b:2`). */
export function readMap(value: JsonValue | undefined): JsonMap | undefined {
  if (isEmpty(value)) return {};
  if (isJsonMap(value)) return value;
  if (Array.isArray(value)) return value.length === 0 ? {} : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^[[{]/.test(text)) {
    const parsed = readJsonText(text);
    if (parsed !== undefined) return readMap(parsed);
  }
  const pairs = commaSeparated(text, '{', '}')?.map((part) => /^([^=:]+)[=:](.*)$/s.exec(part));
  if (pairs === undefined || pairs.length === 0 || pairs.includes(null)) return undefined;
  // fromEntries, as assigning to `__proto__` would not make a key of it.
  return Object.fromEntries(pairs.map((pair) => [pair?.[1]?.trim() ?? '', pair?.[2]?.trim() ?? '']));
}

/** The parts of comma-separated text, also inside the brackets that Java prints; undefined for JSON that is broken. */
function commaSeparated(text: string, open: string, close: string): string[] | undefined {
  const isBracketed = text.startsWith(open) && text.endsWith(close);
  const inside = isBracketed ? text.slice(1, -1) : text;
  if (/^[[{]/.test(inside) || (isBracketed && inside.includes('"'))) return undefined;
  return inside
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function safe(number: number): number | undefined {
  return Number.isSafeInteger(number) ? number + 0 : undefined;
}
