import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingsUsage } from '#shared/contract/recordings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { formatRoom } from './formatRoom.ts';

/** Says that nothing is fetched for want of room, and what to do. */
export function PausedNote({ disk }: Pick<RecordingsUsage, 'disk'>): ReactNode {
  const { t } = useTranslation('recordings');
  return (
    <div className="recordings-paused" role="alert">
      <Icon of={IconAlertTriangle} size={16} />
      <span>
        <strong>{t('paused.title')}</strong>{' '}
        {disk === null ? t('paused.unknown') : t('paused.room', { free: formatRoom(disk.freeBytes), reserved: formatRoom(disk.reservedBytes) })}
      </span>
    </div>
  );
}
