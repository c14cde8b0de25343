import { isJsonMap } from './json.ts';
import type { JsonMap, JsonValue } from './json.ts';
import { vendorFields } from './pushedCall.ts';
import { readTime } from './pushedTime.ts';
import { isEmpty, readList, readSeconds, readWhole } from './pushedValues.ts';

/** How far on a call was when a record was made: numbers of which the first that differ decide; a missing one is below all. */
type Progress = readonly number[];

interface Member {
  readonly value: JsonValue;
  readonly isFilled: boolean;
  /** Of the record that it stands in. */
  readonly progress: Progress;
}

/** What a call's distinct records say together; see `withRecord`. */
export interface MergedRecord {
  /** By name, in the order of the vendor's page. */
  readonly members: ReadonlyMap<string, Member>;
  /** The greatest there was. */
  readonly progress: Progress;
}

export const nothingPushed: MergedRecord = { members: new Map(), progress: [] };

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
 * The newest record that fills a field gives its value. An empty value (`null`, `""`, `[]`, `{}`) never takes the place of
 * a filled one: it is what the platform writes where it has nothing to say.
 */
export function withRecord({ members, progress }: MergedRecord, record: JsonMap, { timeZone }: { readonly timeZone: string }): MergedRecord {
  const told = progressIn(record, timeZone);
  const own = told ?? progress;
  const after = new Map(members);
  for (const [name, value] of Object.entries(record)) {
    const known = members.get(name);
    const isFilled = !isBlank(value);
    const wins = known === undefined || (known.isFilled === isFilled ? compared(own, known.progress) >= 0 : isFilled);
    if (wins) after.set(name, { value, isFilled, progress: own });
  }
  return {
    // In an order that no order of arrival shows in.
    members: after.size > members.size ? new Map([...after].toSorted(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))) : after,
    progress: compared(own, progress) > 0 ? own : progress,
  };
}

/** All of it as one record, to be read like any other. */
export function recordOf({ members }: MergedRecord): JsonMap {
  // fromEntries, as assigning to `__proto__` would not make a key of it.
  return Object.fromEntries([...members].map(([name, { value }]) => [name, value]));
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
