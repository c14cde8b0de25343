import { formatDuration, formatMoney } from '#renderer/ui/format.ts';
import type { Call, CallDetail, Tag } from '#shared/model/call.ts';
import type { JsonValue } from '#shared/model/json.ts';
import type { call as texts } from '#shared/texts/en/call.ts';

/** A fact that the vendor's page names; the catalogue has its word. */
type FactName = keyof typeof texts.fact;

export interface Fact {
  /** A known fact, or the name of a variable as it came. */
  readonly name: { readonly known: FactName } | { readonly own: string };
  /** Whole, as it is copied. */
  readonly text: string;
  /** Nested values read better in a fixed width. */
  readonly isJson: boolean;
}

export type FactSection = 'call' | 'variables' | 'during' | 'unknown';

/** A JSON value as a person reads it: text as it is, lists and maps as JSON. */
function textOfJson(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : String(value);
}

/** A tag's name, else its id. */
export function tagText({ id, name }: Tag): string {
  return name ?? id ?? '';
}

/** A tag whole: its name, and its id in brackets. */
function wholeTag({ id, name }: Tag): string {
  return name !== null && id !== null ? `${name} (${id})` : (name ?? id ?? '');
}

/** The how-manieth call to this customer it is, from 1; null where the platform does not say. */
export function tryNumber({ callCount, redials }: Pick<Call, 'callCount' | 'redials'>): number | null {
  if (callCount !== null && callCount > 0) return callCount;
  return redials === null ? null : redials + 1;
}

/** Who ended the call, as far as the platform's word is known. */
export function whoHungUp(hungUpBy: string | null): 'customer' | 'robot' | 'other' | null {
  if (hungUpBy === null || hungUpBy.trim() === '') return null;
  if (/^(?:customer|person|user|callee|called)$/i.test(hungUpBy.trim())) return 'customer';
  return /^(?:robot|ai|system|platform|caller)$/i.test(hungUpBy.trim()) ? 'robot' : 'other';
}

/** A known fact, none where there is nothing to say. */
function known(name: FactName, text: string | null, isJson = false): Fact[] {
  return text === null || text === '' ? [] : [{ name: { known: name }, text, isJson }];
}

/** The variables of a map, under the names that they came with. */
function variablesOf(values: Readonly<Record<string, JsonValue>>): Fact[] {
  return Object.entries(values).map(([own, value]) => ({
    name: { own },
    text: textOfJson(value),
    isJson: typeof value === 'object' && value !== null,
  }));
}

const isSimple = (value: JsonValue): boolean => value !== null && value !== '' && typeof value !== 'object';

export interface FactContext {
  readonly currency: string;
  /** A point in time with its date, as a person reads it. */
  readonly formatTime: (atMs: number) => string;
  readonly formatSeconds: (ms: number) => string;
}

/** Every fact of the call that is there, by section. */
export function factsOf(call: CallDetail, { currency, formatTime, formatSeconds }: FactContext): Record<FactSection, readonly Fact[]> {
  const time = (name: FactName, atMs: number | null): Fact[] => known(name, atMs === null ? null : formatTime(atMs));
  const whole = (name: FactName, count: number | null): Fact[] => known(name, count === null ? null : String(count));
  const list = (name: FactName, values: readonly JsonValue[]): Fact[] => {
    const isJson = !values.every(isSimple);
    return known(name, values.length === 0 ? null : values.map(textOfJson).join(isJson ? '\n' : ', '), isJson);
  };
  const tags = (name: FactName, values: readonly Tag[]): Fact[] => known(name, values.map(wholeTag).join(', '));

  return {
    call: [
      ...known('callId', call.callId),
      ...known('phone', call.phone),
      ...known('customerName', call.customerName),
      ...known('status', call.status),
      ...known('intent', call.intent),
      ...known('analysisBasis', call.analysisBasis),
      ...list('concerns', call.concerns),
      ...list('attributes', call.attributes),
      ...tags('callTags', call.callTags),
      ...tags('customerTags', call.customerTags),
      ...time('startedAt', call.startedAtMs),
      ...time('endedAt', call.endedAtMs),
      ...known('duration', call.durationMs === null ? null : formatDuration(call.durationMs)),
      ...known('billed', call.billedMs === null ? null : formatSeconds(call.billedMs)),
      ...known('cost', call.cost === null ? null : formatMoney(call.cost, currency)),
      ...whole('rounds', call.rounds),
      ...known('hungUpBy', call.hungUpBy),
      ...whole('callCount', call.callCount),
      ...whole('redials', call.redials),
      ...known('taskId', call.taskId),
      ...known('scriptId', call.scriptId),
      ...known('lineId', call.lineId),
      ...known('appId', call.appId),
      ...call.recordings.flatMap(({ kind, url }) => known(kind === 'composite' ? 'compositeUrl' : 'customerUrl', url)),
    ],
    variables: variablesOf(call.properties),
    during: variablesOf(call.dynamicProperties),
    unknown: variablesOf(call.unknownFields),
  };
}

/** Known facts that tell something where the call brought no variables, best first. */
const tellingFacts: readonly FactName[] = ['concerns', 'attributes', 'analysisBasis', 'hungUpBy', 'billed', 'callId'];

/** The facts for the closed line: variables first, short ones only, not the name that the head shows already. */
export function tellingValues(sections: Record<FactSection, readonly Fact[]>, customerName: string | null, limit = 4): readonly Fact[] {
  const isShort = ({ text, isJson }: Fact): boolean => !isJson && text !== '' && text.length <= 60 && !text.includes('\n');
  const variables = [...sections.variables, ...sections.during].filter(({ text }) => text !== customerName);
  const known = tellingFacts.flatMap((name) => sections.call.filter((fact) => 'known' in fact.name && fact.name.known === name));
  return [...variables, ...known].filter(isShort).slice(0, limit);
}

/** Why the middle of the pane is empty, for the sentence that stands there; null where there is something to hear or read. */
export function emptiness(call: CallDetail): 'nobody-spoken-to' | 'nothing-pushed' | 'unknown-status' | 'no-status' | null {
  const hasRecordings = call.recordings.some(({ state }) => state !== 'none');
  if (call.utterances.length > 0 || hasRecordings) return null;
  switch (call.statusGroup) {
    case 'answered':
    case 'handover':
      return 'nothing-pushed';
    case 'lost':
    case 'unreached':
    case 'fault':
      return 'nobody-spoken-to';
    case 'unknown':
      return call.status === null || call.status === '' ? 'no-status' : 'unknown-status';
  }
}
