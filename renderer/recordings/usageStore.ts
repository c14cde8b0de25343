import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RecordingsUsage } from '#shared/contract/recordings.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { createLookout } from '#renderer/ui/lookout.ts';
import { withTimeout, type After } from '#renderer/ui/timers.ts';

export interface UsageState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** Null until read for the first time. */
  readonly usage: RecordingsUsage | null;
  /** While recordings are removed by hand here: how many bytes that is in all. */
  readonly goalBytes: number | null;
  /** What came of the last removal by hand; null where there was none since it was opened. */
  readonly freed: { readonly bytes: number; readonly files: number } | 'failed' | null;
}

export interface UsageStoreDeps extends Pick<AppClient, 'api' | 'events'> {
  readonly after?: After;
}

/** What recordings take of the disk, followed while somebody looks at it. */
export interface UsageStore {
  readonly store: StoreApi<UsageState>;
  readonly watch: () => () => void;
  /** Removes every recording that may go. */
  readonly free: () => Promise<void>;
  readonly close: () => void;
}

const lookEveryMs = 5000;
const whileFreeingMs = 400;

export function createUsageStore({ api, events, after = withTimeout }: UsageStoreDeps): UsageStore {
  const store = createStore<UsageState>(() => ({ phase: 'loading', usage: null, goalBytes: null, freed: null }));
  const closing = new AbortController();
  const { signal } = closing;
  const isFreeing = (): boolean => {
    const { goalBytes, usage } = store.getState();
    return goalBytes !== null || (usage !== null && usage.freeing !== null);
  };

  const lookout = createLookout({ look: read, pauseMs: () => (isFreeing() ? whileFreeingMs : lookEveryMs), after });

  async function read(): Promise<void> {
    try {
      const usage = await api.recordings.usage(undefined, { signal });
      store.setState({ phase: 'ready', usage });
    } catch {
      // Once it was read, the connection's banner says what is wrong.
      store.setState((state) => ({ phase: state.phase === 'loading' ? 'failed' : state.phase }));
    }
  }

  /** Only while somebody watches: what nobody looks at is to leave nothing behind. */
  let stops: readonly (() => void)[] = [];
  const follow = (): (() => void)[] => [
    events.subscribe((event) => {
      if (isFreeing() || event.kind === 'call' || event.kind === 'alert' || event.kind === 'times') return;
      if (event.kind === 'recording' && event.recording.state === 'downloading') return;
      lookout.lookSoon();
    }),
    events.subscribeConnection(() => {
      if (events.connection().state === 'live') lookout.look();
    }),
  ];
  const leave = (): void => {
    for (const stop of stops) stop();
    stops = [];
  };

  return {
    store,
    watch() {
      if (!lookout.isWatched()) stops = follow();
      return lookout.watch(() => {
        leave();
        store.setState({ freed: null });
      });
    },
    async free() {
      const { usage, goalBytes } = store.getState();
      if (usage === null || goalBytes !== null) return;
      store.setState({ goalBytes: usage.freeableBytes, freed: null });
      lookout.lookIn(whileFreeingMs);
      try {
        store.setState({ freed: await api.recordings.free({}, { signal }) });
      } catch {
        store.setState({ freed: 'failed' });
      }
      store.setState({ goalBytes: null });
      lookout.lookIn(0);
    },
    close() {
      closing.abort();
      lookout.close();
      leave();
    },
  };
}
