import { useSyncExternalStore } from 'react';

const attribute = 'data-mantine-color-scheme';

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: [attribute] });
  return () => observer.disconnect();
}

/** The colour scheme that the style sheets apply now: what is painted on a canvas has to follow it by itself. */
export function useScheme(): string | null {
  return useSyncExternalStore(subscribe, () => document.documentElement.getAttribute(attribute));
}
