import { readJsonText } from './exactJson.ts';
import { isJsonMap } from './json.ts';
import type { JsonMap, JsonValue } from './json.ts';
import { isEmpty, readText } from './pushedValues.ts';
import type { ResponseCode } from './responseCodes.ts';

/** One thing that a push carries, in the order of the body; `index` counts from 0. */
export type PushedItem =
  | { readonly kind: 'record'; readonly index: number; readonly callId: string; readonly record: JsonMap }
  | { readonly kind: 'event'; readonly index: number; readonly dataType: string; readonly data: JsonValue }
  | {
      readonly kind: 'unreadable';
      readonly index: number;
      readonly code: Extract<ResponseCode, '-27' | '-41'>;
      /** A sentence for the push log. */
      readonly reason: string;
    };

/** More records are not taken in one push: in 8 MiB there is hardly room for so many, and each costs its place in the database. */
export const maxRecords = 10_000;

/** The `dataType` of a wrapped call record; every other one is an event, unless its data looks like a call record. */
const recordDataType = 'ROBOT_CALL_RECORD';

/** The field that identifies a record, and its value: `callId`, else `callRecordId`; null where neither is usable. */
export function identityOf(record: JsonMap): { readonly field: string; readonly callId: string } | null {
  for (const field of ['callId', 'callRecordId']) {
    const value = record[field];
    const callId = typeof value === 'string' || typeof value === 'number' ? readText(value) : null;
    if (typeof callId === 'string') return { field, callId };
  }
  return null;
}

/**
 * What a push's body (parsed with `parseExactJson`) carries: a record; a record or list of records wrapped as
 * `{"dataType":…,"data":…}`, where `data` may be JSON text; an event of the same shape; a JSON list of any of these; or
 * `{"array":[…]}`. Empty only where the body is an empty list. Looks no further once it has `most` of them. Throws nothing.
 */
export function readPush(body: JsonValue, most: number = Number.POSITIVE_INFINITY): PushedItem[] {
  const found: PushedItem[] = [];
  collect(body, null, found, most);
  return found;
}

function collect(value: JsonValue, dataType: string | null, found: PushedItem[], most: number): void {
  if (found.length >= most) return;
  if (Array.isArray(value)) {
    for (const element of value) collect(element, dataType, found, most);
    return;
  }
  if (!isJsonMap(value)) {
    found.push({ kind: 'unreadable', index: found.length, code: '-27', reason: 'This is not a record: a JSON object is expected.' });
    return;
  }
  const index = found.length;
  const callId = identityOf(value)?.callId ?? null;
  const ownType = readText(value['dataType']) ?? null;
  const data = wrapped(value['data']);
  if (data !== undefined && (callId === null || holdsRecord(data))) {
    if (ownType !== null && isEvent(ownType) && !holdsRecord(data)) found.push({ kind: 'event', index, dataType: ownType, data });
    else collect(data, ownType ?? dataType, found, most);
    return;
  }
  if (callId === null && Array.isArray(value['array'])) {
    collect(value['array'], ownType ?? dataType, found, most);
    return;
  }
  const type = ownType ?? dataType;
  if (type !== null && isEvent(type) && !looksLikeRecord(value)) found.push({ kind: 'event', index, dataType: type, data: value });
  else if (callId !== null) found.push({ kind: 'record', index, callId, record: value });
  else found.push({ kind: 'unreadable', index, code: '-41', reason: 'The record has neither a callId nor a callRecordId.' });
}

function isEvent(dataType: string): boolean {
  return dataType.trim().toUpperCase() !== recordDataType;
}

/** The content of a wrapper's `data`: an object, a list, or JSON text of one; undefined for anything else. */
function wrapped(data: JsonValue | undefined): JsonValue | undefined {
  const content = typeof data === 'string' && /^\s*[[{]/.test(data) ? readJsonText(data) : data;
  return typeof content === 'object' && content !== null ? content : undefined;
}

function holdsRecord(data: JsonValue): boolean {
  return Array.isArray(data) ? data.some(holdsRecord) : isJsonMap(data) && looksLikeRecord(data);
}

function looksLikeRecord(value: JsonMap): boolean {
  return identityOf(value) !== null && !isEmpty(value['resultStatus']);
}
