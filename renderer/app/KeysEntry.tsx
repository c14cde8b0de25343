import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { KeysSheet } from './KeysSheet.tsx';

/** The navigation's way to the sheet of keys, and the sheet. */
export function KeysEntry(): ReactNode {
  const { t } = useTranslation('keys');
  const [opened, { open, close }] = useDisclosure(false);
  useRowKey(keys.keys, open);
  return (
    <>
      <UnstyledButton className="nav-item" title={t('open')} aria-label={t('open')} aria-haspopup="dialog" aria-keyshortcuts={ariaShortcut(keys.keys)} onClick={open}>
        <Icon of={IconKeyboard} size={15} />
        <span className="nav-label">{t('open')}</span>
        <span className="nav-count">
          <KeyCaps row={keys.keys} />
        </span>
      </UnstyledButton>
      <KeysSheet opened={opened} onClose={close} />
    </>
  );
}
