import { useEffect, useEffectEvent, type RefObject } from 'react';

const scrollKeys = new Set(['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

/** Calls `onScroll` when the operator scrolls `view` by wheel, finger, scroll bar or key; not when the page does, nor where all of it shows. */
export function useOwnScroll(view: RefObject<HTMLElement | null>, onScroll: () => void): void {
  const scrolled = useEffectEvent(() => {
    const element = view.current;
    if (element !== null && element.scrollHeight > element.clientHeight) onScroll();
  });
  useEffect(() => {
    const element = view.current;
    if (element === null) return undefined;
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true };
    element.addEventListener('wheel', (event) => event.deltaY !== 0 && !event.ctrlKey && scrolled(), options);
    element.addEventListener('touchmove', () => scrolled(), options);
    // A press beside the content is one on the scroll bar.
    element.addEventListener('pointerdown', (event) => event.target === element && scrolled(), options);
    element.addEventListener('keydown', (event) => scrollKeys.has(event.key) && scrolled(), options);
    return () => stop.abort();
  }, [view]);
}
