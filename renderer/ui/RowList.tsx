import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import './rowList.css';

/** A line of a list: a row that can be opened, or a strip between rows. */
export interface RowItem {
  readonly key: string;
  /** Px, which the line has and keeps: the list is laid out without measuring. */
  readonly height: number;
  readonly isOption: boolean;
}

interface Props<Item extends RowItem> {
  readonly items: readonly Item[];
  /** What the list holds. */
  readonly label: string;
  /** What the ids of the rows' elements begin with; the key follows. */
  readonly idPrefix: string;
  /** The row that the keys act on, and the one that is open. */
  readonly activeKey: string | null;
  readonly openKey: string | null;
  readonly busy: boolean;
  /** Rows that were chosen to do something with all of them, and what a click with a key held down chooses; without it, a click always opens. */
  readonly chosenKeys?: ReadonlySet<string>;
  readonly onPick?: (key: string, what: 'one' | 'stretch') => void;
  /** Whether rows have buttons of their own: then what they show has to be in cells. */
  readonly hasCells?: boolean;
  /** The scrolling element, which is the list itself. */
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly footer: ReactNode;
  readonly children: (item: Item) => ReactNode;
  readonly onOpen: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Called with the first line in sight and how far the list is scrolled, px. */
  readonly onScrolled: (first: Item | undefined, offset: number) => void;
  /** Called while the end is near. */
  readonly onNearEnd: () => void;
}

const rowsAhead = 20;
/** The next page is asked for this many rows before its place comes into sight. */
const pageAhead = 150;
/** Scrolled less than this, a list counts as being at its top, px. */
export const atTopPx = 8;

/** Rows as a list of which only what is in sight, and a little more, is in the page. */
export function RowList<Item extends RowItem>(props: Props<Item>): ReactNode {
  const { items, label, idPrefix, activeKey, openKey, busy, chosenKeys, onPick, hasCells = false, listRef, footer, children, onOpen, onKeyDown, onScrolled, onNearEnd } = props;
  const activeIndex = useMemo(() => items.findIndex((item) => item.isOption && item.key === activeKey), [items, activeKey]);

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
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- either role is one
    <div
      ref={listRef}
      className="rows"
      role={hasCells ? 'grid' : 'listbox'}
      aria-rowcount={hasCells ? -1 : undefined}
      aria-multiselectable={chosenKeys === undefined ? undefined : true}
      data-row-list
      tabIndex={0}
      aria-label={label}
      aria-busy={busy}
      aria-activedescendant={isActiveInPage && activeKey !== null ? `${idPrefix}${activeKey}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="rows-sizer" style={{ height: virtualizer.getTotalSize() }}>
        {inSight.map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const style = placeOf(item.height, start);
          if (!item.isOption) {
            return (
              <div key={key} role="presentation" className="rows-strip" style={style}>
                {children(item)}
              </div>
            );
          }
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the keys are the list's: it has the focus, and names this row as the active one
            <div
              key={key}
              id={`${idPrefix}${item.key}`}
              role={hasCells ? 'row' : 'option'}
              tabIndex={-1}
              {...(hasCells ? { 'aria-rowindex': index + 1 } : { 'aria-selected': item.key === openKey, 'aria-posinset': index + 1, 'aria-setsize': -1 })}
              aria-checked={chosenKeys === undefined || chosenKeys.size === 0 || hasCells ? undefined : chosenKeys.has(item.key)}
              className={`rows-row${chosenKeys?.has(item.key) === true ? ' rows-row-chosen' : ''}${item.key === openKey ? ' rows-row-open' : ''}${item.key === activeKey ? ' rows-row-active' : ''}`}
              style={style}
              onMouseDown={(event) => {
                // Else the browser marks the text from the last click to here.
                if (onPick !== undefined && event.shiftKey) event.preventDefault();
              }}
              onClick={({ shiftKey, ctrlKey, metaKey }) => {
                if (onPick !== undefined && (shiftKey || ctrlKey || metaKey)) onPick(item.key, shiftKey ? 'stretch' : 'one');
                else onOpen(item.key);
              }}
            >
              {children(item)}
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
 * new row is meant to show.
 */
function useAnchor(items: readonly RowItem[], listRef: RefObject<HTMLDivElement | null>): void {
  const before = useRef<readonly RowItem[]>(items);
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
