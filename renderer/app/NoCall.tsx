import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { keys } from '#renderer/ui/keys.ts';

/** The place of the opened call while none is open. */
export function NoCall(): ReactNode {
  const { t } = useTranslation('app');
  return (
    <div className="no-call">
      <p>{t('call.choose')}</p>
      <p className="no-call-keys">
        <KeyCaps row={keys.rows} isRead /> <span>{t('call.keys')}</span> <KeyCaps row={keys.openRow} isRead />
      </p>
    </div>
  );
}
