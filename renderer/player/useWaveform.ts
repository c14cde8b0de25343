import { useEffect, useEffectEvent, useMemo, useRef, type RefObject } from 'react';
import { useStore } from 'zustand';
import { laneKinds } from './blocks.ts';
import type { Marks } from './laneMarks.ts';
import type { Adjusting, ShownSelection } from './laneRegions.ts';
import type { LaneView } from './laneView.ts';
import type { Playback } from './playback.ts';
import { sentenceAt, type TimedSentence } from './sentences.ts';
import { createWaveform, type DrawnCall, type Waveform } from './waveform.ts';

export interface WaveformProps {
  readonly call: DrawnCall;
  readonly marks: Marks;
  readonly sentences: readonly TimedSentence[];
  readonly adjusting: Adjusting | null;
  readonly playback: Playback;
  readonly view: LaneView;
  readonly widthPx: number;
  readonly lanePx: number;
  readonly gapPx: number;
  readonly minimapPx: number;
  /** Where the whole call is drawn small. */
  readonly minimap: RefObject<HTMLDivElement | null>;
}

/** Draws the call into `area`, in step with the view and the clock; nothing as long as nobody knows how long it is. */
export function useWaveform(area: RefObject<HTMLDivElement | null>, { call, marks, sentences, adjusting, playback, view, widthPx, lanePx, gapPx, minimapPx, minimap }: WaveformProps): void {
  const drawn = useRef<Waveform | null>(null);
  const durationMs = useStore(playback.store, (state) => state.durationMs);
  const selection = useStore(playback.store, (state) => state.selection);
  const loop = useStore(playback.store, (state) => state.loop);
  const selected = useMemo<ShownSelection | null>(() => {
    const span = selection ?? loop;
    return span === null ? null : { ...span, isLooped: loop !== null, canBeDragged: selection !== null };
  }, [selection, loop]);

  useEffect(() => drawn.current?.setCall(call), [call]);
  useEffect(() => drawn.current?.setMarks(marks), [marks]);
  useEffect(() => drawn.current?.setSelection(selected), [selected]);
  useEffect(() => drawn.current?.setAdjusting(adjusting), [adjusting]);
  useEffect(() => {
    if (widthPx > 0) drawn.current?.show(view.store.getState());
  }, [view, widthPx]);
  useEffect(() => {
    // Several changes of the view within a frame are drawn once.
    let frame: number | null = null;
    const stop = view.store.subscribe(() => {
      frame ??= requestAnimationFrame(() => {
        frame = null;
        drawn.current?.show(view.store.getState());
      });
    });
    return () => {
      stop();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [view]);
  useEffect(() => {
    const place = ({ timeMs }: { readonly timeMs: number }): void => drawn.current?.setTime(timeMs, sentenceAt(sentences, timeMs));
    place(playback.store.getState());
    return playback.store.subscribe((now, before) => {
      if (now.timeMs !== before.timeMs) place(now);
    });
  }, [playback, sentences]);

  // What is told above goes to a drawing that is there already; a new one is told all.
  const tellAll = useEffectEvent((waveform: Waveform) => {
    const { timeMs } = playback.store.getState();
    waveform.show(view.store.getState());
    waveform.setCall(call);
    waveform.setMarks(marks);
    waveform.setSelection(selected);
    waveform.setAdjusting(adjusting);
    waveform.setTime(timeMs, sentenceAt(sentences, timeMs));
  });
  useEffect(() => {
    const container = area.current;
    if (container === null || durationMs === 0) return undefined;
    const waveform = createWaveform({ container, minimap: minimap.current, laneCount: laneKinds.length, durationMs, lanePx, gapPx, minimapPx, onScroll: view.show, onSelect: playback.select });
    drawn.current = waveform;
    tellAll(waveform);
    return () => {
      waveform.close();
      drawn.current = null;
    };
  }, [area, minimap, durationMs, lanePx, gapPx, minimapPx, view, playback]);
}
