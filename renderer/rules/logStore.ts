import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AlertLogEntry, AlertOutcome } from '#shared/model/alert.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { createThrottle } from '#renderer/app/throttle.ts';
import { withTimeout, type After } from '#renderer/ui/timers.ts';

interface LogState {
  readonly outcome: AlertOutcome | null;
  readonly items: readonly AlertLogEntry[];
  readonly nextCursor: string | null;
  readonly phase: 'loading' | 'ready' | 'failed';
}

/** The alert log, the latest entries first; asked for again as calls arrive while nobody has gone further back. */
export interface LogStore {
  readonly store: StoreApi<LogState>;
  readonly filter: (outcome: AlertOutcome | null) => void;
  readonly reload: () => void;
  readonly loadMore: () => void;
  /** Begins to read and to follow what arrives; returns the way to stop. */
  readonly watch: () => () => void;
}

const pageSize = 100;
const restMs = 1000;
/** A little more than calls wait to be told of. */
const windowMs = 3500;

export function createLogStore({ api, events, after = withTimeout }: Pick<AppClient, 'api' | 'events'> & { readonly after?: After }): LogStore {
  const store = createStore<LogState>(() => ({ outcome: null, items: [], nextCursor: null, phase: 'loading' }));
  let asked = 0;
  let cancel: (() => void) | null = null;

  async function read(cursor: string | null): Promise<void> {
    const { outcome } = store.getState();
    asked += 1;
    const asOf = asked;
    try {
      const page = await api.alerts.log({ limit: pageSize, ...(outcome === null ? {} : { outcome }), ...(cursor === null ? {} : { cursor }) });
      if (asOf !== asked) return;
      // What becomes of it is told by no event.
      if (page.items.some(({ reason }) => reason === 'waiting')) lookAgain();
      store.setState(({ items }) => ({ phase: 'ready', items: cursor === null ? page.items : [...items, ...page.items], nextCursor: page.nextCursor }));
    } catch {
      if (asOf === asked) store.setState({ phase: 'failed' });
    }
  }

  function lookAgain(): void {
    cancel?.();
    cancel = after(again.call, windowMs);
  }

  const again = createThrottle(() => {
    if (store.getState().items.length <= pageSize) void read(null);
  }, restMs);
  return {
    store,
    filter(outcome) {
      store.setState({ outcome, items: [], nextCursor: null, phase: 'loading' });
      void read(null);
    },
    reload: () => void read(null),
    loadMore() {
      const { nextCursor } = store.getState();
      if (nextCursor !== null) void read(nextCursor);
    },
    watch() {
      const stop = events.subscribe(({ kind }) => {
        if (kind === 'call' || kind === 'alert' || kind === 'reset') again.call();
      });
      void read(null);
      return () => {
        asked += 1;
        again.cancel();
        cancel?.();
        stop();
      };
    },
  };
}
