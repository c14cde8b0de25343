import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatClock, formatClockPrecise, formatClockShort, formatDay } from './format.ts';
import { useNow } from './useNow.ts';

const clocks = { minutes: formatClockShort, seconds: formatClock, milliseconds: formatClockPrecise } as const;

/** Says a time as a person does: `today 14:37`, and as exactly as is asked for. */
export function useWhen(downTo: keyof typeof clocks = 'minutes'): (atMs: number) => string {
  const { t } = useTranslation('app');
  const nowMs = useNow(60_000);
  return useCallback(
    (atMs) => {
      const time = clocks[downTo](atMs);
      const day = formatDay(atMs, nowMs);
      return day.kind === 'date' ? t('when.date', { day: day.text, time }) : t(`when.${day.kind}`, { time });
    },
    [t, nowMs, downTo],
  );
}
