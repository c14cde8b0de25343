import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatDuration } from '#renderer/ui/format.ts';
import type { LaneView } from './laneView.ts';
import { timelineMarks } from './view.ts';

interface Props {
  readonly view: LaneView;
  readonly widthPx: number;
}

/** The times above the lanes. */
export function Timeline({ view, widthPx }: Props): ReactNode {
  const shown = useStore(view.store);
  const pxPerMs = widthPx / (shown.endMs - shown.startMs);
  return (
    <div className="timeline-marks">
      {timelineMarks(shown, widthPx).map(({ atMs, hasWord }) => (
        <span key={atMs} className={hasWord ? 'mark mark-word' : 'mark'} style={{ transform: `translateX(${String((atMs - shown.startMs) * pxPerMs)}px)` }}>
          {hasWord ? formatDuration(atMs) : null}
        </span>
      ))}
    </div>
  );
}
