import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownSentence } from '#shared/model/sentenceTimes.ts';
import { formatExact } from './formatTimes.ts';
import './times.css';

interface Props {
  readonly before: NonNullable<ShownSentence['before']>;
}

/** The word beside a sentence whose times the operator corrected; what they were before is told at it. */
export function CorrectedMark({ before: { startMs, endMs, timing } }: Props): ReactNode {
  const { t } = useTranslation('whoSpoke');
  const span = startMs === null ? '' : endMs === null ? t('spanOpen', { from: formatExact(startMs) }) : t('span', { from: formatExact(startMs), to: formatExact(endMs) });
  const was = t(`correctedWas.${timing}`, { span });
  return (
    <Tooltip label={was}>
      <span className="corrected">
        {t('corrected')}
        <span className="sr-only"> {was}</span>
      </span>
    </Tooltip>
  );
}
