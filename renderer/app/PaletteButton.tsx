import { ActionIcon } from '@mantine/core';
import { IconCommand } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';

interface Props {
  readonly onOpen: () => void;
}

/** The top bar's way to the command palette, which takes its key itself. */
export function PaletteButton({ onOpen }: Props): ReactNode {
  const { t } = useTranslation('palette');
  return (
    <ActionIcon aria-label={t('open')} title={t('open')} aria-haspopup="dialog" aria-keyshortcuts={ariaShortcut(keys.palette)} onClick={onOpen}>
      <Icon of={IconCommand} size={16} />
    </ActionIcon>
  );
}
