import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingsUsage } from '#shared/contract/recordings.ts';
import { formatRoom } from './formatRoom.ts';

/** From here on it is said what happens at the limit. */
const nearBudget = 0.9;

/** How much recordings take, of how much, as words and a bar. */
export function UsageFigures({ usage: { bytes, files, budgetBytes, disk } }: { readonly usage: RecordingsUsage }): ReactNode {
  const { t } = useTranslation('recordings');
  const share = budgetBytes === null || budgetBytes === 0 ? null : bytes / budgetBytes;
  const percent = share === null ? 0 : Math.min(100, Math.round(share * 100));
  const facts = [
    files === 0 ? t('usage.none') : t('usage.files', { count: files }),
    ...(budgetBytes === null ? [t('usage.noBudget')] : []),
    ...(disk === null ? [] : [t('usage.diskFree', { free: formatRoom(disk.freeBytes) })]),
  ];
  return (
    <div className="usage-figures">
      <p className="usage-taken">
        <strong>{budgetBytes === null ? formatRoom(bytes) : t('usage.takenOf', { bytes: formatRoom(bytes), budget: formatRoom(budgetBytes) })}</strong>
        <span>{facts.join(' · ')}</span>
      </p>
      {share === null ? null : <Progress className="usage-bar" value={percent} size={6} aria-label={t('usage.bar', { percent })} />}
      {share === null || share < nearBudget ? null : <p className="usage-note">{t('usage.nearBudget')}</p>}
    </div>
  );
}
