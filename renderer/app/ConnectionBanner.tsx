import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatClock } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useClient } from './client.ts';
import { useConnection } from './useEvents.ts';

/** Says since when the page is not connected, and that it connects again. */
export function ConnectionBanner(): ReactNode {
  const { t } = useTranslation('app');
  const { events } = useClient();
  const connection = useConnection();
  useEffect(() => {
    const retry = (): void => events.retryNow();
    window.addEventListener('online', retry);
    window.addEventListener('focus', retry);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('focus', retry);
    };
  }, [events]);
  if (connection.state !== 'lost') return null;
  return (
    <div className="banner" role="alert">
      <Icon of={IconPlugConnectedX} size={16} />
      <span>
        <strong>{t('connection.lost', { time: formatClock(connection.sinceMs) })}</strong> {t('connection.reconnects')}
      </span>
      <Button onClick={events.retryNow}>{t('connection.tryNow')}</Button>
    </div>
  );
}
