import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import { chordOf, keys } from '#renderer/ui/keys.ts';

const overlays = '[role="dialog"], [role="menu"], [role="listbox"].mantine-Combobox-options';

/** Calls `close` on Escape, unless a field or an overlay takes the key for itself, or `close` is null. */
export function useEscape(close: (() => void) | null): void {
  const wasCovered = useRef(false);
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (chordOf(event, keys.close) !== 0 || event.isComposing || event.defaultPrevented || close === null) return;
    const inField = event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
    if (!inField && !wasCovered.current) close();
  });
  // As in useKeyDown: not only once the screen is painted.
  useLayoutEffect(() => {
    const stop = new AbortController();
    // An overlay that the key closes may be gone by the time it gets here.
    const onCapture = (): void => {
      wasCovered.current = document.querySelector(overlays) !== null;
    };
    window.addEventListener('keydown', onCapture, { capture: true, signal: stop.signal });
    window.addEventListener('keydown', (event) => onEscape(event), { signal: stop.signal });
    return () => stop.abort();
  }, []);
}
