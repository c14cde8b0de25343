import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { canBeAskedFor, type LaneState } from './lanes.ts';
import { TryNow } from './TryNow.tsx';
import './earlierSound.css';

interface Props {
  /** Of the recording that is to take the place of the sound that the lane shows. */
  readonly lane: LaneState;
  /** The lane's name. */
  readonly name: string;
  readonly onRetry: () => Promise<void>;
}

/** With the keyboard it is shown on the button. */
const shownOn = { hover: true, focus: true, touch: true };

/** Says that a lane's sound is an earlier one, and why; the new one can be asked for by hand. */
export function EarlierSound({ lane, name, onRetry }: Props): ReactNode {
  const { t } = useTranslation('player');
  const why = (): string => {
    if (lane.state === 'waiting' && lane.reason !== null) return t('earlierWaits', { reason: t(`waitingFor.${lane.reason}`) });
    if (lane.state === 'unavailable' && lane.reason !== null) return t('earlierGivenUp', { reason: t(`gaveUp.${lane.reason}`) });
    return t('earlierWhy');
  };
  return (
    <Tooltip label={why()} multiline maw={240} events={shownOn}>
      <div className="lane-earlier">
        <div>{t('earlier')}</div>
        {lane.state === 'downloading' ? <div>{t('state.downloading')}</div> : null}
        {canBeAskedFor(lane) ? <TryNow className="lane-earlier-try" label={t('tryNowOf', { lane: name })} onRetry={onRetry} /> : null}
      </div>
    </Tooltip>
  );
}
