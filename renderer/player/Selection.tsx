import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRepeat, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
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

/** What can be done with the selected stretch, or the one that is looped; the lanes show where it is. */
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
  return (
    <div className="selection-buttons" style={{ transform: `translateX(${String(Math.min(Math.max(0, from), widthPx - buttonsPx))}px)` }}>
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
  );
}
