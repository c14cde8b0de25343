import { useEffect, useEffectEvent, useMemo, useState, type KeyboardEvent as ReactKeyboardEvent, type RefObject } from 'react';
import { isKeyTaken } from './keys.ts';
import type { RowItem } from './RowList.tsx';

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
}

/** `j`, `k` and `.` anywhere on the screen; arrows, Home, End and Enter in the list. With a row open, moving opens. */
export function useRowKeys({ items, openKey, listRef, onOpen, showFresh }: Options): RowKeys {
  const rows = useMemo(() => items.filter(({ isOption }) => isOption), [items]);
  // A row opened from elsewhere takes the keys with it.
  const [cursor, setCursor] = useState<{ readonly key: string | null; readonly whileOpen: string | null }>({ key: null, whileOpen: null });
  const activeKey = cursor.whileOpen === openKey ? (cursor.key ?? openKey) : (openKey ?? cursor.key);

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

  function moveTo(index: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row === undefined) return;
    reveal(row.key);
    listRef.current?.focus({ preventScroll: true });
    if (openKey === null) setCursor({ key: row.key, whileOpen: null });
    else onOpen(row.key, { replace: true });
  }

  function moveBy(step: number): void {
    const at = rows.findIndex(({ key }) => key === activeKey);
    moveTo(at === -1 ? 0 : at + step);
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isKeyTaken(event)) return;
    if (event.key === 'j') moveBy(1);
    else if (event.key === 'k') moveBy(-1);
    else if (event.key === '.') showFresh();
    // The space bar belongs to what is open; where that has no use for it, the list still stays where it is.
    else if (event.key !== ' ' || openKey === null || event.target !== listRef.current) return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return {
    activeKey,
    onListKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'ArrowDown') moveBy(1);
      else if (event.key === 'ArrowUp') moveBy(-1);
      else if (event.key === 'Home') moveTo(0);
      else if (event.key === 'End') moveTo(rows.length - 1);
      else if (event.key === 'Enter' && activeKey !== null) onOpen(activeKey, { replace: openKey !== null });
      else return;
      event.preventDefault();
    },
  };
}
