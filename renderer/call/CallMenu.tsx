import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useReviews } from '#renderer/review/index.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';

interface Props {
  readonly callId: string;
  /** Null while that is not known. */
  readonly isRead: boolean | null;
  /** Saves the call as one page; null while it is not here yet. */
  readonly onSave: (() => void) | null;
}

/** What can be done with the call as a whole. */
export function CallMenu({ callId, isRead, onSave }: Props): ReactNode {
  const { t } = useTranslation('call');
  const reviews = useReviews();
  useRowKey(keys.saveCall, onSave);
  return (
    <Menu position="bottom-end" width={280} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon className="call-menu" aria-label={t('menu')} disabled={onSave === null}>
          <Icon of={IconDots} size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isRead === null ? null : (
          <Menu.Item rightSection={<KeyCaps row={keys.read} />} aria-keyshortcuts={ariaShortcut(keys.read)} onClick={() => void reviews.set([callId], { read: !isRead })}>
            {isRead ? t('markUnread') : t('markRead')}
          </Menu.Item>
        )}
        <Menu.Item rightSection={<KeyCaps row={keys.saveCall} />} aria-keyshortcuts={ariaShortcut(keys.saveCall)} onClick={() => onSave?.()}>
          {t('saveCall')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
