import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatClock, formatClockPrecise, formatCount, formatDay } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';

/** Says a time as a person does: `today 14:37:33`; `precise` down to the millisecond. */
export function useWhen(): (atMs: number, how?: { readonly precise: boolean }) => string {
  const { t } = useTranslation('pushLog');
  const nowMs = useNow(60_000);
  return useCallback(
    (atMs, how) => {
      const time = how?.precise === true ? formatClockPrecise(atMs) : formatClock(atMs);
      const day = formatDay(atMs, nowMs);
      return day.kind === 'date' ? t('when.onDay', { day: day.text, time }) : t(`when.${day.kind}`, { time });
    },
    [t, nowMs],
  );
}

/** Says how long an answer took. */
export function useMilliseconds(): (ms: number) => string {
  const { t } = useTranslation('pushLog');
  return useCallback((ms) => (ms < 1 ? t('underOneMs') : t('ms', { time: formatCount(Math.round(ms)) })), [t]);
}
