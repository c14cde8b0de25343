import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/**
 * Keeps the rows where they are on the screen when what stands above the list grows or shrinks while somebody reads. Returns
 * the ref of what stands above.
 */
export function useSteadyRows(listRef: RefObject<HTMLElement | null>, isReading: boolean): RefObject<HTMLDivElement | null> {
  const above = useRef<HTMLDivElement>(null);
  const move = useEffectEvent((grownPx: number) => {
    const list = listRef.current;
    if (list !== null && (isReading || list.scrollTop > 0)) list.scrollTop += grownPx;
  });
  useEffect(() => {
    const element = above.current;
    if (element === null) return undefined;
    let heightPx = element.getBoundingClientRect().height;
    // Called after layout and before paint: nobody sees the rows elsewhere.
    const observer = new ResizeObserver(() => {
      const { height } = element.getBoundingClientRect();
      if (height !== heightPx) move(height - heightPx);
      heightPx = height;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return above;
}
