import { useMemo, useState, type KeyboardEvent as ReactKeyboardEvent, type RefObject } from 'react';
import { useHeldKeys } from './heldKeys.ts';
import { chordOf, isMeantElsewhere, keys } from './keys.ts';
import type { RowItem } from './RowList.tsx';
import { useKeyDown } from './useKeyDown.ts';

interface Options {
  /** The lines of the list; those that are no option are passed over. */
  readonly items: readonly RowItem[];
  readonly openKey: string | null;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onOpen: (key: string, how: { readonly replace: boolean }) => void;
  readonly showFresh: () => void;
}

interface RowKeys {
  /** The row that the keys act on. */
  readonly activeKey: string | null;
  readonly onListKeyDown: (event: ReactKeyboardEvent) => void;
  /** Moves on by so many rows as the keys do, and returns where to; null where there is no row. */
  readonly moveBy: (step: number) => string | null;
  /** Opens a row of the list and brings it into sight. */
  readonly open: (key: string) => void;
}

const screenKeys = [keys.rows, keys.fresh] as const;

/** Keys that move from row to row and bring in fresh ones, anywhere on the screen; others in the list. With a row open, moving opens. */
export function useRowKeys({ items, openKey, listRef, onOpen, showFresh }: Options): RowKeys {
  useHeldKeys(screenKeys, true);
  const rows = useMemo(() => items.filter(({ isOption }) => isOption), [items]);
  // A row that is opened, from wherever, takes the keys with it, and keeps them when it is closed.
  const [cursor, setCursor] = useState<string | null>(openKey);
  if (openKey !== null && openKey !== cursor) setCursor(openKey);
  const activeKey = openKey ?? cursor;

  function reveal(key: string): void {
    const list = listRef.current;
    if (list === null) return;
    let start = 0;
    for (const item of items) {
      if (item.key === key) {
        if (start < list.scrollTop) list.scrollTop = start;
        else if (start + item.height > list.scrollTop + list.clientHeight) list.scrollTop = start + item.height - list.clientHeight;
        return;
      }
      start += item.height;
    }
  }

  function moveTo(index: number): string | null {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row === undefined) return null;
    reveal(row.key);
    listRef.current?.focus({ preventScroll: true });
    if (openKey === null) setCursor(row.key);
    else onOpen(row.key, { replace: true });
    return row.key;
  }

  function moveBy(step: number): string | null {
    const at = rows.findIndex(({ key }) => key === activeKey);
    return moveTo(at === -1 ? 0 : at + step);
  }

  useKeyDown((event) => {
    if (isMeantElsewhere(event)) return;
    const move = chordOf(event, keys.rows);
    if (move !== -1) moveBy(move === 0 ? 1 : -1);
    else if (chordOf(event, keys.fresh) === 0) showFresh();
    // The space bar belongs to what is open; where that has no use for it, the list still stays where it is.
    else if (event.key !== ' ' || openKey === null || event.target !== listRef.current) return;
    event.preventDefault();
  });

  return {
    activeKey,
    moveBy,
    open(key) {
      reveal(key);
      onOpen(key, { replace: openKey !== null });
    },
    onListKeyDown(event) {
      const moves = [() => moveBy(1), () => moveBy(-1), () => moveTo(0), () => moveTo(rows.length - 1)];
      const move = moves[chordOf(event.nativeEvent, keys.listMoves)];
      if (move !== undefined) move();
      else if (chordOf(event.nativeEvent, keys.openRow) === 0 && activeKey !== null) onOpen(activeKey, { replace: openKey !== null });
      else return;
      event.preventDefault();
    },
  };
}
