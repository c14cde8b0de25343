import { z } from 'zod';

/** Any JSON value; numbers that a double cannot hold exactly are decimal strings. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonMap = Record<string, JsonValue>;

export const jsonValueSchema: z.ZodType<JsonValue> = z.json();

export const jsonMapSchema = z.record(z.string(), jsonValueSchema);

/** Whether `value` is a JSON object: neither null nor a list. */
export function isJsonMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
