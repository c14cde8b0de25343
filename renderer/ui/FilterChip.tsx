import { Menu, Popover, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState, type ReactNode, type Ref } from 'react';
import { Icon } from './Icon.tsx';
import './chips.css';

interface Props {
  readonly label: string;
  /** What is chosen, in words; null for nothing. */
  readonly value: string | null;
  /** What the button does that takes the choice back. */
  readonly clearLabel: string;
  /** Whether it is open from the start, as when somebody asked for this filter. */
  readonly startsOpen?: boolean;
  /** The menu's items. */
  readonly children: ReactNode;
  readonly onClear: () => void;
  readonly onClosed?: () => void;
}

/** Narrows a list: says what is chosen, and has a menu to choose from. */
export function FilterChip({ label, value, clearLabel, startsOpen = false, children, onClear, onClosed }: Props): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const onClose = useClosing(button, onClosed);
  return (
    <span className={value === null ? 'chip' : 'chip chip-set'}>
      <Menu position="bottom-start" defaultOpened={startsOpen} onClose={onClose}>
        <Menu.Target>
          <ChipButton ref={button} label={label} value={value} />
        </Menu.Target>
        <Menu.Dropdown mah={420} className="chip-menu">
          {children}
        </Menu.Dropdown>
      </Menu>
      {value === null ? null : <ChipClear label={clearLabel} onClear={onClear} />}
    </span>
  );
}

interface FormProps extends Omit<Props, 'children'> {
  /** What is filled in; it closes the form. */
  readonly children: (close: () => void) => ReactNode;
}

/** The same for what is no choice among a few: says what is chosen, and has a form to fill in. */
export function FormChip({ label, value, clearLabel, startsOpen = false, children, onClear, onClosed }: FormProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(startsOpen);
  const onClose = useClosing(button, onClosed);
  const change = (opened: boolean): void => {
    setOpen(opened);
    if (!opened) onClose();
  };
  return (
    <span className={value === null ? 'chip' : 'chip chip-set'}>
      <Popover opened={isOpen} onChange={change} position="bottom-start" trapFocus>
        <Popover.Target>
          <ChipButton ref={button} label={label} value={value} onClick={() => change(!isOpen)} />
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>{children(() => change(false))}</Popover.Dropdown>
      </Popover>
      {value === null ? null : <ChipClear label={clearLabel} onClear={onClear} />}
    </span>
  );
}

/** What was open leaves the focus at the chip, wherever it was before. */
function useClosing(button: { readonly current: HTMLButtonElement | null }, onClosed: (() => void) | undefined): () => void {
  return () => {
    button.current?.focus({ preventScroll: true });
    onClosed?.();
  };
}

interface ChipButtonProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly label: string;
  readonly value: string | null;
  readonly onClick?: () => void;
}

/** Whatever else the menu or the form gives its target goes to the button. */
function ChipButton({ label, value, ...target }: ChipButtonProps): ReactNode {
  return (
    <UnstyledButton {...target} className="chip-button" aria-label={value === null ? label : `${label}: ${value}`}>
      {value === null ? <Icon of={IconPlus} size={13} /> : null}
      <span className="chip-text">{value ?? label}</span>
    </UnstyledButton>
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
