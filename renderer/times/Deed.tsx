import { ActionIcon, Tooltip } from '@mantine/core';
import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, type KeyRow } from '#renderer/ui/keys.ts';

interface Props {
  readonly icon: TablerIcon;
  readonly word: string;
  readonly row: KeyRow;
  readonly isDisabled: boolean;
  readonly isSmall?: boolean;
  readonly act: (event: MouseEvent) => void;
}

/** A click leaves the focus where it was, so that the keys go on to mean the sentence. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** A button that is only an icon, with its word at hand. */
export function Deed({ icon, word, row, isDisabled, isSmall = false, act }: Props): ReactNode {
  return (
    <Tooltip label={word}>
      <ActionIcon className="deed" size={isSmall ? 20 : 26} aria-label={word} aria-keyshortcuts={ariaShortcut(row)} disabled={isDisabled} onMouseDown={keepFocus} onClick={act}>
        <Icon of={icon} size={isSmall ? 14 : 16} />
      </ActionIcon>
    </Tooltip>
  );
}
