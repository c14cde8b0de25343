import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/ui/State.tsx';

/** The page without its access key. */
export function Locked(): ReactNode {
  const { t } = useTranslation('app');
  return (
    <main className="locked">
      <ErrorState title={t('locked.title')} text={t('locked.text')} />
    </main>
  );
}
