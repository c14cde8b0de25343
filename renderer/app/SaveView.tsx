import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { View as SavedView, ViewQuery } from '#shared/model/view.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useClient } from './client.ts';

interface Props {
  readonly query: ViewQuery;
  /** The one that the list shows; null where what it shows is not saved. */
  readonly saved: SavedView | null;
}

/** Keeps what the list shows under a name, gives it another one, or forgets it. */
export function SaveView({ query, saved }: Props): ReactNode {
  const { t } = useTranslation('app');
  const { api } = useClient();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [hasFailed, setFailed] = useState(false);
  const label = t(saved === null ? 'save.label' : 'save.change');
  const attempt = (change: Promise<unknown>): void => {
    change.then(() => setOpen(false), () => setFailed(true));
  };
  const onOpen = (opened: boolean): void => {
    setOpen(opened);
    setName(saved?.name ?? '');
    setFailed(false);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') attempt(api.views.save({ ...(saved === null ? {} : { id: saved.id }), name, query }));
  };
  return (
    <Popover opened={isOpen} onChange={onOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={label} title={label} onClick={() => onOpen(!isOpen)}>
          <Icon of={saved === null ? IconBookmark : IconBookmarkFilled} size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={onSubmit} className="save-view">
          <TextInput data-autofocus label={t('save.name')} maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} error={hasFailed ? t('save.failed') : undefined} />
          <div className="save-view-deeds">
            <Button type="submit" disabled={name.trim() === ''}>
              {t('save.save')}
            </Button>
            {saved === null ? null : (
              <Button variant="subtle" onClick={() => attempt(api.views.remove({ id: saved.id }))}>
                {t('save.remove')}
              </Button>
            )}
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
