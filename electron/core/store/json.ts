import type { JsonMap, JsonValue } from '#shared/model/json.ts';

/** A list or map out of a column that only this store writes. */
export function listFrom<Item extends JsonValue>(text: string): Item[] {
  const list: Item[] = JSON.parse(text);
  return list;
}

export function mapFrom(text: string): JsonMap {
  const map: JsonMap = JSON.parse(text);
  return map;
}
