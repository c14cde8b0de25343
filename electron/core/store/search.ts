import type { CallsQuery } from '#shared/model/callQuery.ts';
import type { JsonValue } from '#shared/model/json.ts';
import type { PushedCall } from '#shared/model/pushedCall.ts';
import { knownStatuses } from '#shared/model/statuses.ts';
import { facet, facetsOf, idFacet, phoneFacet } from './facets.ts';
import { digitsExpression, digitsOf, indexedDigits, indexedText, normalized, wordExpressions } from './words.ts';

/** A call's document in the full-text index. */
export interface CallText {
  readonly words: string;
  /** Digits of the phone number, see `indexedDigits`. */
  readonly numbers: string;
  readonly facets: string;
}

/** What a call can be found by. */
export function callTextOf(call: PushedCall): CallText {
  const tags = [...call.callTags, ...call.customerTags];
  const words = [
    ...call.utterances.map(({ text }) => text),
    ...tags.map(({ name }) => name),
    call.customerName,
    call.intent,
    call.analysisBasis,
    // Known statuses have a filter; as words, every answered call would be found by "answer".
    call.status !== null && !Object.hasOwn(knownStatuses, call.status) ? call.status : null,
    call.phone !== null && /\p{L}/u.test(call.phone) ? call.phone : null,
    ...leavesOf([call.concerns, call.attributes, call.properties, call.dynamicProperties, call.unknownFields]),
  ];
  const digits = call.phone === null ? '' : digitsOf(call.phone);
  return {
    words: indexedText(words.filter((text) => text !== null).join('\n').slice(0, maxIndexedChars)),
    numbers: digits === '' ? '' : indexedDigits(digits.slice(-maxDigits)),
    facets: facetsOf(call).join(' '),
  };
}

/** Several hours of talk. What lies beyond is not found by its words, so that no single push holds up the others for long. */
const maxIndexedChars = 500_000;

/** More digits than any number has: what a broken sender may fill the field with need not be found by all its parts. */
const maxDigits = 40;

/**
 * The full-text expression for the query's filters and words, without its times; null where it has none of them, so that
 * every call matches. Nothing that a user types has a meaning of its own in it.
 */
export function expressionOf(query: Pick<CallsQuery, 'status' | 'task' | 'script' | 'line' | 'phone' | 'intent' | 'tag' | 'q'>): string | null {
  const { status, task, script, line, phone, intent, tag, q } = query;
  const filters = [
    ...(status === undefined || status.length === 0 ? [] : [anyFacet(status.map((value) => facet('status', value)))]),
    ...(task === undefined ? [] : [anyFacet([facet('task', task)])]),
    ...(script === undefined ? [] : [anyFacet([facet('script', script)])]),
    ...(line === undefined ? [] : [anyFacet([facet('line', line)])]),
    ...(phone === undefined ? [] : [anyFacet([phoneFacet(phone)])]),
    ...(intent === undefined ? [] : [anyFacet([facet('intent', intent)])]),
    ...(tag === undefined ? [] : [anyFacet([facet('tag', tag)])]),
    ...wordsOf(q).map(wordExpression),
  ];
  return filters.length === 0 ? null : filters.join(' AND ');
}

/** Calls that have at least one of the tokens. */
export function anyFacet(tokens: readonly string[]): string {
  return `facets : (${tokens.map((token) => `"${token}"`).join(' OR ')})`;
}

/** A search of more words than this is a pasted text; its first words find it as well. */
const maxWords = 40;

function wordsOf(q: string | undefined): string[] {
  return [...new Set(normalized(q ?? '').split(/\s+/))].filter((word) => word !== '').slice(0, maxWords);
}

/** A word is the beginning of a word, any part of a phone number, or a whole id. */
function wordExpression(word: string): string {
  const inWords = wordExpressions(word).map((expression) => `words : ${expression}`);
  const digits = /^[\d+().\-/]+$/.test(word) ? digitsOf(word) : '';
  const ways = [
    ...(inWords.length === 0 ? [] : [`(${inWords.join(' AND ')})`]),
    ...(digits === '' ? [] : [`numbers : ${digitsExpression(digits)}`]),
    anyFacet([idFacet(word)]),
  ];
  return `(${ways.join(' OR ')})`;
}

/** The texts and numbers inside JSON, without the names of members. */
function leavesOf(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
}
