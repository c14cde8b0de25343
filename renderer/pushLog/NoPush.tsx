import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NothingOpen } from '#renderer/ui/NothingOpen.tsx';

/** The pane while no push is open. */
export function NoPush(): ReactNode {
  const { t } = useTranslation('pushLog');
  return <NothingOpen text={t('noPush')} thenText={t('noPushKeys')} />;
}
