import { useEffect, useEffectEvent } from 'react';

/** Calls `close` on Escape, unless a field or an overlay takes the key for itself, or `close` is null. */
export function useEscape(close: (() => void) | null): void {
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || close === null) return;
    const inField = event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
    if (!inField && document.querySelector('[role="dialog"], [role="menu"], [role="listbox"].mantine-Combobox-options') === null) close();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onEscape(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
