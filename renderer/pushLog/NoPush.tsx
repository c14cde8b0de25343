import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { keys } from '#renderer/ui/keys.ts';
import './pushPane.css';

/** The pane while no push is open. */
export function NoPush(): ReactNode {
  const { t } = useTranslation('pushLog');
  return (
    <div className="no-push">
      <p>{t('noPush')}</p>
      <p className="no-push-keys">
        <KeyCaps row={keys.rows} isRead /> {t('noPushKeys')} <KeyCaps row={keys.openRow} isRead />
      </p>
    </div>
  );
}
