import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LaneVoice } from './voices.ts';

interface Props {
  readonly name: string;
  readonly voice: LaneVoice;
}

/** With the keyboard it is shown on the word. */
const shownOn = { hover: true, focus: true, touch: true };

/** Whose voice a lane shows, its part of what is said, and a word on its times, which says more when it is asked. */
export function LaneName({ name, voice: { percent, note, why } }: Props): ReactNode {
  const { t } = useTranslation('player');
  return (
    <>
      {name}
      {percent === null && note === null ? null : (
        <span className="lane-part">
          {percent === null ? null : t('percent', { percent })}
          {percent === null || note === null ? null : t('and')}
          {note === null ? null : (
            <Tooltip label={t(`timesWhy.${note}`, { why: why ?? '' })} multiline maw={260} events={shownOn}>
              <span className="lane-times" tabIndex={0} data-note={note}>
                {t(`times.${note}`)}
              </span>
            </Tooltip>
          )}
        </span>
      )}
    </>
  );
}
