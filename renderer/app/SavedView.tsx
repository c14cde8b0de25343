import { ActionIcon, Menu, Popover, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconChevronDown, IconChevronUp, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { View } from '#shared/model/view.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, chordOf, keys, type KeyRow } from '#renderer/ui/keys.ts';
import { ViewNameForm } from './ViewNameForm.tsx';

interface Props {
  readonly view: View;
  readonly isCurrent: boolean;
  /** On which side of it the dragged view would be dropped; null where none is dragged. */
  readonly dropsAt: 'above' | 'below' | null;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onOpen: () => void;
  readonly onMove: (by: 1 | -1) => void;
  /** Resolves to whether it has the name. */
  readonly onRename: (name: string) => Promise<boolean>;
  readonly onRemove: () => void;
  /** With its id when it begins to be dragged, with null at the end. */
  readonly onDrag: (id: number | null) => void;
  readonly onDrop: () => void;
}

const upRow: KeyRow = { ...keys.moveView, chords: [keys.moveView.chords[0]] };
const downRow: KeyRow = { ...keys.moveView, chords: [keys.moveView.chords[1]] };

/** A saved view in the navigation, with how many calls it shows; moved, renamed and removed by keys, by its menu, or dragged. */
export function SavedView({ view, isCurrent, dropsAt, isFirst, isLast, onOpen, onMove, onRename, onRemove, onDrag, onDrop }: Props): ReactNode {
  const { t } = useTranslation('app');
  const [names, setNames] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isOver, setOver] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { name } = view;
  const count = view.calls === null ? t('nav.many') : formatCount(view.calls);

  function onKeyDown(event: KeyboardEvent): void {
    const move = chordOf(event.nativeEvent, keys.moveView);
    if (move !== -1) {
      // What is put elsewhere in the page loses the focus.
      flushSync(() => onMove(move === 0 ? -1 : 1));
      button.current?.focus();
    } else if (chordOf(event.nativeEvent, keys.renameView) === 0) setNames(true);
    else if (chordOf(event.nativeEvent, keys.removeView) === 0) onRemove();
    else return;
    event.preventDefault();
  }
  /** Resolves to whether it is named so. */
  async function rename(next: string): Promise<boolean> {
    const isNamed = await onRename(next);
    if (isNamed) setNames(false);
    return isNamed;
  }

  return (
    <Popover opened={names} onChange={setNames} position="right-start" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <div
          className={`nav-view${isOver && dropsAt !== null ? ` nav-view-${dropsAt}` : ''}`}
          draggable={!names}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            onDrag(view.id);
          }}
          onDragEnd={() => onDrag(null)}
          onDragOver={(event) => {
            if (dropsAt === null) return;
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={() => {
            setOver(false);
            onDrop();
          }}
          onContextMenu={(event) => {
            event.preventDefault();
            setMenuOpen(true);
          }}
        >
          <UnstyledButton
            ref={button}
            className="nav-item"
            title={name}
            aria-label={`${name}, ${count}`}
            aria-current={isCurrent ? 'page' : undefined}
            aria-keyshortcuts={[keys.moveView, keys.renameView, keys.removeView].map((row) => ariaShortcut(row)).join(' ')}
            onClick={onOpen}
            onKeyDown={onKeyDown}
          >
            <Icon of={IconBookmark} size={15} />
            <span className="nav-label" dir="auto">
              {name}
            </span>
            <span className="nav-count">{count}</span>
          </UnstyledButton>
          <Menu opened={isMenuOpen} onChange={setMenuOpen} position="right-start" width={200}>
            <Menu.Target>
              <ActionIcon className="nav-view-more" size={22} tabIndex={-1} aria-label={t('view.more')} title={t('view.more')}>
                <Icon of={IconDots} size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon of={IconPencil} />} rightSection={<KeyCaps row={keys.renameView} />} onClick={() => setNames(true)}>
                {t('view.rename')}
              </Menu.Item>
              <Menu.Item leftSection={<Icon of={IconChevronUp} />} rightSection={<KeyCaps row={upRow} />} disabled={isFirst} onClick={() => onMove(-1)}>
                {t('view.up')}
              </Menu.Item>
              <Menu.Item leftSection={<Icon of={IconChevronDown} />} rightSection={<KeyCaps row={downRow} />} disabled={isLast} onClick={() => onMove(1)}>
                {t('view.down')}
              </Menu.Item>
              <Menu.Item leftSection={<Icon of={IconTrash} />} rightSection={<KeyCaps row={keys.removeView} />} onClick={onRemove}>
                {t('view.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('view.rename')}>
        <ViewNameForm name={name} onSave={rename} onRemove={null} />
      </Popover.Dropdown>
    </Popover>
  );
}
