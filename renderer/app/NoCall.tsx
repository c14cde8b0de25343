import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '#renderer/ui/Kbd.tsx';

/** The place of the opened call while none is open. */
export function NoCall(): ReactNode {
  const { t } = useTranslation('app');
  return (
    <div className="no-call">
      <p>{t('call.choose')}</p>
      <p className="no-call-keys">
        <Kbd>J</Kbd> <Kbd>K</Kbd> <span>{t('call.keys')}</span> <Kbd>↵</Kbd>
      </p>
    </div>
  );
}
