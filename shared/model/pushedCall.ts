import type { Call, Tag } from './call.ts';
import { customerNameIn, customerWordsIn } from './customer.ts';
import type { JsonMap, JsonValue } from './json.ts';
import { identityOf } from './pushedBody.ts';
import { readTime } from './pushedTime.ts';
import { readUtterances } from './pushedUtterances.ts';
import { readDecimal, readList, readMap, readSeconds, readText, readWhole } from './pushedValues.ts';
import type { RecordingKind } from './recording.ts';
import type { PushedUtterance } from './utterance.ts';

/** A call as one record, or several merged ones, tell it: everything but what Earshot's own history adds. */
export interface PushedCall
  extends Readonly<Omit<Call, 'statusGroup' | 'receivedAtMs' | 'updatedAtMs' | 'revisionCount' | 'duplicateCount' | 'review'>> {
  /** Addresses of the recordings, null where the push names none. */
  readonly urls: Readonly<Record<RecordingKind, string | null>>;
  readonly utterances: readonly PushedUtterance[];
  readonly properties: JsonMap;
  readonly dynamicProperties: JsonMap;
  /** Fields that the vendor's page does not name, and known ones whose value could not be read; both as they came. */
  readonly unknownFields: JsonMap;
}

/** The fields of the vendor's page "Get Call Records Pushed by Platform", table "Push Parameters". */
export const vendorFields: ReadonlySet<string> = new Set([
  'callId',
  'appId',
  'robotCallJobId',
  'dialogFlowId',
  'tenantPhoneNumberId',
  'calledPhoneNumber',
  'startTime',
  'endTime',
  'resultStatus',
  'hangupBy',
  'customerConcern',
  'analysisBasis',
  'chatDuration',
  'billingTime',
  'pay',
  'chatRound',
  'attributes',
  'properties',
  'intentLevelDetailName',
  'callRecordTagIds',
  'callRecordTagNames',
  'customerTagIds',
  'customerTagNames',
  'fullAudioUrl',
  'customerAudioUrl',
  'dynamicProperties',
  'callDetailList',
  'callCount',
  'redialTimes',
]);

/**
 * Reads a pushed record into a call. A field that cannot be read costs neither the call nor itself: it is null, and the
 * odd value stands in `unknownFields` under its own name. `timeZone` (an IANA name or an offset) is that of times without
 * one. Throws nothing; a record without an id (see `identityOf`) gets an empty one.
 */
export function parsePushedCall(record: JsonMap, { timeZone }: { readonly timeZone: string }): PushedCall {
  const unknown: [string, JsonValue][] = [];
  const field = <T>(name: string, read: (value: JsonValue | undefined) => T | undefined): T | undefined => {
    const value = record[name];
    const result = read(value);
    if (result === undefined && value !== undefined) unknown.push([name, value]);
    return result;
  };
  const text = (name: string): string | null => field(name, readText) ?? null;
  const whole = (name: string): number | null => field(name, readWhole) ?? null;
  const ms = (name: string): number | null => field(name, readSeconds) ?? null;
  const time = (name: string): number | null => field(name, (value) => readTime(value, timeZone)) ?? null;
  const list = (name: string): JsonValue[] => field(name, readList) ?? [];
  const map = (name: string): JsonMap => field(name, readMap) ?? {};
  const tagList = (name: string): JsonValue[] => field(name, (value) => atMost(maxTags, readList(value))) ?? [];
  const tags = (ids: string, names: string): Tag[] => pairTags(tagList(ids), tagList(names));

  const status = text('resultStatus');
  const properties = map('properties');
  const dynamicProperties = map('dynamicProperties');
  const transcript = field('callDetailList', readUtterances);
  if (transcript !== undefined && transcript.odd.length > 0) unknown.push(['callDetailList', [...transcript.odd]]);
  const utterances = transcript?.utterances ?? [];
  text('callId'); // Not for its value, which identity has: to keep one that cannot be read visible.

  const identity = identityOf(record);
  const call = {
    callId: identity?.callId ?? '',
    status,
    phone: text('calledPhoneNumber'),
    taskId: text('robotCallJobId'),
    scriptId: text('dialogFlowId'),
    lineId: text('tenantPhoneNumberId'),
    appId: text('appId'),
    startedAtMs: time('startTime'),
    endedAtMs: time('endTime'),
    durationMs: ms('chatDuration'),
    billedMs: ms('billingTime'),
    cost: field('pay', readDecimal) ?? null,
    rounds: whole('chatRound'),
    intent: text('intentLevelDetailName'),
    hungUpBy: text('hangupBy'),
    concerns: list('customerConcern'),
    analysisBasis: text('analysisBasis'),
    attributes: list('attributes'),
    callTags: tags('callRecordTagIds', 'callRecordTagNames'),
    customerTags: tags('customerTagIds', 'customerTagNames'),
    callCount: whole('callCount'),
    redials: whole('redialTimes'),
    customerName: customerNameIn(properties, dynamicProperties, record),
    customerWords: customerWordsIn(utterances, status),
    urls: { composite: text('fullAudioUrl'), customer: text('customerAudioUrl') },
    utterances,
    properties,
    dynamicProperties,
  };
  const extra = Object.entries(record).filter(([name]) => !vendorFields.has(name) && name !== identity?.field);
  // fromEntries, as assigning to `__proto__` would not make a key of it.
  return { ...call, unknownFields: Object.fromEntries([...extra, ...unknown]) };
}

/** More are no tags; the list is shown as it came. */
const maxTags = 10_000;

function atMost(count: number, list: JsonValue[] | undefined): JsonValue[] | undefined {
  return list !== undefined && list.length > count ? undefined : list;
}

function pairTags(ids: readonly JsonValue[], names: readonly JsonValue[]): Tag[] {
  const tags = Array.from({ length: Math.max(ids.length, names.length) }, (_, at) => ({ id: tagText(ids[at]), name: tagText(names[at]) }));
  return tags.filter(({ id, name }) => id !== null || name !== null);
}

/** A tag that is no text is shown as the JSON it came as. */
function tagText(value: JsonValue | undefined): string | null {
  const text = readText(value);
  return text === undefined ? JSON.stringify(value) : text;
}
