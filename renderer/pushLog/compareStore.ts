import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallPush } from '#shared/model/push.ts';
import type { AppClient } from '#renderer/app/client.ts';

interface CompareState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** Oldest first. */
  readonly pushes: readonly CallPush[];
  readonly nextCursor: string | null;
}

export interface CompareStore {
  readonly store: StoreApi<CompareState>;
  /** Loads the next page, the first one to begin with. */
  readonly load: () => Promise<void>;
  readonly close: () => void;
}

/** The pushes of one call, page by page. */
export function createCompareStore({ api }: Pick<AppClient, 'api'>, callId: string): CompareStore {
  const store = createStore<CompareState>(() => ({ phase: 'loading', pushes: [], nextCursor: null }));
  const closing = new AbortController();
  const { signal } = closing;
  async function load(): Promise<void> {
    const { nextCursor, pushes } = store.getState();
    store.setState({ phase: 'loading' });
    try {
      const page = await api.calls.pushes({ callId, ...(nextCursor === null ? {} : { cursor: nextCursor }) }, { signal });
      if (!signal.aborted) store.setState({ phase: 'ready', pushes: [...pushes, ...page.items], nextCursor: page.nextCursor });
    } catch {
      if (!signal.aborted) store.setState({ phase: 'failed' });
    }
  }
  return { store, load, close: () => closing.abort() };
}
