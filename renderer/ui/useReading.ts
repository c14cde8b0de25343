import { useCallback, useEffect, useEffectEvent, useMemo, useState, type FocusEvent, type HTMLAttributes } from 'react';
import { atTopPx } from './RowList.tsx';

export interface Reading {
  /** Whether somebody points into the list, has the keyboard in it, or has scrolled away from its top. */
  readonly isReading: boolean;
  /** Handlers of the element that holds the list. */
  readonly area: Pick<HTMLAttributes<HTMLElement>, 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'>;
  /** To be told how far the list is scrolled, px. */
  readonly onScrolledBy: (offsetPx: number) => void;
}

/** Notices that somebody reads a list, so that nothing moves in it meanwhile. `comeBack` gives the focus to the list where it went with what had it there. */
export function useReading(comeBack?: () => void): Reading {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const area = useMemo(
    () => ({
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: (event: FocusEvent) => setFocused(event.currentTarget.contains(event.relatedTarget)),
    }),
    [],
  );
  const onLost = useEffectEvent(() => {
    comeBack?.();
    if (document.activeElement === document.body) setFocused(false);
  });
  useEffect(() => {
    if (!focused) return undefined;
    // No event tells that what had the focus went from the page.
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body) onLost();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [focused]);
  const onScrolledBy = useCallback((offsetPx: number) => setScrolled(offsetPx > atTopPx), []);
  return { isReading: pointed || focused || scrolled, area, onScrolledBy };
}
