import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Push, PushSummary } from '#shared/model/push.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { createLookout } from '#renderer/ui/lookout.ts';
import { withTimeout, type After } from '#renderer/ui/timers.ts';
import { emptyLog, unfiledReach, withFirstPage, withFreshShown, withHead, withNextPage, type Page, type PushLogState } from './pushLogState.ts';
import { isSameQuery, type PushQuery } from './pushQuery.ts';

export interface PushLogStoreDeps extends Pick<AppClient, 'api' | 'events'> {
  /** Start of the present local day, epoch ms. */
  readonly today: () => number;
  readonly after?: After;
}

/** The push log: the pushes of a query, looked at again as they arrive, and the day's numbers. */
export interface PushLogStore {
  readonly store: StoreApi<PushLogState>;
  /** Today's numbers; null until read for the first time. */
  readonly summary: StoreApi<{ readonly summary: PushSummary | null }>;
  /** Shows a query; the same one again is left alone. */
  readonly show: (query: PushQuery) => void;
  /** Begins to look for new pushes, while somebody looks at the log; returns the way to stop. */
  readonly watch: () => () => void;
  readonly reload: () => void;
  /** Loads the next page unless it is on its way or there is none. `further`: also where the time for looking was over. */
  readonly loadMore: (how?: { readonly further: boolean }) => void;
  readonly setReading: (reading: boolean) => void;
  readonly showFresh: () => void;
  /** Looks at once for what is new, as after a replay. */
  readonly look: () => void;
  /** Calls back whenever pushes came or were filed. */
  readonly subscribeChanges: (listener: () => void) => () => void;
  readonly close: () => void;
}

const firstPageSize = 100;
const pageSize = 200;
const mostNew = 500;
const lookEveryMs = 800;
const summaryEveryMs = 5000;
/** Looking for text reads bodies: it rests for several times as long as it took. */
const restFactor = 4;
/** Above this many rows, a log at rest drops what was paged in. */
const mostRows = 5000;

export function createPushLogStore({ api, events, today, after = withTimeout }: PushLogStoreDeps): PushLogStore {
  const store = createStore<PushLogState>(() => emptyLog);
  const summary = createStore<{ readonly summary: PushSummary | null }>(() => ({ summary: null }));
  const update = (change: (state: PushLogState) => PushLogState): void => store.setState((state) => change(state), true);
  const listeners = new Set<() => void>();
  const closing = new AbortController();

  let asked: PushQuery | null = null;
  let loading = new AbortController();
  /** The newest push that was heard of. */
  let latestId = 0;
  let cancelSummary: (() => void) | null = null;
  const lookout = createLookout({
    // What cannot be read now is looked for again; the connection's banner says that something is wrong.
    look: () => lookOnce().catch(() => {}),
    pauseMs: (tookMs) => Math.max(lookEveryMs, tookMs * restFactor),
    after,
  });

  function list(query: PushQuery, limit: number, cursor: string | null, signal: AbortSignal): Promise<Page> {
    return api.pushes.list(
      {
        ...(query.outcomes.length === 0 ? {} : { outcome: [...query.outcomes] }),
        ...(query.source === null ? {} : { source: query.source }),
        ...(query.code === null ? {} : { code: query.code }),
        ...(query.q === '' ? {} : { q: query.q }),
        ...(cursor === null ? {} : { cursor }),
        limit,
      },
      { signal },
    );
  }

  async function latest(signal: AbortSignal): Promise<Push | undefined> {
    return (await api.pushes.list({ limit: 1 }, { signal })).items[0];
  }

  async function load(): Promise<void> {
    const query = asked;
    if (query === null) return;
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    update((state) => ({ ...state, query, phase: 'loading', more: 'idle' }));
    try {
      // Asked for first: what comes in between is then found once more, not missed.
      const newest = await latest(signal);
      const page = await list(query, firstPageSize, null, signal);
      if (signal.aborted) return;
      latestId = newest?.id ?? 0;
      update((state) => withFirstPage(state, page));
    } catch {
      if (!signal.aborted) update((state) => ({ ...state, phase: 'failed', rows: [], fresh: [], nextCursor: null, searchedToMs: null }));
    }
  }

  async function loadMore(further: boolean): Promise<void> {
    const { query, nextCursor, searchedToMs, more, phase } = store.getState();
    if (nextCursor === null || more === 'loading' || phase !== 'ready') return;
    if (!further && (searchedToMs !== null || more === 'failed')) return;
    const { signal } = loading;
    update((state) => ({ ...state, more: 'loading' }));
    try {
      const page = await list(query, pageSize, nextCursor, signal);
      if (!signal.aborted) update((state) => withNextPage(state, page));
    } catch {
      if (!signal.aborted) update((state) => ({ ...state, more: 'failed' }));
    }
  }

  /** Looks whether pushes came or were filed since, and brings the head of the list up to date. */
  async function lookOnce(): Promise<void> {
    const { phase, query } = store.getState();
    const { signal } = loading;
    if (phase === 'failed') return load();
    if (phase !== 'ready') return undefined;
    const newest = await latest(signal);
    if (signal.aborted) return undefined;
    const came = Math.max(0, (newest?.id ?? 0) - latestId);
    const reach = unfiledReach(store.getState());
    if (came === 0 && reach === 0) return undefined;
    // Ids grow by one: no more than that can be new.
    const limit = Math.min(mostNew, came + reach);
    const { items } = await list(query, limit, null, signal);
    // What came while the list was read has pushed as many older ones out of it.
    const isWhole = limit === came + reach && (await latest(signal))?.id === newest?.id;
    if (signal.aborted) return undefined;
    latestId = Math.max(latestId, newest?.id ?? 0);
    update((state) => withHead(state, items, isWhole));
    for (const listener of listeners) listener();
    void readSummary();
    const { rows, reading, hasGap } = store.getState();
    return !reading && (hasGap || rows.length > mostRows) ? load() : undefined;
  }

  async function readSummary(): Promise<void> {
    cancelSummary?.();
    try {
      if (events.connection().state !== 'locked') summary.setState({ summary: await api.pushes.summary({ sinceMs: today() }, { signal: closing.signal }) });
    } catch {
      // Read again soon.
    }
    cancelSummary?.();
    if (!closing.signal.aborted) cancelSummary = after(() => void readSummary(), summaryEveryMs);
  }

  void readSummary();
  const stops = [
    events.subscribe((event) => {
      if (event.kind === 'reset') void load();
    }),
    events.subscribeConnection(() => {
      if (lookout.isWatched() && events.connection().state === 'live') lookout.look();
    }),
  ];

  return {
    store,
    summary,
    show(query) {
      if (asked !== null && isSameQuery(asked, query)) return;
      asked = query;
      void load();
    },
    watch: () => lookout.watch(),
    reload: () => void load(),
    loadMore: ({ further } = { further: false }) => void loadMore(further),
    setReading(reading) {
      if (store.getState().reading !== reading) update((state) => ({ ...state, reading }));
    },
    showFresh() {
      if (store.getState().hasGap) void load();
      else update(withFreshShown);
    },
    look: lookout.look,
    subscribeChanges(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing.abort();
      loading.abort();
      lookout.close();
      cancelSummary?.();
      stops.forEach((stop) => stop());
    },
  };
}
