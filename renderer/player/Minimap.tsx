import { useMemo, useRef, type PointerEvent, type ReactNode, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { FoundMark } from './blocks.ts';
import type { LaneView } from './laneView.ts';
import type { NoteMark } from './NoteMarks.tsx';
import type { Playback } from './playback.ts';
import type { Span } from './wave.ts';

interface Props {
  /** Where its waves and its window are drawn. */
  readonly waves: RefObject<HTMLDivElement | null>;
  readonly found: readonly FoundMark[];
  readonly notes: readonly NoteMark[];
  readonly playback: Playback;
  readonly view: LaneView;
  readonly widthPx: number;
}

export const minimapPx = 24;
/** How near to the window's edge a press takes the edge, px. */
const edgePx = 5;
/** The window of an hour's first seconds has to be found, px. */
const narrowestPx = 8;

/** The whole call, and the window of it that the lanes show; the window is moved and widened by dragging. */
export function Minimap({ waves, found, notes, playback, view, widthPx }: Props): ReactNode {
  const drag = useRef<{ readonly part: 'start' | 'end' | 'all'; readonly atMs: number; readonly view: Span } | null>(null);
  const durationMs = useStore(playback.store, (state) => state.durationMs);
  const { startMs, endMs } = useStore(view.store);
  const perMs = durationMs <= 0 ? 0 : widthPx / durationMs;
  const width = Math.max(narrowestPx, (endMs - startMs) * perMs);
  const left = Math.min(startMs * perMs, widthPx - width);

  /** Of those that share a place on the screen the one that matters most. */
  const marks = useMemo(() => {
    const at = new Map<number, boolean>();
    for (const { timeMs, isCurrent } of found) {
      const x = Math.round(timeMs * perMs);
      at.set(x, isCurrent || (at.get(x) ?? false));
    }
    return [...at];
  }, [found, perMs]);

  const timeAt = (event: PointerEvent): number => (event.clientX - event.currentTarget.getBoundingClientRect().left) / Math.max(perMs, 1e-9);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || durationMs === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const atMs = timeAt(event);
    const x = atMs * perMs;
    const part = Math.abs(x - left) <= edgePx ? 'start' : Math.abs(x - left - width) <= edgePx ? 'end' : 'all';
    // Beside the window, it comes to the pointer first.
    if (part === 'all' && (x < left || x > left + width)) view.move(atMs - (startMs + endMs) / 2);
    drag.current = { part, atMs, view: view.store.getState() };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const from = drag.current;
    if (from === null) return;
    const byMs = timeAt(event) - from.atMs;
    const { startMs: first, endMs: last } = from.view;
    const leastMs = 2_000;
    if (from.part === 'all') view.show({ startMs: first + byMs, endMs: last + byMs });
    else if (from.part === 'start') view.show({ startMs: Math.max(0, Math.min(first + byMs, last - leastMs)), endMs: last });
    else view.show({ startMs: first, endMs: Math.min(durationMs, Math.max(last + byMs, first + leastMs)) });
  };

  return (
    <div
      className="minimap"
      data-testid="minimap"
      aria-hidden
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
    >
      <div ref={waves} />
      {notes.map(({ id, timeMs }) => (
        <div key={id} className="minimap-note" style={{ transform: `translateX(${String(timeMs * perMs)}px)` }} />
      ))}
      {marks.map(([x, isCurrent]) => (
        <div key={x} className="minimap-found" data-current={isCurrent} style={{ transform: `translateX(${String(x)}px)` }} />
      ))}
    </div>
  );
}
