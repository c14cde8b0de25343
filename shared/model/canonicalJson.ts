import type { JsonValue } from './json.ts';

/**
 * What a record says, as JSON with sorted keys and no whitespace: two records with the same content have the same text,
 * whatever the order of their keys. Its hash tells a duplicate from a revision.
 */
export function contentOf(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(contentOf).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${contentOf(member)}`).join(',')}}`;
}
