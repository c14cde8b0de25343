import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { canBeAskedFor, timeUntil, type LaneState } from './lanes.ts';
import { TryNow } from './TryNow.tsx';

interface Props {
  readonly lane: Exclude<LaneState, { readonly state: 'ready' }>;
  /** Tries at once to fetch the recording. */
  readonly onRetry: () => Promise<void>;
  /** Where the file that came is to be had. */
  readonly downloadUrl: string;
}

/** With the keyboard it is shown on the button. */
const shownOn = { hover: true, focus: true, touch: true };

/** What a lane without a wave says in its place. */
export function LaneNote({ lane, onRetry, downloadUrl }: Props): ReactNode {
  const { t } = useTranslation('player');
  const now = useNow(1000);

  const text = (): string => {
    switch (lane.state) {
      case 'unavailable':
        return lane.reason === null ? t('state.unavailable') : t(`gaveUp.${lane.reason}`);
      case 'unplayable':
        return lane.codec === null ? t('notPlayable') : t('state.unplayable', { codec: t(`codec.${lane.codec}`, { defaultValue: lane.codec }) });
      case 'waiting':
        return t(lane.reason === 'disk-full' ? 'state.waitingForRoom' : 'state.waiting');
      case 'none':
      case 'downloading':
      case 'freed':
        return t(`state.${lane.state}`);
    }
  };
  /** What changes all the time, and is not read out each time. */
  const detail = (): string => {
    if (lane.state === 'waiting' && lane.reason === 'disk-full' && lane.nextTryAtMs === null) return t('nextWithRoom');
    if (lane.state === 'waiting' && lane.nextTryAtMs !== null) {
      const left = timeUntil(lane.nextTryAtMs, now);
      const units = { second: 'secondsLeft', minute: 'minutesLeft', hour: 'hoursLeft' } as const;
      return left === null ? '' : t('nextTry', { time: t(units[left.unit], { count: left.count }) });
    }
    if (lane.state !== 'downloading' || lane.receivedBytes === null) return '';
    const received = formatBytes(lane.receivedBytes);
    return lane.totalBytes === null ? t('received', { received }) : t('receivedOf', { received, total: formatBytes(lane.totalBytes) });
  };

  // That the disk is full is what the lane says anyway.
  const why = lane.state === 'waiting' && lane.reason !== null && lane.reason !== 'disk-full' ? t(`waitingFor.${lane.reason}`) : null;
  const note = (
    <span className="lane-note">
      <span className="lane-note-text">
        <span role="status">{text()}</span>
        {detail()}
        {why === null ? null : <span className="sr-only">. {why}</span>}
      </span>
      {canBeAskedFor(lane) ? <TryNow className="lane-note-action" onRetry={onRetry} /> : null}
      {lane.state === 'unplayable' ? (
        <a className="lane-note-action" href={downloadUrl} download>
          {t('download')}
        </a>
      ) : null}
    </span>
  );
  return why === null ? (
    note
  ) : (
    <Tooltip label={why} events={shownOn}>
      {note}
    </Tooltip>
  );
}
