import type { TimedSentence } from '#renderer/player/index.ts';
import { findPhrase, findTerms, foldText, searchTerms, type FoldedText, type Mark } from '#renderer/ui/marks.ts';
import type { ShownSentence } from '#shared/model/sentenceTimes.ts';

/** A place in the transcript that holds what is looked for; `index` is the sentence's. */
export interface Place extends Mark {
  readonly index: number;
}

/** A place that has a time, for the waveform. */
export interface PlaceMark {
  readonly index: number;
  readonly timeMs: number;
  readonly isCurrent: boolean;
}

export interface Finder {
  /** Where the phrase stands, in the order of the sentences. */
  readonly phrase: (phrase: string) => readonly Place[];
  /** Where the phrase stands or, where it does not, any of its words: a search finds calls that have all of them somewhere. */
  readonly search: (q: string) => readonly Place[];
}

/** Finds in the sentences of a call, regardless of case, accents and width. They are read once, when something is looked for. */
export function createFinder(utterances: readonly Pick<ShownSentence, 'text'>[]): Finder {
  let texts: readonly FoldedText[] | null = null;
  const inAll = (find: (text: FoldedText) => readonly Mark[]): readonly Place[] => {
    texts ??= utterances.map(({ text }) => foldText(text));
    return texts.flatMap((text, index) => find(text).map(({ start, end }) => ({ index, start, end })));
  };
  const phrase = (wanted: string): readonly Place[] => {
    const { text } = foldText(wanted.trim());
    return text === '' ? [] : inAll((sentence) => findPhrase(sentence, text));
  };
  return {
    phrase,
    search(q) {
      const whole = phrase(q);
      const terms = whole.length > 0 ? [] : searchTerms(q);
      return terms.length === 0 ? whole : inAll((sentence) => findTerms(sentence, terms));
    },
  };
}

/** A place to go on from: a sentence, and how far in it. */
export type Anchor = Pick<Place, 'index' | 'start'>;

/** Position of the first place at or after `anchor`, of the first of all after the last; null where there is none. */
export function positionFrom(places: readonly Place[], anchor: Anchor): number | null {
  if (places.length === 0) return null;
  const found = places.findIndex(({ index, start }) => index > anchor.index || (index === anchor.index && start >= anchor.start));
  return found === -1 ? 0 : found;
}

/** The places whose sentences have times, each where it is spoken if a sentence is spoken evenly. */
export function placeMarks(places: readonly Place[], current: Place | null, utterances: readonly Pick<ShownSentence, 'text' | 'endMs'>[], sentences: readonly TimedSentence[]): readonly PlaceMark[] {
  if (places.length === 0) return [];
  const timed = new Map(sentences.map((sentence) => [sentence.index, sentence]));
  return places.flatMap((place) => {
    const sentence = timed.get(place.index);
    const utterance = utterances[place.index];
    if (sentence === undefined || utterance === undefined) return [];
    // Of a sentence without an end nobody knows how fast it is spoken.
    const spanMs = utterance.endMs === null ? 0 : sentence.endMs - sentence.startMs;
    const share = (place.start + place.end) / 2 / utterance.text.length;
    return [{ index: place.index, timeMs: Math.round(sentence.startMs + share * spanMs), isCurrent: place === current }];
  });
}
