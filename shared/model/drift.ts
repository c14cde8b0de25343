import { z } from 'zod';
import { isJsonMap } from './json.ts';
import type { JsonMap, JsonValue } from './json.ts';
import { vendorFields } from './pushedCall.ts';
import type { PushedCall } from './pushedCall.ts';
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
  /** The status, dataType or speaker as it came; a field's name, `callDetailList[].name` for one inside a sentence. */
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
/** Signs that are looked at of one record: a flood of fields says nothing more. */
const mostSigns = 40;
const knownDataTypes: ReadonlySet<string> = new Set(['ROBOT_CALL_RECORD', 'ROBOT_CALL_JOB']);
const sentenceFields: ReadonlySet<string> = new Set(['callDetailId', 'type', 'text', 'startOffset', 'endOffset']);

/** Where a record, read as `call`, leaves the vendor's page; each name once. Keys of the free maps are nothing new. */
export function driftOfRecord(record: JsonMap, call: Pick<PushedCall, 'status' | 'unknownFields' | 'utterances'>): DriftSign[] {
  const signs = createSigns();
  if (call.status !== null && !Object.hasOwn(knownStatuses, call.status)) signs.add('status', call.status, call.status);
  for (const [name, value] of Object.entries(call.unknownFields)) {
    if (!signs.add(vendorFields.has(name) ? 'type' : 'field', name, value)) return signs.found;
  }
  const sentences = record['callDetailList'];
  if (!Array.isArray(sentences)) return signs.found;
  for (const sentence of sentences) {
    if (!isJsonMap(sentence)) continue;
    for (const name of Object.keys(sentence)) {
      if (!sentenceFields.has(name) && !signs.add('field', `callDetailList[].${name}`, sentence[name] ?? null)) return signs.found;
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

function addSpeakers(sentences: readonly JsonValue[], signs: ReturnType<typeof createSigns>): void {
  for (const sentence of sentences) {
    const type = isJsonMap(sentence) ? sentence['type'] : undefined;
    if (typeof type !== 'string' || /^(?:PERSON|HUMAN|ROBOT)?$/i.test(type.trim())) continue;
    if (!signs.add('speaker', type, type)) return;
  }
}

function createSigns(): { readonly found: DriftSign[]; readonly add: (kind: DriftKind, name: string, example: JsonValue) => boolean } {
  const found: DriftSign[] = [];
  const names = new Set<string>();
  return {
    found,
    /** False once there are enough. */
    add(kind, whole, example) {
      const name = cut(whole);
      const key = `${kind} ${name}`;
      if (!names.has(key)) {
        names.add(key);
        found.push({ kind, name, example: cut(typeof example === 'string' ? example : JSON.stringify(example)) });
      }
      return found.length < mostSigns;
    },
  };
}

/** Well-formed, as what is stored has to be. */
function cut(text: string): string {
  return (text.length > longestDriftText ? `${text.slice(0, longestDriftText - 1)}…` : text).toWellFormed();
}
