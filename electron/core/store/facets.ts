import type { PushedCall } from '#shared/model/pushedCall.ts';
import { digitsOf, normalized } from './words.ts';

/** Kinds of facets; each is the first letter of its tokens. */
const kinds = {
  status: 's',
  task: 't',
  script: 'v',
  line: 'l',
  phone: 'p',
  intent: 'n',
  tag: 'g',
  id: 'i',
} as const;
export type FacetKind = keyof typeof kinds;

const hourMs = 3_600_000;
/** Lengths of the stretches of time whose tokens a call carries, by their letter: hour, day, 32 days, 1024 days. */
const stretches = [
  { letter: 'h', ms: hourMs },
  { letter: 'd', ms: 24 * hourMs },
  { letter: 'm', ms: 24 * 32 * hourMs },
  { letter: 'y', ms: 24 * 1024 * hourMs },
] as const;
/** The year 2248. Call times outside of 1970 to then are mistakes: they share one token. */
const lastMs = stretches[3].ms * 100;
const outside = 'z';
/** The token of calls that have no call time. */
export const unstartedFacet = 'zz';

/** The token of a value: a letter, and the value itself or its bytes in hex, so that the tokenizer leaves it whole. */
export function facet(kind: FacetKind, value: string): string {
  return kinds[kind] + (/^[0-9a-z]*$/.test(value) ? `r${value}` : `x${Buffer.from(value).toString('hex')}`);
}

/** Phone numbers are compared on their digits; one without any (`anonymous`) as it stands. */
export function phoneFacet(phone: string): string {
  const digits = digitsOf(phone);
  return facet('phone', digits === '' ? phone : digits);
}

/** Ids are found whole, whatever their case. */
export function idFacet(id: string): string {
  return facet('id', normalized(id).trim().toLowerCase());
}

/** Everything that a call can be filtered by, as tokens. */
export function facetsOf(call: PushedCall): string[] {
  const tags = [...call.callTags, ...call.customerTags];
  const tokens = [
    facet('status', call.status ?? ''),
    ...(call.taskId === null ? [] : [facet('task', call.taskId)]),
    ...(call.scriptId === null ? [] : [facet('script', call.scriptId)]),
    ...(call.lineId === null ? [] : [facet('line', call.lineId)]),
    ...(call.phone === null ? [] : [phoneFacet(call.phone)]),
    ...(call.intent === null ? [] : [facet('intent', call.intent)]),
    ...present(tags.flatMap(({ id, name }) => [id, name])).map((value) => facet('tag', value)),
    ...present([call.callId, call.taskId, call.scriptId, call.lineId, call.appId, ...tags.map(({ id }) => id)]).map(idFacet),
    ...timeTokens(call.startedAtMs),
  ];
  return [...new Set(tokens)];
}

function present<Value>(values: readonly (Value | null)[]): Value[] {
  return values.filter((value) => value !== null);
}

function timeTokens(atMs: number | null): string[] {
  if (atMs === null) return [unstartedFacet];
  if (atMs < 0 || atMs >= lastMs) return [outside];
  return stretches.map(({ letter, ms }) => `${letter}${Math.floor(atMs / ms)}`);
}

/**
 * Tokens of which every call with a call time in [fromMs, toMs) has at least one, in as long stretches as fit. At both
 * ends they reach out to the full hour: whoever asks compares the times as well.
 */
export function timeFacets(fromMs: number, toMs: number): string[] {
  const tokens = fromMs < 0 || toMs > lastMs ? [outside] : [];
  const end = Math.min(toMs, lastMs);
  let at = Math.floor(Math.max(0, fromMs) / hourMs) * hourMs;
  while (at < end) {
    const longest = stretches.findLast(({ ms }) => at % ms === 0 && at + ms <= end) ?? stretches[0];
    tokens.push(`${longest.letter}${at / longest.ms}`);
    at += longest.ms;
  }
  return tokens;
}
