import { Modal } from '@mantine/core';
import { createSpotlightStore, SpotlightRoot } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, type KeyRow } from '#renderer/ui/keys.ts';
import { typeAhead } from '#renderer/ui/typeAhead.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { PaletteBody } from './PaletteBody.tsx';
import type { PaletteCommand, PaletteDeed, PalettePlace } from './paletteItems.ts';
import './palette.css';

interface Props {
  readonly opened: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  /** Every row of keys; those that hold now are offered as commands. */
  readonly rows: readonly KeyRow[];
  readonly places: readonly PalettePlace[];
  /** Others that these words name, or that hold without any. */
  readonly commandsOf: (words: string) => readonly PaletteCommand[];
  readonly deedsOf: (words: string) => readonly PaletteDeed[];
  readonly onOpenCall: (callId: string) => void;
  readonly onSearch: (q: string) => void;
}

const classNames = { content: 'palette', body: 'palette-body' };
const overlay = { backgroundOpacity: 0.5, blur: 0 };
/** There and gone at once, and faded in by its style: what is typed on the way would be taken for keys of the page. */
const transition = { duration: 0, exitDuration: 0 } as const;

/** Everything that can be done and gone to, by its name; the calls by their words. A key leads to it. */
export function Palette({ opened, onOpen, onClose, rows, places, commandsOf, deedsOf, onOpenCall, onSearch }: Props): ReactNode {
  const { t } = useTranslation('palette');
  const store = useMemo(() => createSpotlightStore(), []);
  useRowKey(keys.palette, () => {
    typeAhead();
    onOpen();
  });
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (opened) before.current = document.activeElement;
    // `updateState` would tell nobody: the palette would wait for whatever renders next.
    store.setState((state) => ({ ...state, opened }));
  }, [store, opened]);
  // Each opening begins anew, also one before the last was gone from the screen.
  const [opening, setOpening] = useState({ opened, count: 0 });
  if (opened !== opening.opened) setOpening({ opened, count: opening.count + (opened ? 1 : 0) });
  // Once the palette is gone and the focus is where it was: what is chosen may be meant for what is there.
  const chosen = useRef<(() => void) | null>(null);

  function choose(run: () => void): void {
    chosen.current = run;
    onClose();
  }

  function gone(): void {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    chosen.current?.();
    chosen.current = null;
  }

  return (
    <SpotlightRoot
      store={store}
      shortcut={null}
      size={560}
      yOffset={96}
      classNames={classNames}
      overlayProps={overlay}
      transitionProps={transition}
      // The modal's own way of Escape leaves the key to what lies below, which would close too.
      closeOnEscape={false}
      returnFocus={false}
      onSpotlightClose={onClose}
    >
      <Modal.Title className="sr-only">{t('title')}</Modal.Title>
      <PaletteBody key={opening.count} rows={rows} places={places} commandsOf={commandsOf} deedsOf={deedsOf} onChoose={choose} onClose={onClose} onToggle={opened ? onClose : onOpen} onGone={gone} onOpenCall={onOpenCall} onSearch={onSearch} />
    </SpotlightRoot>
  );
}
