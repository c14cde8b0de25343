import { contentOf } from './canonicalJson.ts';
import { isJsonMap } from './json.ts';
import type { JsonMap, JsonValue } from './json.ts';
import { vendorFields } from './pushedCall.ts';
import { readTime } from './pushedTime.ts';
import { isEmpty, readList, readSeconds, readWhole } from './pushedValues.ts';

/** How far on a call was when a record was made: numbers of which the first that differ decide; a missing one is below all. */
type Progress = readonly number[];

/** What a call's distinct records say together; see `withRecord`. */
export interface MergedRecord {
  /** As one record, to be read like any other; its fields stand in the order of the vendor's page. */
  readonly record: JsonMap;
  /** Which record each field's value is of. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The greatest there was. */
  readonly progress: Progress;
}

interface Origin {
  readonly progress: Progress;
  readonly isFilled: boolean;
}

export const nothingPushed: MergedRecord = { record: {}, origins: new Map(), progress: [] };

/**
 * Adds a record to those that were pushed for a call. Which of two is the newer one is not told by their arrival, as the
 * platform tries again for a day, but by what they say, in this order:
 *
 * 1. `callCount`, then `redialTimes`, `endTime`, `chatDuration`, `billingTime`, `chatRound`, then the number of sentences:
 *    the greater is the newer, and one that lacks it or has it unreadable the older;
 * 2. the number of fields that are filled: the platform fills in recordings, tags and intent later;
 * 3. where all of that is equal, nothing in them tells: the one that is added later, so the caller adds each content when it
 *    was delivered for the first time. Two such records that are added the other way round give the other one's values;
 *    nothing else depends on the order.
 *
 * A record that has neither a result nor any field of 1. names what is to be changed and not how far the call is: it counts
 * as being as new as the newest before it.
 *
 * The newest record that fills a field gives its value. An empty value (`null`, `""`, `[]`, `{}`) never takes the place of a
 * filled one: it is what the platform writes where it has nothing to say. Where nothing is changed by it, `record` stays the
 * same object.
 */
export function withRecord(before: MergedRecord, record: JsonMap, { timeZone }: { readonly timeZone: string }): MergedRecord {
  const told = progressIn(record, timeZone);
  const progress = told ?? before.progress;
  const origins = new Map(before.origins);
  const changed = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(record)) {
    const known = before.origins.get(name);
    const isFilled = !isBlank(value);
    const wins = known === undefined || (known.isFilled === isFilled ? compared(progress, known.progress) >= 0 : isFilled);
    if (!wins) continue;
    origins.set(name, { progress, isFilled });
    if (known === undefined || contentOf(value) !== contentOf(before.record[name] ?? null)) changed.set(name, value);
  }
  return {
    record: changed.size === 0 ? before.record : withValues(before.record, changed),
    origins,
    progress: compared(progress, before.progress) > 0 ? progress : before.progress,
  };
}

/** Of so many fields nobody minds the order, and each new one among them would cost as much as all of them. */
const mostInOrder = 200;

/** The order of its fields does not tell which came first. */
function withValues(record: JsonMap, values: ReadonlyMap<string, JsonValue>): JsonMap {
  const members = new Map([...Object.entries(record), ...values]);
  const isUnordered = members.size > Object.keys(record).length && members.size <= mostInOrder;
  // fromEntries, as assigning to `__proto__` would not make a key of it.
  return Object.fromEntries(isUnordered ? [...members].toSorted(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1)) : members);
}

/** Null where a record tells nothing of how far the call is. */
function progressIn(record: JsonMap, timeZone: string): Progress | null {
  const sentences = readList(record['callDetailList'])?.length ?? 0;
  const told = [
    readWhole(record['callCount']),
    readWhole(record['redialTimes']),
    readTime(record['endTime'], timeZone),
    readSeconds(record['chatDuration']),
    readSeconds(record['billingTime']),
    readWhole(record['chatRound']),
    sentences === 0 ? null : sentences,
  ].map((number) => number ?? Number.NEGATIVE_INFINITY);
  if (isBlank(record['resultStatus'] ?? null) && told.every((number) => number === Number.NEGATIVE_INFINITY)) return null;
  return [...told, Object.values(record).filter((value) => !isBlank(value)).length];
}

function compared(one: Progress, other: Progress): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const [a, b] = [one[at] ?? Number.NEGATIVE_INFINITY, other[at] ?? Number.NEGATIVE_INFINITY];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

function isBlank(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonMap(value)) return Object.keys(value).length === 0;
  return isEmpty(value) || (typeof value === 'string' && /^\s*(?:\[\s*\]|\{\s*\})\s*$/.test(value));
}

const places: ReadonlyMap<string, number> = new Map([...vendorFields].map((name, at) => [name, at]));

/** Fields that the page does not name stand last, by name. */
const placeOf = (name: string): number => places.get(name) ?? places.size;
