import { useMemo, useState } from 'react';
import type { ShownSentence } from '#shared/model/sentenceTimes.ts';
import { createFinder, positionFrom, type Anchor, type Place } from './findPlaces.ts';

export interface Find {
  /** What is looked for; empty for nothing. */
  readonly text: string;
  readonly places: readonly Place[];
  /** Position in `places` of the one that is gone to; null before any is. */
  readonly position: number | null;
  readonly current: Place | null;
  /** Looks for `text` from sentence `fromIndex` on. */
  readonly setText: (text: string, fromIndex: number) => void;
  /** Goes to the next or the previous place, the first one from sentence `fromIndex` on; returns it, null where there is none. */
  readonly step: (direction: 1 | -1, fromIndex: number) => Place | null;
}

/**
 * Finds within a transcript. `offered` is what the calls were searched for: until something else is typed it is looked for,
 * where the transcript has it.
 */
export function useFind(utterances: readonly Pick<ShownSentence, 'text'>[], offered: string): Find {
  const [typed, setTyped] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const finder = useMemo(() => createFinder(utterances), [utterances]);
  const places = useMemo(() => (typed === null ? finder.search(offered) : finder.phrase(typed)), [finder, typed, offered]);
  const position = anchor === null ? null : positionFrom(places, anchor);
  const current = position === null ? null : (places[position] ?? null);

  return {
    text: typed ?? (places.length > 0 ? offered : ''),
    places,
    position,
    current,
    setText(text, fromIndex) {
      setTyped(text);
      setAnchor(text === '' ? null : (anchor ?? { index: fromIndex, start: 0 }));
    },
    step(direction, fromIndex) {
      const count = places.length;
      const first = positionFrom(places, { index: fromIndex, start: 0 });
      if (first === null) return null;
      const next = position !== null ? position + direction : direction === 1 ? first : first - 1;
      const place = places[(next + count) % count] ?? null;
      setAnchor(place);
      return place;
    },
  };
}
