import { describe, expect, it } from 'vitest';
import { nextSentenceMs, previousSentenceMs, sentenceAt, timedSentences } from '#renderer/player/sentences.ts';
import { anUtterance } from '../../support/calls.ts';

const spoken = (...times: readonly (readonly [number | null, number | null])[]) =>
  timedSentences(times.map(([startMs, endMs], index) => anUtterance({ index, startMs, endMs })));

describe('timedSentences', () => {
  it('leaves out sentences without a start and those that end before they start', () => {
    expect(spoken([null, null], [1000, 2000], [3000, 2500], [-5, 100]).map(({ index }) => index)).toEqual([1]);
  });

  it('sorts by start whatever the order of the transcript', () => {
    expect(spoken([5000, 6000], [1000, 2000]).map(({ startMs }) => startMs)).toEqual([1000, 5000]);
  });

  it('lets a sentence without an end last until the next one starts', () => {
    expect(spoken([1000, null], [4000, 5000]).map(({ endMs }) => endMs)).toEqual([4000, 5000]);
  });
});

describe('sentenceAt', () => {
  const sentences = spoken([null, null], [1000, 2000], [3000, 9000], [4000, 5000]);

  it('is null in a silence, before the first and after the last', () => {
    expect([0, 2500, 9000].map((timeMs) => sentenceAt(sentences, timeMs))).toEqual([null, null, null]);
  });

  it('holds from the start up to the end', () => {
    expect([1000, 1999, 2000].map((timeMs) => sentenceAt(sentences, timeMs))).toEqual([1, 1, null]);
  });

  it('is the latest to start where two are spoken at once, then the longer one again', () => {
    expect([3500, 4500, 6000].map((timeMs) => sentenceAt(sentences, timeMs))).toEqual([2, 3, 2]);
  });
});

describe('nextSentenceMs and previousSentenceMs', () => {
  const sentences = spoken([1000, 2000], [4000, 6000]);

  it('goes to the next start, and nowhere after the last', () => {
    expect([0, 1000, 3999, 4000].map((timeMs) => nextSentenceMs(sentences, timeMs))).toEqual([1000, 4000, null, null]);
  });

  it('goes to the start of this sentence, or of the one before when it has just begun', () => {
    expect([500, 1200, 4100, 5800].map((timeMs) => previousSentenceMs(sentences, timeMs))).toEqual([null, 1000, 1000, 4000]);
  });
});
