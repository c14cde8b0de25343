import { isTooDeep } from './jsonDepth.ts';
import type { JsonValue } from './json.ts';

/** A number of 16 or more digits or with an exponent: only those can come out of a double other than they went in. */
const mayLoseDigits = /(?:^|[:,[\s])-?(?:[\d.]{16,}|\d[\d.]*e)/i;

/**
 * Parses JSON without losing digits: a number that a double does not give back (9007199254740993, 1e400) becomes its own
 * decimal text, as a string. Any other number stays a number (1.10 becomes 1.1). A `__proto__` key is data like any other.
 * Throws a SyntaxError where `text` is not JSON. The caller checks the depth first: reviving is recursive.
 */
export function parseExactJson(text: string): JsonValue {
  // The reviver costs three times the parse, and most pushes do not need it.
  const parsed: JsonValue = mayLoseDigits.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  return parsed;
}

/** The same for JSON that came as text inside JSON; undefined where it is not JSON or nested too deep. */
export function readJsonText(text: string): JsonValue | undefined {
  if (isTooDeep(text)) return undefined;
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return isSameDecimal(context.source, String(value)) ? value : context.source;
}

function isSameDecimal(source: string, printed: string): boolean {
  if (source === printed) return true;
  const [a, b] = [decimalParts(source), decimalParts(printed)];
  return a !== null && b !== null && a.digits === b.digits && (a.digits === '' || (a.exponent === b.exponent && a.negative === b.negative));
}

interface DecimalParts {
  readonly negative: boolean;
  /** Significant digits without zeros at either end; empty for zero. */
  readonly digits: string;
  /** Power of ten that the last of `digits` counts. */
  readonly exponent: number;
}

function decimalParts(text: string): DecimalParts | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = withoutTrailingZeros(all);
  return { negative: sign === '-', digits, exponent: Number(power) - fraction.length + (all.length - digits.length) };
}

/** By hand, as /0+$/ takes quadratic time on long runs of zeros. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/** Longest power of ten that is written out; beyond it a few bytes of JSON would become megabytes of zeros. */
const maxExponent = 1000;

/**
 * Decimal text without exponent, plus sign or bare dot (`1.5e3` → `1500`, `.5` → `0.5`), each digit kept, trailing zeros
 * of a text without exponent included (`0.0820`). Null where `text` is not a decimal number.
 */
export function plainDecimal(text: string): string | null {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  const parts = decimalParts(text);
  if (parts === null || Math.abs(parts.exponent) > maxExponent) return null;
  const sign = parts.negative ? '-' : '';
  if (parts.digits === '') return '0';
  if (parts.exponent >= 0) return sign + parts.digits + '0'.repeat(parts.exponent);
  const padded = parts.digits.padStart(1 - parts.exponent, '0');
  return `${sign}${padded.slice(0, parts.exponent)}.${padded.slice(parts.exponent)}`;
}
