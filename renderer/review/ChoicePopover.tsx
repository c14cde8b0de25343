import { Autocomplete, Button, Popover } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '#renderer/ui/controls.css';
import './review.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** What it hangs on: one element. */
  readonly target: ReactNode;
  readonly title: string;
  readonly choices: readonly string[];
  readonly maxLength: number;
  readonly onChoose: (text: string) => void;
  /** A way to have none; null where there is none to take away. */
  readonly none: { readonly label: string; readonly act: () => void } | null;
}

/** Asks for a few words, offering those that were used before. */
export function ChoicePopover({ opened, onClose, target, title, choices, maxLength, onChoose, none }: Props): ReactNode {
  return (
    <Popover opened={opened} onChange={(isOpen) => (isOpen ? null : onClose())} position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <ChoiceForm title={title} choices={choices} maxLength={maxLength} onChoose={onChoose} none={none} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ChoiceForm({ title, choices, maxLength, onChoose, none }: Pick<Props, 'title' | 'choices' | 'maxLength' | 'onChoose' | 'none'>): ReactNode {
  const { t } = useTranslation('review');
  const [text, setText] = useState('');
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') onChoose(text.trim());
  };
  return (
    <form className="review-form" onSubmit={choose}>
      <Autocomplete data-autofocus label={title} data={[...choices]} value={text} onChange={setText} onOptionSubmit={onChoose} maxLength={maxLength} maxDropdownHeight={180} comboboxProps={{ withinPortal: false }} />
      <div className="review-form-end">
        {none === null ? null : (
          <Button type="button" variant="subtle" color="gray" onClick={none.act}>
            {none.label}
          </Button>
        )}
        <Button type="submit" variant="filled">
          {t('choose')}
        </Button>
      </div>
    </form>
  );
}
