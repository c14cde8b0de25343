import { useMemo, useSyncExternalStore } from 'react';

/** Opens when somebody looks at it, and closes when they no longer do. */
function createOpening<Opened extends { readonly close: () => void }>(open: () => Opened) {
  let opened: Opened | null = null;
  return {
    get: () => opened,
    subscribe: (listener: () => void) => {
      opened = open();
      listener();
      return () => {
        opened?.close();
        opened = null;
      };
    },
  };
}

/** What `open` opens, as long as the component is shown; null until it was opened. Another `open` opens anew. */
export function useOpened<Opened extends { readonly close: () => void }>(open: () => Opened): Opened | null {
  const opening = useMemo(() => createOpening(open), [open]);
  return useSyncExternalStore(opening.subscribe, opening.get);
}
