import { Tooltip } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '#renderer/ui/useNow.ts';
import { timeUntil, type LaneState } from './lanes.ts';

interface Props {
  readonly lane: Exclude<LaneState, { readonly state: 'ready' }>;
  /** Tries at once to fetch the recording. */
  readonly onRetry: () => Promise<void>;
}

/** What a lane without a wave says in its place. */
export function LaneNote({ lane, onRetry }: Props): ReactNode {
  const { t } = useTranslation('player');
  const [trying, setTrying] = useState(false);
  const now = useNow(1000);

  const left = lane.state === 'waiting' && lane.nextTryAtMs !== null ? timeUntil(lane.nextTryAtMs, now) : null;
  const text = (): string => {
    if (lane.state === 'unavailable' && lane.reason !== null) return t(`gaveUp.${lane.reason}`);
    if (left === null) return t(`state.${lane.state}`);
    const units = { second: 'secondsLeft', minute: 'minutesLeft', hour: 'hoursLeft' } as const;
    return t('state.waitingUntil', { time: t(units[left.unit], { count: left.count }) });
  };
  const retry = async (): Promise<void> => {
    setTrying(true);
    await onRetry();
    setTrying(false);
  };

  const note = <span className="lane-note-text">{text()}</span>;
  return (
    <span className="lane-note" role="status">
      {lane.state === 'waiting' && lane.reason !== null ? <Tooltip label={t(`waitingFor.${lane.reason}`)}>{note}</Tooltip> : note}
      {lane.state === 'waiting' || lane.state === 'unavailable' ? (
        <button type="button" className="lane-note-action" disabled={trying} onClick={() => void retry()}>
          {trying ? t('trying') : t('tryNow')}
        </button>
      ) : null}
    </span>
  );
}
