import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#shared/model/json.ts';
import { readUtterances } from '#shared/model/pushedUtterances.ts';

const robot = { callDetailId: 1, text: 'Hello?', type: 'ROBOT' };
const person = { callDetailId: '9007199254740993', text: 'Yes.', type: 'PERSON', startOffset: 3200, endOffset: '4400' };
const read = [
  { index: 0, id: '1', speaker: 'robot', text: 'Hello?', startMs: null, endMs: null, timing: 'unknown' },
  { index: 1, id: '9007199254740993', speaker: 'customer', text: 'Yes.', startMs: 3200, endMs: 4400, timing: 'given' },
];

function only(element: JsonValue) {
  const [utterance] = readUtterances([element])?.utterances ?? [];
  return utterance;
}

describe('readUtterances', () => {
  it('reads the sentences in spoken order, as a list and as JSON text', () => {
    expect(readUtterances([robot, person])).toEqual({ utterances: read, odd: [] });
    expect(readUtterances(JSON.stringify([robot, person]))).toEqual({ utterances: read, odd: [] });
  });

  it.each<[JsonValue | undefined]>([[undefined], [null], [''], ['null'], [[]], ['[]']])('reads %j as no sentences', (value) => {
    expect(readUtterances(value)).toEqual({ utterances: [], odd: [] });
  });

  it.each<[JsonValue, string]>([
    ['PERSON', 'customer'],
    ['person', 'customer'],
    ['human', 'customer'],
    ['Robot', 'robot'],
    [' ROBOT ', 'robot'],
    ['AGENT', 'unknown'],
    [null, 'unknown'],
    [1, 'unknown'],
  ])('takes the type %j for %s', (type, speaker) => {
    expect(only({ text: 'x', type })?.speaker).toBe(speaker);
  });

  it.each<[string, JsonValue, number | null, number | null, string]>([
    ['both', { startOffset: 100, endOffset: 200 }, 100, 200, 'given'],
    ['a start alone', { startOffset: 100 }, 100, null, 'given'],
    ['a start of zero', { startOffset: 0, endOffset: 900 }, 0, 900, 'given'],
    ['an end alone', { endOffset: 200 }, null, 200, 'unknown'],
    ['none', {}, null, null, 'unknown'],
    ['empty ones', { startOffset: '', endOffset: null }, null, null, 'unknown'],
    ['two zeros, as a sender without offsets writes', { startOffset: 0, endOffset: 0 }, null, null, 'unknown'],
    ['a negative start', { startOffset: -1, endOffset: 200 }, null, 200, 'unknown'],
    ['an end before the start', { startOffset: 300, endOffset: 200 }, 300, null, 'given'],
    ['words', { startOffset: 'soon', endOffset: 'later' }, null, null, 'unknown'],
  ])('reads offsets: %s', (_name, offsets, startMs, endMs, timing) => {
    for (const type of ['PERSON', 'ROBOT']) {
      expect(only({ text: 'x', type, ...(offsets as object) })).toMatchObject({ startMs, endMs, timing });
    }
  });

  it('keeps a sentence without text, and one that says the word null', () => {
    expect(only({ type: 'PERSON' })?.text).toBe('');
    expect(only({ type: 'PERSON', text: null })?.text).toBe('');
    expect(only({ type: 'PERSON', text: 'null' })?.text).toBe('null');
    expect(only({ type: 'PERSON', text: 42 })?.text).toBe('42');
  });

  it('reads ten thousand sentences, and keeps the others apart', () => {
    const sentence = { text: 'Yes.', type: 'PERSON' };
    const read = readUtterances(Array.from({ length: 10_003 }, () => sentence));
    expect(read?.utterances).toHaveLength(10_000);
    expect(read?.odd).toEqual([sentence, sentence, sentence]);
  });

  it('keeps what is no sentence apart', () => {
    expect(readUtterances([robot, 'noise', 7, null, person])).toEqual({ utterances: read, odd: ['noise', 7] });
    expect(readUtterances('[{"text":')).toBeUndefined();
  });
});
