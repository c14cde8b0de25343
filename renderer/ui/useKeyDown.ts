import { useEffectEvent, useLayoutEffect } from 'react';

/**
 * Calls `onKey` with every key that is pressed anywhere on the screen; what listens on `document` hears of it first. It does so
 * from the moment at which the screen is drawn: an effect that waits for the paint would miss the first keys.
 */
export function useKeyDown(onKey: (event: KeyboardEvent) => void, on: 'window' | 'document' = 'window'): void {
  const onKeyDown = useEffectEvent(onKey);
  useLayoutEffect(() => {
    const target = on === 'window' ? window : document;
    // The DOM's own types name the events of each apart.
    const listener = (event: Event): void => {
      if (event instanceof KeyboardEvent) onKeyDown(event);
    };
    target.addEventListener('keydown', listener);
    return () => target.removeEventListener('keydown', listener);
  }, [on]);
}
