import { Menu, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './chips.css';

interface Props {
  readonly label: string;
  /** What is chosen, in words; null for nothing. */
  readonly value: string | null;
  /** What the button does that takes the choice back. */
  readonly clearLabel: string;
  /** The menu's items. */
  readonly children: ReactNode;
  readonly onClear: () => void;
}

/** Narrows a list: says what is chosen, and has a menu to choose from. */
export function FilterChip({ label, value, clearLabel, children, onClear }: Props): ReactNode {
  return (
    <span className={value === null ? 'chip' : 'chip chip-set'}>
      <Menu position="bottom-start">
        <Menu.Target>
          <UnstyledButton className="chip-button" aria-label={value === null ? label : `${label}: ${value}`}>
            {value === null ? <Icon of={IconPlus} size={13} /> : null}
            <span className="chip-text">{value ?? label}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={420} className="chip-menu">
          {children}
        </Menu.Dropdown>
      </Menu>
      {value === null ? null : <ChipClear label={clearLabel} onClear={onClear} />}
    </span>
  );
}

/** Takes back what a chip has chosen. */
export function ChipClear({ label, onClear }: { readonly label: string; readonly onClear: () => void }): ReactNode {
  return (
    <UnstyledButton className="chip-clear" aria-label={label} title={label} onClick={onClear}>
      <Icon of={IconX} size={12} />
    </UnstyledButton>
  );
}
