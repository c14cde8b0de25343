import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/ui/format.ts';

/** Says how long an answer took. */
export function useMilliseconds(): (ms: number) => string {
  const { t } = useTranslation('pushLog');
  return useCallback((ms) => (ms < 1 ? t('underOneMs') : t('ms', { time: formatCount(Math.round(ms)) })), [t]);
}
