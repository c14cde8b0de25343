import type { ShownSentence, TimeSource } from '#shared/model/sentenceTimes.ts';
import type { Speaker } from '#shared/model/utterance.ts';

/** A sentence with a known place in the recording; `index` is its place in the list of utterances. */
export interface TimedSentence {
  readonly index: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Whether the end was given; else it is where the next sentence starts. */
  readonly hasEnd: boolean;
  readonly speaker: Speaker;
  readonly timing: TimeSource;
  /** The latest end among this sentence and all that start before it. */
  readonly coveredToMs: number;
}

/** How far into a sentence “previous” still goes to its start instead of to the sentence before, ms. */
const restartAfterMs = 1_500;
/** Closer to a start than this counts as being there, ms. */
const atStartMs = 60;

/**
 * The sentences with a usable start, by start. One without an end lasts until the next one starts; one whose end lies
 * before its start has no usable time.
 */
export function timedSentences(utterances: readonly Pick<ShownSentence, 'startMs' | 'endMs' | 'speaker' | 'timing'>[]): readonly TimedSentence[] {
  const starts = utterances.flatMap((utterance, index) => {
    const { startMs, endMs, speaker, timing } = utterance;
    if (startMs === null || startMs < 0 || (endMs !== null && endMs < startMs)) return [];
    return [{ index, startMs, endMs, speaker, timing }];
  });
  starts.sort((a, b) => a.startMs - b.startMs || a.index - b.index);
  let coveredToMs = 0;
  return starts.map(({ index, startMs, endMs, speaker, timing }, position) => {
    const end = endMs ?? starts[position + 1]?.startMs ?? Number.MAX_SAFE_INTEGER;
    coveredToMs = Math.max(coveredToMs, end);
    return { index, startMs, endMs: end, hasEnd: endMs !== null, speaker, timing, coveredToMs };
  });
}

/** Position in `sentences` of the last one that starts at or before `timeMs`, -1 where none does. */
function lastStarted(sentences: readonly TimedSentence[], timeMs: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sentences[middle]?.startMs ?? Infinity) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the utterance that is being spoken at `timeMs`, the latest to start where several are; null in a silence. */
export function sentenceAt(sentences: readonly TimedSentence[], timeMs: number): number | null {
  for (let position = lastStarted(sentences, timeMs); position >= 0; position -= 1) {
    const sentence = sentences[position];
    if (sentence === undefined || sentence.coveredToMs <= timeMs) return null;
    if (timeMs < sentence.endMs) return sentence.index;
  }
  return null;
}

/** Where “next sentence” goes from `timeMs`, null after the last. */
export function nextSentenceMs(sentences: readonly TimedSentence[], timeMs: number): number | null {
  return sentences[lastStarted(sentences, timeMs + atStartMs) + 1]?.startMs ?? null;
}

/** Where “previous sentence” goes from `timeMs`: to the start of this one, or of the one before when just begun. */
export function previousSentenceMs(sentences: readonly TimedSentence[], timeMs: number): number | null {
  const position = lastStarted(sentences, timeMs);
  const current = sentences[position];
  if (current === undefined) return null;
  if (timeMs - current.startMs > restartAfterMs) return current.startMs;
  return sentences[position - 1]?.startMs ?? current.startMs;
}

/** The sentence to loop from `timeMs`: the one that is spoken, else the last one before, else the first. */
export function loopedAt(sentences: readonly TimedSentence[], timeMs: number): TimedSentence | null {
  const spoken = sentenceAt(sentences, timeMs);
  const found = spoken === null ? undefined : sentences.find(({ index }) => index === spoken);
  return found ?? sentences[lastStarted(sentences, timeMs)] ?? sentences[0] ?? null;
}
