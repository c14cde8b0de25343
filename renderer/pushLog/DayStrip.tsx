import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';

interface Props {
  readonly atMs: number;
}

/** The day of an arrival in words. */
export function DayStrip({ atMs }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const day = formatDay(atMs, useNow(60_000));
  return <span className="pushes-day">{day.kind === 'date' ? day.text : t(`day.${day.kind}`)}</span>;
}
