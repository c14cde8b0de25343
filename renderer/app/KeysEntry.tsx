import { UnstyledButton } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';

interface Props {
  readonly onOpen: () => void;
}

/** The navigation's way to the sheet of keys, and the key that leads there. */
export function KeysEntry({ onOpen }: Props): ReactNode {
  const { t } = useTranslation('keys');
  useRowKey(keys.keys, onOpen);
  return (
    <UnstyledButton className="nav-item" title={t('open')} aria-label={t('open')} aria-haspopup="dialog" aria-keyshortcuts={ariaShortcut(keys.keys)} onClick={onOpen}>
      <Icon of={IconKeyboard} size={15} />
      <span className="nav-label">{t('open')}</span>
      <span className="nav-count">
        <KeyCaps row={keys.keys} />
      </span>
    </UnstyledButton>
  );
}
