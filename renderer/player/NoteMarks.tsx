import { useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LaneView } from './laneView.ts';
import type { Playback } from './playback.ts';

/** A note at a moment of the recordings. */
export interface NoteMark {
  readonly id: number;
  readonly timeMs: number;
  readonly text: string;
}

interface Props {
  readonly notes: readonly NoteMark[];
  readonly playback: Playback;
  readonly view: LaneView;
  readonly widthPx: number;
}

/** Where notes were made, above the lanes; a press goes there. The keyboard has the notes themselves. */
export function NoteMarks({ notes, playback, view, widthPx }: Props): ReactNode {
  const { startMs, endMs } = useStore(view.store);
  const shown = useMemo(() => notes.filter(({ timeMs }) => timeMs >= startMs && timeMs <= endMs), [notes, startMs, endMs]);
  const perMs = widthPx / (endMs - startMs);
  return shown.map(({ id, timeMs, text }) => (
    <div key={id} className="note-mark" data-testid="note-mark" aria-hidden title={text} style={{ transform: `translateX(${String((timeMs - startMs) * perMs)}px)` }} onPointerDown={() => playback.seek(timeMs)} />
  ));
}
