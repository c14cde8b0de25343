import { ActionIcon, Popover } from '@mantine/core';
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { View as SavedView, ViewQuery } from '#shared/model/view.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { MineStore } from './mineStore.ts';
import { ViewNameForm } from './ViewNameForm.tsx';

interface Props {
  readonly mine: MineStore;
  readonly query: ViewQuery;
  /** The one that the list shows; null where what it shows is not saved. */
  readonly saved: SavedView | null;
}

/** Keeps what the list shows under a name, gives it another one, or forgets it. */
export function SaveView({ mine, query, saved }: Props): ReactNode {
  const { t } = useTranslation('app');
  const [isOpen, setOpen] = useState(false);
  const label = t(saved === null ? 'save.label' : 'save.change');
  async function save(name: string): Promise<boolean> {
    const isSaved = await (saved === null ? mine.saveView(name, query) : mine.renameView(saved, name));
    if (isSaved) setOpen(false);
    return isSaved;
  }
  function remove(view: SavedView): void {
    setOpen(false);
    void mine.removeView(view);
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={label} title={label} onClick={() => setOpen(!isOpen)}>
          <Icon of={saved === null ? IconBookmark : IconBookmarkFilled} size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <ViewNameForm name={saved?.name ?? ''} onSave={save} onRemove={saved === null ? null : () => remove(saved)} />
      </Popover.Dropdown>
    </Popover>
  );
}
