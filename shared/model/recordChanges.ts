import { contentOf } from './canonicalJson.ts';
import { isJsonMap } from './json.ts';
import type { JsonMap, JsonValue } from './json.ts';
import type { PushChange } from './push.ts';

const mostChanges = 8;
const mostChars = 80;
/** What tells an operator most; every other field follows in the order of the record, lists and sentences last. */
const mostTelling: readonly string[] = ['resultStatus', 'intentLevelDetailName', 'calledPhoneNumber', 'hangupBy', 'chatDuration'];

/**
 * What a revision changed, for the push log: the first changes, values as text and cut. A map is compared member by member
 * (`properties.plan`). Both records are whole: what was pushed before, merged, and the same with the new one. None where the
 * new one is older than what was known.
 */
export function recordChanges(before: JsonMap, after: JsonMap): PushChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted((a, b) => rankOf(a, after) - rankOf(b, after));
  const changes: PushChange[] = [];
  for (const field of fields) {
    for (const change of changesOf(field, memberOf(before, field), memberOf(after, field))) {
      changes.push(change);
      if (changes.length === mostChanges) return changes;
    }
  }
  return changes;
}

function* changesOf(field: string, before: JsonValue | undefined, after: JsonValue | undefined): Generator<PushChange> {
  if (isJsonMap(before) && isJsonMap(after)) {
    for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) yield* plainChange(`${field}.${member}`, memberOf(before, member), memberOf(after, member));
  } else {
    yield* plainChange(field, before, after);
  }
}

function* plainChange(field: string, before: JsonValue | undefined, after: JsonValue | undefined): Generator<PushChange> {
  if (before === after || textOf(before) === textOf(after)) return;
  yield { field: cut(field) ?? '', from: cut(textOf(before)), to: cut(textOf(after)) };
}

/** As an operator reads it: text as it is, everything else as JSON, nothing where it is absent. */
function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? contentOf(value) : String(value);
}

function cut(text: string | null): string | null {
  if (text === null || text.length <= mostChars) return text;
  // Not through the middle of a character.
  return `${text.slice(0, mostChars - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function rankOf(field: string, record: JsonMap): number {
  const place = mostTelling.indexOf(field);
  if (place >= 0) return place;
  const value = memberOf(record, field);
  return mostTelling.length + (typeof value === 'object' && value !== null ? 1 : 0);
}

/** Not what every object has, such as `constructor`. */
function memberOf(map: JsonMap, name: string): JsonValue | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
