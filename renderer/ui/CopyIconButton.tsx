import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Hint } from './Hint.tsx';
import { Icon } from './Icon.tsx';

interface Props {
  readonly value: string;
  /** What it does, such as "Copy number", and what it says once done. */
  readonly label: string;
  readonly copiedLabel: string;
  readonly className?: string;
}

/** A small button that copies `value` and says so for two seconds. */
export function CopyIconButton({ value, label, copiedLabel, className = '' }: Props): ReactNode {
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Hint label={copied ? copiedLabel : label}>
          <ActionIcon className={className} aria-label={copied ? copiedLabel : label} onClick={copy}>
            <Icon of={copied ? IconCheck : IconCopy} size={15} />
          </ActionIcon>
        </Hint>
      )}
    </CopyButton>
  );
}
