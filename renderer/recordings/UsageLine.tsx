import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient } from '#renderer/app/client.ts';
import { UsageFigures } from './UsageFigures.tsx';
import { createUsageStore } from './usageStore.ts';
import './recordings.css';

/** What recordings take of the disk, as a line of the settings that leads to the screen about it. */
export function UsageLine(): ReactNode {
  const { t } = useTranslation('recordings');
  const client = useClient();
  const [store] = useState(() => createUsageStore(client));
  const { usage, phase } = useStore(store.store);
  useEffect(() => store.watch(), [store]);
  return (
    <div className="setting">
      <div className="setting-words">
        <span className="setting-label">{t('usage.line')}</span>
        <p className="setting-hint">{t('usage.lineHint')}</p>
      </div>
      <div className="setting-control usage-line">
        {usage === null ? null : <UsageFigures usage={usage} />}
        {phase === 'failed' ? <p className="usage-note">{t('usage.failed')}</p> : null}
        <a href="#/recordings">{t('usage.show')}</a>
      </div>
    </div>
  );
}
