import { Tooltip } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { timeUntil, type LaneState } from './lanes.ts';

interface Props {
  readonly lane: Exclude<LaneState, { readonly state: 'ready' }>;
  /** Tries at once to fetch the recording. */
  readonly onRetry: () => Promise<void>;
  /** Where the file that came is to be had. */
  readonly downloadUrl: string;
}

/** What a lane without a wave says in its place. */
export function LaneNote({ lane, onRetry, downloadUrl }: Props): ReactNode {
  const { t } = useTranslation('player');
  const [trying, setTrying] = useState(false);
  const now = useNow(1000);

  const text = (): string => {
    switch (lane.state) {
      case 'unavailable':
        return lane.reason === null ? t('state.unavailable') : t(`gaveUp.${lane.reason}`);
      case 'unplayable':
        return lane.codec === null ? t('notPlayable') : t('state.unplayable', { codec: t(`codec.${lane.codec}`, { defaultValue: lane.codec }) });
      case 'none':
      case 'waiting':
      case 'downloading':
      case 'freed':
        return t(`state.${lane.state}`);
    }
  };
  /** What changes all the time, and is not read out each time. */
  const detail = (): string => {
    if (lane.state === 'waiting' && lane.nextTryAtMs !== null) {
      const left = timeUntil(lane.nextTryAtMs, now);
      const units = { second: 'secondsLeft', minute: 'minutesLeft', hour: 'hoursLeft' } as const;
      return left === null ? '' : t('nextTry', { time: t(units[left.unit], { count: left.count }) });
    }
    if (lane.state !== 'downloading' || lane.receivedBytes === null) return '';
    const received = formatBytes(lane.receivedBytes);
    return lane.totalBytes === null ? t('received', { received }) : t('receivedOf', { received, total: formatBytes(lane.totalBytes) });
  };
  const retry = async (): Promise<void> => {
    setTrying(true);
    await onRetry();
    setTrying(false);
  };

  const note = (
    <span className="lane-note-text">
      <span role="status">{text()}</span>
      {detail()}
    </span>
  );
  const canRetry = lane.state === 'waiting' || lane.state === 'unavailable' || lane.state === 'freed';
  return (
    <span className="lane-note">
      {lane.state === 'waiting' && lane.reason !== null ? <Tooltip label={t(`waitingFor.${lane.reason}`)}>{note}</Tooltip> : note}
      {canRetry ? (
        <button type="button" className="lane-note-action" disabled={trying} onClick={() => void retry()}>
          {trying ? t('trying') : t('tryNow')}
        </button>
      ) : null}
      {lane.state === 'unplayable' ? (
        <a className="lane-note-action" href={downloadUrl} download>
          {t('download')}
        </a>
      ) : null}
    </span>
  );
}
