import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushOutcome, PushSummary } from '#shared/model/push.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { useMilliseconds } from './milliseconds.ts';

interface Props {
  readonly summary: PushSummary | null;
}

type Counted = Exclude<PushOutcome, 'partial'>;
const always: readonly Counted[] = ['stored', 'duplicate', 'revision', 'event', 'refused'];

/** Today's pushes by what became of them, and how fast they were answered. */
export function PushCounts({ summary }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const inMs = useMilliseconds();
  const part = summary?.counts.partial ?? 0;
  // What was refused in part stands with what was refused: both want to be looked at.
  const countOf = (outcome: Counted): number => (summary?.counts[outcome] ?? 0) + (outcome === 'refused' ? part : 0);
  const shown = countOf('waiting') === 0 ? always : ([...always, 'waiting'] as const);
  const medianMs = summary?.medianAnswerMs ?? null;
  const lastMs = summary?.lastAnswerMs ?? null;
  return (
    <dl className="push-counts" aria-label={t('counts')}>
      {shown.map((outcome) => (
        <div key={outcome} className={outcome === 'refused' && countOf('refused') > 0 ? 'push-count push-count-refused' : 'push-count'}>
          <dt>{t(`count.${outcome}`, { count: countOf(outcome) })}{outcome === 'refused' && part > 0 ? <span className="push-count-part">{t('count.ofThese', { count: part })}</span> : null}</dt>
          <dd>{summary === null ? ' ' : formatCount(countOf(outcome))}</dd>
        </div>
      ))}
      {medianMs === null ? null : (
        <div className="push-count push-median">
          <dt>
            {t('medianLabel')}
            {lastMs === null ? null : <span className="push-median-last">{t('lastAnswer', { time: inMs(lastMs) })}</span>}
          </dt>
          <dd>{inMs(medianMs)}</dd>
        </div>
      )}
    </dl>
  );
}
