import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NothingOpen } from '#renderer/ui/NothingOpen.tsx';

/** The place of the opened call while none is open. */
export function NoCall(): ReactNode {
  const { t } = useTranslation('app');
  return <NothingOpen text={t('call.choose')} thenText={t('call.keys')} />;
}
