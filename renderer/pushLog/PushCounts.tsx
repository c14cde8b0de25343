import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushOutcome, PushSummary } from '#shared/model/push.ts';
import { formatCount } from '#renderer/ui/format.ts';

interface Props {
  readonly summary: PushSummary | null;
}

const always: readonly PushOutcome[] = ['stored', 'duplicate', 'revision', 'event', 'refused'];
const whereThere: readonly PushOutcome[] = ['partial', 'waiting'];

/** Today's pushes by what became of them, and how fast they were answered. */
export function PushCounts({ summary }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const countOf = (outcome: PushOutcome): number => summary?.counts[outcome] ?? 0;
  const shown = [...always, ...whereThere.filter((outcome) => countOf(outcome) > 0)];
  const medianMs = summary?.medianAnswerMs ?? null;
  return (
    <dl className="push-counts" aria-label={t('counts')}>
      {shown.map((outcome) => (
        <div key={outcome} className={outcome === 'refused' && countOf('refused') > 0 ? 'push-count push-count-refused' : 'push-count'}>
          <dt>{t(`count.${outcome}`, { count: countOf(outcome) })}</dt>
          <dd>{summary === null ? ' ' : formatCount(countOf(outcome))}</dd>
        </div>
      ))}
      {medianMs === null ? null : (
        <div className="push-count push-median">
          <dt>{t('medianLabel')}</dt>
          <dd>{medianMs < 1 ? t('medianFast') : t('median', { time: formatCount(Math.round(medianMs)) })}</dd>
        </div>
      )}
    </dl>
  );
}
