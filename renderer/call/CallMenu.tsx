import { ActionIcon, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useContext, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/app/client.ts';
import { HeldKeysContext } from '#renderer/ui/heldKeys.ts';
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
  const { openCallWindow, linkTo } = useClient();
  const { isHeld } = useContext(HeldKeysContext);
  const link = useClipboard({ timeout: 2000 });
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
        {/* A call that has a window of its own is in it. */}
        {isHeld(keys.ownWindow) ? (
          <Menu.Item rightSection={<KeyCaps row={keys.ownWindow} />} aria-keyshortcuts={ariaShortcut(keys.ownWindow)} onClick={() => openCallWindow(callId)}>
            {t('ownWindow')}
          </Menu.Item>
        ) : null}
        <Menu.Item closeMenuOnClick={false} onClick={() => link.copy(linkTo(callId))}>
          {t(link.copied ? 'linkCopied' : 'copyLink')}
        </Menu.Item>
        <Menu.Item rightSection={<KeyCaps row={keys.saveCall} />} aria-keyshortcuts={ariaShortcut(keys.saveCall)} onClick={() => onSave?.()}>
          {t('saveCall')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
