import { describe, expect, it } from 'vitest';
import { createFinder, placeMarks, positionFrom } from '#renderer/call/findPlaces.ts';
import { timedSentences } from '#renderer/player/sentences.ts';
import type { Utterance } from '#shared/model/utterance.ts';
import { anUtterance } from '../../support/calls.ts';

const sentences = (...texts: readonly (string | Partial<Utterance>)[]): Utterance[] => texts.map((text, index) => Object.assign(anUtterance({ index }), typeof text === 'string' ? { text } : text));

describe('createFinder', () => {
  const finder = createFinder(sentences('How much is the price?', 'The price, the PRICE.', 'Thanks', 'How  much\nlonger'));

  it('finds a phrase in the order of the sentences', () => {
    expect(finder.phrase('price').map(({ index, start }) => [index, start])).toEqual([
      [0, 16],
      [1, 4],
      [1, 15],
    ]);
    expect(finder.phrase(' how much ').map(({ index }) => index)).toEqual([0, 3]);
    expect(finder.phrase('much price')).toEqual([]);
    expect(finder.phrase('  ')).toEqual([]);
  });

  it('finds what calls were searched for as a phrase, else each of its words', () => {
    expect(finder.search('the price').map(({ index }) => index)).toEqual([0, 1, 1]);
    expect(finder.search('longer thanks 0417').map(({ index }) => index)).toEqual([2, 3]);
    expect(finder.search('447700')).toEqual([]);
  });
});

describe('positionFrom', () => {
  const places = createFinder(sentences('a b a', 'b', 'a')).phrase('a');

  it('goes to the first place from there on, and begins anew after the last', () => {
    expect(positionFrom(places, { index: 0, start: 0 })).toBe(0);
    expect(positionFrom(places, { index: 0, start: 1 })).toBe(1);
    expect(positionFrom(places, { index: 1, start: 0 })).toBe(2);
    expect(positionFrom(places, { index: 3, start: 0 })).toBe(0);
    expect(positionFrom([], { index: 0, start: 0 })).toBeNull();
  });
});

describe('placeMarks', () => {
  it('places what has a time within its sentence, and leaves out what has none', () => {
    const utterances = sentences(
      { text: 'x price', startMs: 1000, endMs: 8000, timing: 'given' },
      { text: 'price' },
      { text: 'the price', startMs: 9000, timing: 'given' },
      { text: 'price', startMs: 12_000, endMs: 13_000, timing: 'estimated' },
    );
    const places = createFinder(utterances).phrase('price');
    expect(placeMarks(places, places[2]!, utterances, timedSentences(utterances))).toEqual([
      { index: 0, timeMs: 5500, isCurrent: false },
      { index: 2, timeMs: 9000, isCurrent: true },
      { index: 3, timeMs: 12_500, isCurrent: false },
    ]);
  });
});
