import { z } from 'zod';
import { isJsonMap } from './json.ts';
import type { JsonMap, JsonValue } from './json.ts';
import { vendorFields } from './pushedCall.ts';
import type { PushedCall } from './pushedCall.ts';
import { isEmpty, readList, readOffset, readText } from './pushedValues.ts';
import { knownStatuses } from './statuses.ts';

/**
 * Where pushes leave the vendor's page. `status`: a `resultStatus` that it does not name. `field`: a field that it does not
 * name. `type`: a field whose value is not what it says. `dataType`: of an event that Earshot does not know. `speaker`: a
 * `type` of a sentence that is neither the customer's nor the robot's.
 */
export const driftKinds = ['status', 'field', 'type', 'dataType', 'speaker'] as const;
export const driftKindSchema = z.enum(driftKinds);
export type DriftKind = z.infer<typeof driftKindSchema>;

/** One sign of drift in a record or an event. */
export interface DriftSign {
  readonly kind: DriftKind;
  /** The status, dataType or speaker as it came; a field's name, `callDetailList[].name` for what stands inside a sentence. */
  readonly name: string;
  /** What stood there, as JSON; not all of it where it is long. */
  readonly example: string;
}

export const driftNameSchema = z.object({ kind: driftKindSchema, name: z.string() });
export type DriftName = z.infer<typeof driftNameSchema>;

/** What was met of one name, over all pushes. */
export const driftSchema = driftNameSchema.extend({
  firstSeenAtMs: z.number().int(),
  lastSeenAtMs: z.number().int(),
  /** Records and events that had it; a record that only repeats another one counts once. */
  count: z.number().int(),
  /** The first different ones. */
  examples: z.array(z.object({ value: z.string(), pushId: z.number().int(), callId: z.string().nullable() })),
  /** Whether the operator has taken note of it. */
  isSeen: z.boolean(),
});
export type Drift = z.infer<typeof driftSchema>;

/** What some records and events add to that. */
export type DriftNote = Readonly<Omit<Drift, 'isSeen'>>;

/** Different values of a name that are kept. */
export const mostDriftExamples = 3;

/** Names and examples are cut at so many characters. */
export const longestDriftText = 200;
/** Signs of one kind that are looked at of one record: a flood of fields says nothing more, and hides none of another kind. */
const mostSigns = 40;
const knownDataTypes: ReadonlySet<string> = new Set(['ROBOT_CALL_RECORD', 'ROBOT_CALL_JOB']);
/** How the name of what stands inside a sentence begins. */
export const sentencePrefix = 'callDetailList[].';
/** What the vendor's page names of a sentence, and whether a value can be read as what it says. */
const sentenceFields: ReadonlyMap<string, (value: JsonValue) => boolean> = new Map([
  ['callDetailId', (value) => readText(value) !== undefined],
  ['type', (value) => typeof value === 'string' || isEmpty(value)],
  ['text', (value) => typeof value === 'string' || readText(value) !== undefined],
  ['startOffset', (value) => readOffset(value) !== undefined],
  ['endOffset', (value) => readOffset(value) !== undefined],
]);

/** Where a record, read as `call`, leaves the vendor's page; each name once. Keys of the free maps are nothing new. */
export function driftOfRecord(record: JsonMap, call: Pick<PushedCall, 'status' | 'unknownFields' | 'utterances'>): DriftSign[] {
  const signs = createSigns();
  if (call.status !== null && !Object.hasOwn(knownStatuses, call.status)) signs.add('status', call.status, call.status);
  for (const [name, value] of Object.entries(call.unknownFields)) signs.add(vendorFields.has(name) ? 'type' : 'field', name, value);
  const sentences = readList(record['callDetailList']) ?? [];
  for (const sentence of sentences) {
    if (!isJsonMap(sentence)) continue;
    for (const name of Object.keys(sentence)) {
      const value = sentence[name] ?? null;
      const read = sentenceFields.get(name);
      if (read === undefined) signs.add('field', `${sentencePrefix}${name}`, value);
      else if (!read(value)) signs.add('type', `${sentencePrefix}${name}`, value);
    }
  }
  if (call.utterances.some(({ speaker }) => speaker === 'unknown')) addSpeakers(sentences, signs);
  return signs.found;
}

/** Whether an event's `dataType` is one that Earshot does not know. */
export function driftOfEvent(dataType: string, data: JsonValue): DriftSign[] {
  const signs = createSigns();
  if (!knownDataTypes.has(dataType.trim().toUpperCase())) signs.add('dataType', dataType, data);
  return signs.found;
}

function addSpeakers(sentences: readonly JsonValue[], signs: Signs): void {
  for (const sentence of sentences) {
    const type = isJsonMap(sentence) ? sentence['type'] : undefined;
    if (typeof type === 'string' && !/^(?:PERSON|HUMAN|ROBOT)?$/i.test(type.trim())) signs.add('speaker', type, type);
  }
}

interface Signs {
  readonly found: DriftSign[];
  readonly add: (kind: DriftKind, name: string, example: JsonValue) => void;
}

function createSigns(): Signs {
  const found: DriftSign[] = [];
  const names = new Map<DriftKind, Set<string>>();
  return {
    found,
    add(kind, whole, example) {
      const known = names.get(kind) ?? new Set();
      if (known.size >= mostSigns) return;
      names.set(kind, known);
      const name = cut(whole);
      if (known.has(name)) return;
      known.add(name);
      found.push({ kind, name, example: cut(typeof example === 'string' ? example : JSON.stringify(example)) });
    },
  };
}

/** Well-formed, as what is stored has to be. */
function cut(text: string): string {
  return (text.length > longestDriftText ? `${text.slice(0, longestDriftText - 1)}…` : text).toWellFormed();
}
