import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRepeat, IconX } from '@tabler/icons-react';
import type { PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '#renderer/ui/Icon.tsx';
import { formatMoment } from './formatMoment.ts';
import type { LaneView } from './laneView.ts';
import type { Playback } from './playback.ts';

interface Props {
  readonly playback: Playback;
  readonly view: LaneView;
  readonly widthPx: number;
}

/** Room that the buttons take, px. */
const buttonsPx = 56;
/** An edge that is dragged past the other one stops here, ms. */
const leastMs = 200;

/** The selected stretch, or the one that is looped, over both lanes; its edges can be dragged. */
export function Selection({ playback, view, widthPx }: Props): ReactNode {
  const { t } = useTranslation('player');
  const selection = useStore(playback.store, (state) => state.selection);
  const loop = useStore(playback.store, (state) => state.loop);
  const shown = useStore(view.store);
  const span = selection ?? loop;
  if (span === null) return null;
  const perMs = widthPx / (shown.endMs - shown.startMs);
  const [from, to] = [(span.startMs - shown.startMs) * perMs, (span.endMs - shown.startMs) * perMs];
  if (to < 0 || from > widthPx) return null;
  const [left, right] = [Math.max(0, from), Math.min(widthPx, to)];

  const timeAt = (x: number): number => shown.startMs + x / perMs;
  return (
    <div className="selection" data-testid="selection" data-looped={loop !== null} style={{ transform: `translateX(${String(left)}px)`, width: right - left }}>
      {selection === null || from < 0 ? null : <Handle position="start" onDrag={(x) => playback.select({ startMs: Math.min(timeAt(x), span.endMs - leastMs), endMs: span.endMs })} />}
      {selection === null || to > widthPx ? null : <Handle position="end" onDrag={(x) => playback.select({ startMs: span.startMs, endMs: Math.max(timeAt(x), span.startMs + leastMs) })} />}
      <div className="selection-buttons" style={{ left: Math.min(0, widthPx - left - buttonsPx) }}>
        <Tooltip label={loop === null ? t('loopSelection') : t('loopEnd')}>
          <ActionIcon size={22} aria-label={t('loopSpan', { from: formatMoment(span.startMs), to: formatMoment(span.endMs) })} aria-pressed={loop !== null} onClick={playback.toggleLoop}>
            <Icon of={IconRepeat} size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('unselect')}>
          <ActionIcon size={22} aria-label={t('unselect')} onClick={playback.clear}>
            <Icon of={IconX} size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

interface HandleProps {
  readonly position: 'start' | 'end';
  /** To `x` px from where the lanes begin. */
  readonly onDrag: (x: number) => void;
}

/** An edge of the selection. */
function Handle({ position, onDrag }: HandleProps): ReactNode {
  const onPointerMove = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLDivElement>): void => {
    const area = currentTarget.closest('.lane-area');
    if (area !== null && currentTarget.hasPointerCapture(pointerId)) onDrag(clientX - area.getBoundingClientRect().left);
  };
  return <div className={`selection-handle selection-${position}`} data-testid={`selection-${position}`} onPointerDown={takePointer} onPointerMove={onPointerMove} />;
}

function takePointer(event: PointerEvent<HTMLDivElement>): void {
  event.preventDefault();
  event.currentTarget.setPointerCapture(event.pointerId);
}
