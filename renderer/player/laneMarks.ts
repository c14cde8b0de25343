import type { FoundMark } from './blocks.ts';
import type { Span } from './wave.ts';

/** What is marked on the lanes besides the sentences. */
export interface Marks {
  /** The silences that will be skipped. */
  readonly skipped: readonly Span[];
  readonly found: readonly FoundMark[];
}

interface LaneMarks {
  /** Shows what lies in `view`, where 1 ms is `pxPerMs` wide; `laneOf` has the place of each sentence's lane. */
  show(marks: Marks, laneOf: ReadonlyMap<number, number>, view: Span, pxPerMs: number): void;
}

/** Dots between the lanes and marks under sentences: plain elements that nobody points at, for which regions would be too dear. */
export function createLaneMarks(wrapper: HTMLElement): LaneMarks {
  const layer = document.createElement('div');
  layer.part.add('marks');
  wrapper.append(layer);

  return {
    show({ skipped, found }, laneOf, view, pxPerMs) {
      const isSeen = ({ startMs, endMs }: Span): boolean => endMs >= view.startMs && startMs <= view.endMs;
      const dots = skipped.filter(isSeen).map((silence) => elementAt('skipped', silence, pxPerMs));
      const marks = found.flatMap(({ index, timeMs, isCurrent }) => {
        const at = { startMs: timeMs, endMs: timeMs };
        const lane = laneOf.get(index);
        if (lane === undefined || !isSeen(at)) return [];
        const element = elementAt('found', at, pxPerMs);
        element.part.toggle('current', isCurrent);
        element.style.setProperty('--place', String(lane));
        return [element];
      });
      layer.replaceChildren(...dots, ...marks);
    },
  };
}

function elementAt(part: string, { startMs, endMs }: Span, pxPerMs: number): HTMLElement {
  const element = document.createElement('div');
  element.part.add(part);
  element.style.left = `${String(startMs * pxPerMs)}px`;
  element.style.width = `${String((endMs - startMs) * pxPerMs)}px`;
  return element;
}
