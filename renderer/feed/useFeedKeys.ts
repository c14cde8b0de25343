import { useEffect, useEffectEvent, useState, type KeyboardEvent as ReactKeyboardEvent, type RefObject } from 'react';
import type { Call } from '#shared/model/call.ts';
import type { FeedItem } from './feedItems.ts';

interface Options {
  readonly rows: readonly Call[];
  readonly items: readonly FeedItem[];
  readonly openId: string | null;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onOpen: (callId: string, how: { readonly replace: boolean }) => void;
  readonly showFresh: () => void;
}

interface FeedKeys {
  /** The call that the keys act on. */
  readonly activeId: string | null;
  readonly onListKeyDown: (event: ReactKeyboardEvent) => void;
}

/** Whether a key pressed there is meant for what is there: a field, a button, an overlay. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  return event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null;
}

/** `j`, `k` and `.` anywhere on the desk; arrows, Home, End and Enter in the list. With a call open, moving opens. */
export function useFeedKeys({ rows, items, openId, listRef, onOpen, showFresh }: Options): FeedKeys {
  // A call opened from elsewhere takes the keys with it.
  const [cursor, setCursor] = useState<{ readonly callId: string | null; readonly whileOpen: string | null }>({ callId: null, whileOpen: null });
  const activeId = cursor.whileOpen === openId ? (cursor.callId ?? openId) : (openId ?? cursor.callId);

  function reveal(callId: string): void {
    const list = listRef.current;
    if (list === null) return;
    let start = 0;
    for (const item of items) {
      if (item.key === callId) {
        if (start < list.scrollTop) list.scrollTop = start;
        else if (start + item.height > list.scrollTop + list.clientHeight) list.scrollTop = start + item.height - list.clientHeight;
        return;
      }
      start += item.height;
    }
  }

  function moveTo(index: number): void {
    const call = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (call === undefined) return;
    reveal(call.callId);
    listRef.current?.focus({ preventScroll: true });
    if (openId === null) setCursor({ callId: call.callId, whileOpen: null });
    else onOpen(call.callId, { replace: true });
  }

  function moveBy(step: number): void {
    const at = rows.findIndex((call) => call.callId === activeId);
    moveTo(at === -1 ? 0 : at + step);
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event)) return;
    if (event.key === 'j') moveBy(1);
    else if (event.key === 'k') moveBy(-1);
    else if (event.key === '.') showFresh();
    // The space bar plays the opened call; where there is nothing to play, the list still stays where it is.
    else if (event.key !== ' ' || openId === null || event.target !== listRef.current) return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return {
    activeId,
    onListKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'ArrowDown') moveBy(1);
      else if (event.key === 'ArrowUp') moveBy(-1);
      else if (event.key === 'Home') moveTo(0);
      else if (event.key === 'End') moveTo(rows.length - 1);
      else if (event.key === 'Enter' && activeId !== null) onOpen(activeId, { replace: openId !== null });
      else return;
      event.preventDefault();
    },
  };
}
