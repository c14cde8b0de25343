import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Empty for a view that has none yet. */
  readonly name: string;
  /** Resolves to whether it was saved. */
  readonly onSave: (name: string) => Promise<boolean>;
  /** Null where there is nothing to remove. */
  readonly onRemove: (() => void) | null;
}

/** The name of a view. */
export function ViewNameForm({ name, onSave, onRemove }: Props): ReactNode {
  const { t } = useTranslation('app');
  const [text, setText] = useState(name);
  const [hasFailed, setFailed] = useState(false);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() !== '') setFailed(!(await onSave(text.trim())));
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="save-view">
      <TextInput data-autofocus label={t('save.name')} maxLength={60} value={text} onChange={(event) => setText(event.currentTarget.value)} error={hasFailed ? t('save.failed') : undefined} />
      <div className="save-view-deeds">
        <Button type="submit" disabled={text.trim() === ''}>
          {t('save.save')}
        </Button>
        {onRemove === null ? null : (
          <Button variant="subtle" onClick={onRemove}>
            {t('save.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
