import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, startOfDay } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import type { DayOf } from './feedItems.ts';

/** The day of an arrival in words, or when something is due. */
export function DayText({ day }: { readonly day: DayOf }): ReactNode {
  const { t } = useTranslation('feed');
  const nowMs = useNow(60_000);
  if (day.of === 'due' && day.isOverdue) return <span className="feed-overdue">{t('followUp.overdue')}</span>;
  const at = formatDay(day.atMs, nowMs);
  if (day.of === 'arrival') return at.kind === 'date' ? at.text : t(`day.${at.kind}`);
  if (at.kind === 'today') return t('followUp.today');
  const isTomorrow = startOfDay(day.atMs) === new Date(startOfDay(nowMs)).setDate(new Date(nowMs).getDate() + 1);
  return isTomorrow ? t('followUp.tomorrow') : t('followUp.day', { day: at.kind === 'date' ? at.text : t('day.yesterday') });
}
