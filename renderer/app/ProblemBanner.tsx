import { CloseButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '#shared/model/status.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { formatClock } from '#renderer/ui/format.ts';

interface Props {
  readonly status: AppStatus | null;
}

/** The gravest problem, since when, and what to do about it; one that costs no push can be put away until it comes anew. */
export function ProblemBanner({ status }: Props): ReactNode {
  const { t } = useTranslation('app');
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const problem = status?.problems.find(({ kind, sinceMs, stopsKeeping }) => stopsKeeping || !hidden.includes(`${kind} ${sinceMs}`));
  if (problem === undefined) return null;
  const { kind, sinceMs, stopsKeeping, sentence, advice } = problem;
  return (
    <div className={stopsKeeping ? 'banner' : 'banner banner-note'} role="alert" data-problem={kind}>
      <Icon of={IconAlertTriangle} size={16} />
      <span>
        <strong>{sentence}</strong> {stopsKeeping ? `${t('problem.notKept', { time: formatClock(sinceMs) })} ` : null}
        {advice}
      </span>
      {stopsKeeping ? null : <CloseButton aria-label={t('problem.hide')} title={t('problem.hide')} onClick={() => setHidden([...hidden, `${kind} ${sinceMs}`])} />}
    </div>
  );
}
