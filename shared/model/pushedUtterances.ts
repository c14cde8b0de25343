import { isJsonMap } from './json.ts';
import type { JsonValue } from './json.ts';
import { readList, readOffset, readText } from './pushedValues.ts';
import type { PushedUtterance, Speaker } from './utterance.ts';

interface PushedUtterances {
  readonly utterances: readonly PushedUtterance[];
  /** Elements of the list that are no sentences, as they came. */
  readonly odd: readonly JsonValue[];
}

/** Hours of talk; any more are kept, but as what could not be read. */
const maxSentences = 10_000;

/**
 * The sentences of `callDetailList`, in spoken order. Every offset is optional, also of a customer's sentence; one that
 * a robot's sentence carries is believed. Undefined where the field is no list at all.
 */
export function readUtterances(value: JsonValue | undefined): PushedUtterances | undefined {
  const list = readList(value);
  if (list === undefined) return undefined;
  const odd: JsonValue[] = [];
  const utterances: PushedUtterance[] = [];
  for (const element of list) {
    const utterance = utterances.length < maxSentences ? utteranceFrom(element, utterances.length) : null;
    if (utterance !== null) utterances.push(utterance);
    else if (element !== null) odd.push(element);
  }
  return { utterances, odd };
}

function utteranceFrom(element: JsonValue, index: number): PushedUtterance | null {
  if (!isJsonMap(element)) return null;
  const text = element['text'];
  return {
    index,
    id: readText(element['callDetailId']) ?? null,
    speaker: speakerOf(element['type']),
    // The word "null" may well be spoken, so the text is not read as a field that may be empty.
    text: typeof text === 'string' ? text.toWellFormed() : (readText(text) ?? ''),
    ...timingOf(readOffset(element['startOffset']) ?? null, readOffset(element['endOffset']) ?? null),
  };
}

function timingOf(startMs: number | null, endMs: number | null): Pick<PushedUtterance, 'startMs' | 'endMs' | 'timing'> {
  // Two zeros are what a sender writes that has no offsets to give.
  if (startMs === null || (startMs === 0 && endMs === 0)) return { startMs: null, endMs: endMs === 0 ? null : endMs, timing: 'unknown' };
  return { startMs, endMs: endMs !== null && endMs >= startMs ? endMs : null, timing: 'given' };
}

function speakerOf(type: JsonValue | undefined): Speaker {
  switch (typeof type === 'string' ? type.trim().toUpperCase() : '') {
    case 'PERSON':
    case 'HUMAN':
      return 'customer';
    case 'ROBOT':
      return 'robot';
    default:
      return 'unknown';
  }
}
