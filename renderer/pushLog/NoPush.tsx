import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import './pushPane.css';

const keys = ['j', 'k', '↵'] as const;

/** The pane while no push is open. */
export function NoPush(): ReactNode {
  const { t } = useTranslation('pushLog');
  return (
    <div className="no-push">
      <p>{t('noPush')}</p>
      <p className="no-push-keys">
        <Kbd>{keys[0]}</Kbd>
        <Kbd>{keys[1]}</Kbd> {t('noPushKeys')} <Kbd>{keys[2]}</Kbd>
      </p>
    </div>
  );
}
