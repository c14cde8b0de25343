import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatClockShort, formatDay } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';

/** Says a time as a person does: `today 14:37`. */
export function useWhen(): (atMs: number) => string {
  const { t } = useTranslation('recordings');
  const nowMs = useNow(60_000);
  return useCallback(
    (atMs) => {
      const time = formatClockShort(atMs);
      const day = formatDay(atMs, nowMs);
      return day.kind === 'date' ? t('when.date', { day: day.text, time }) : t(`when.${day.kind}`, { time });
    },
    [t, nowMs],
  );
}
