import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { CallRow } from './CallRow.tsx';
import { DayText } from './DayText.tsx';
import type { FeedItem } from './feedItems.ts';

interface Props {
  readonly items: readonly FeedItem[];
  readonly q: string;
  /** The call that the keys act on, and the one that is open. */
  readonly activeId: string | null;
  readonly openId: string | null;
  readonly busy: boolean;
  /** The scrolling element, which is the list itself. */
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly footer: ReactNode;
  readonly onOpen: (callId: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Called with the first line in sight and how far the list is scrolled, px. */
  readonly onScrolled: (first: FeedItem | undefined, offset: number) => void;
  /** Called while the end is near. */
  readonly onNearEnd: () => void;
}

const rowsAhead = 20;
/** The next page is asked for this many rows before its place comes into sight. */
const pageAhead = 150;
const atTopPx = 8;

/** Id of the element of a call's row. */
function rowId(callId: string): string {
  return `call-${callId}`;
}

/** The calls as a list of which only what is in sight, and a little more, is in the page. */
export function FeedList(props: Props): ReactNode {
  const { items, q, activeId, openId, busy, listRef, footer, onOpen, onKeyDown, onScrolled, onNearEnd } = props;
  const { t } = useTranslation('feed');
  const activeIndex = useMemo(() => items.findIndex((item) => item.kind === 'call' && item.call.callId === activeId), [items, activeId]);

  // oxlint-disable-next-line react/incompatible-library -- nothing that it returns is handed on
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => listRef.current,
    estimateSize: (index) => items[index]?.height ?? 0,
    // Another list is another function: then the offsets are added up anew.
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    overscan: rowsAhead,
    // The active row stays in the page, so that assistive technology can find it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        if (activeIndex === -1 || indexes.includes(activeIndex)) return indexes;
        return [...indexes, activeIndex].toSorted((a, b) => a - b);
      },
      [activeIndex],
    ),
  });

  useAnchor(items, listRef);
  const inSight = virtualizer.getVirtualItems();
  const offset = virtualizer.scrollOffset ?? 0;
  const first = items[inSight.find((item) => item.end > offset)?.index ?? 0];
  useEffect(() => onScrolled(first, offset), [onScrolled, first, offset]);
  const lastIndex = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastIndex >= items.length - pageAhead) onNearEnd();
  }, [lastIndex, items.length, onNearEnd]);

  const isActiveInPage = activeIndex !== -1 && inSight.some((item) => item.index === activeIndex);
  return (
    <div
      ref={listRef}
      className="feed-list"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot hold such rows
      role="listbox"
      data-call-list
      tabIndex={0}
      aria-label={t('label')}
      aria-busy={busy}
      aria-activedescendant={isActiveInPage && activeId !== null ? rowId(activeId) : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="feed-sizer" style={{ height: virtualizer.getTotalSize() }}>
        {inSight.map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const style = placeOf(item.height, start);
          if (item.kind === 'day') {
            return (
              <div key={key} role="presentation" className="feed-day" style={style}>
                <DayText atMs={item.atMs} />
              </div>
            );
          }
          const { callId } = item.call;
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the list's: it has the focus, and names this row as the active one
            <div
              key={key}
              id={rowId(callId)}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
              role="option"
              tabIndex={-1}
              aria-selected={callId === openId}
              aria-posinset={index + 1}
              aria-setsize={-1}
              className={`feed-row${callId === openId ? ' feed-row-open' : ''}${callId === activeId ? ' feed-row-active' : ''}`}
              style={style}
              onClick={() => onOpen(callId)}
            >
              <CallRow call={item.call} q={q} />
            </div>
          );
        })}
      </div>
      {footer}
    </div>
  );
}

function placeOf(height: number, start: number): CSSProperties {
  return { height, transform: `translateY(${String(start)}px)` };
}

/**
 * Keeps the first line in sight where it is when lines above it come, go or grow. At the top nothing is kept: there a
 * new call is meant to show.
 */
function useAnchor(items: readonly FeedItem[], listRef: RefObject<HTMLDivElement | null>): void {
  const before = useRef<readonly FeedItem[]>(items);
  useLayoutEffect(() => {
    const list = listRef.current;
    const former = before.current;
    before.current = items;
    if (list === null || former === items || list.scrollTop <= atTopPx) return;
    let start = 0;
    const anchor = former.find((item) => {
      if (start + item.height > list.scrollTop) return true;
      start += item.height;
      return false;
    });
    if (anchor === undefined) return;
    let now = 0;
    for (const item of items) {
      if (item.key === anchor.key) {
        if (now !== start) list.scrollTop += now - start;
        return;
      }
      now += item.height;
    }
  }, [items, listRef]);
}
