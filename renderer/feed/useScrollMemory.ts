import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { withTimeout } from '#renderer/ui/timers.ts';
import type { FeedItem } from './feedItems.ts';
import type { FeedState } from './feedState.ts';
import { createScrollMemory } from './scrollMemory.ts';

interface Options {
  readonly items: readonly FeedItem[];
  readonly state: Pick<FeedState, 'phase' | 'more' | 'nextCursor'>;
  /** What the list shows, as text. */
  readonly query: string;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly loadMore: () => void;
}

/** So many pages are loaded at most to find the place again. */
const mostPages = 8;
const restMs = 250;

/** Scrolls to where the list was when the page was closed, once; to be told of scrolling, which it remembers. */
export function useScrollMemory({ items, state, query, listRef, loadMore }: Options): (first: FeedItem | undefined, offset: number) => void {
  const [memory] = useState(() => createScrollMemory(window.localStorage));
  const wanted = useRef<{ key: string; withinPx: number; query: string; pages: number } | null | undefined>(undefined);
  const cancel = useRef<() => void>(() => {});

  useEffect(() => {
    if (wanted.current === undefined) {
      const place = memory.read();
      wanted.current = place === null ? null : { ...place, pages: 0 };
    }
    const goal = wanted.current;
    const list = listRef.current;
    if (goal === null || state.phase !== 'ready') return;
    if (goal.query !== query) {
      wanted.current = null;
      return;
    }
    const start = startOf(items, goal.key);
    if (start !== null && list !== null) {
      list.scrollTop = start + goal.withinPx;
      wanted.current = null;
    } else if (state.nextCursor === null || goal.pages >= mostPages) {
      wanted.current = null;
    } else if (state.more === 'idle') {
      goal.pages += 1;
      loadMore();
    }
  }, [items, state.phase, state.more, state.nextCursor, query, memory, listRef, loadMore]);

  return useCallback(
    (first, offset) => {
      // Until the place is found, what is in sight is not where somebody has scrolled to.
      if (wanted.current !== null) return;
      cancel.current();
      cancel.current = withTimeout(() => {
        const start = first === undefined ? null : startOf(items, first.key);
        memory.keep(first === undefined || start === null || offset === 0 ? null : { query, key: first.key, withinPx: offset - start });
      }, restMs);
    },
    [items, memory, query],
  );
}

function startOf(items: readonly FeedItem[], key: string): number | null {
  let start = 0;
  for (const item of items) {
    if (item.key === key) return start;
    start += item.height;
  }
  return null;
}
