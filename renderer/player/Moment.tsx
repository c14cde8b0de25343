import { useEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatMoment } from './formatMoment.ts';
import type { LaneView } from './laneView.ts';
import type { Playback } from './playback.ts';

interface Props {
  readonly playback: Playback;
  readonly view: LaneView;
  readonly widthPx: number;
}

/** Half of what it takes, px. */
const halfPx = 20;

/** The cursor's time, above it; hidden where the cursor is not in view. */
export function Moment({ playback, view, widthPx }: Props): ReactNode {
  const badge = useRef<HTMLDivElement>(null);
  const isUnknown = useStore(playback.store, (state) => state.durationMs === 0);

  useEffect(() => {
    const place = (): void => {
      const { startMs, endMs } = view.store.getState();
      const { timeMs } = playback.store.getState();
      const x = endMs <= startMs ? 0 : ((timeMs - startMs) / (endMs - startMs)) * widthPx;
      if (badge.current === null) return;
      badge.current.textContent = formatMoment(timeMs);
      badge.current.style.transform = `translateX(${String(Math.min(widthPx - halfPx, Math.max(halfPx, x)))}px) translateX(-50%)`;
      badge.current.style.visibility = x >= 0 && x <= widthPx ? 'visible' : 'hidden';
    };
    place();
    const stops = [
      view.store.subscribe(place),
      playback.store.subscribe((now, before) => {
        if (now.timeMs !== before.timeMs) place();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [playback, view, widthPx]);

  return <div ref={badge} className="timeline-moment" data-testid="moment" hidden={isUnknown} />;
}
