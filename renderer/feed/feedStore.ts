import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppEvent } from '#shared/model/event.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { areOfOperator, askedOf } from './feedFilters.ts';
import {
  emptyFeed,
  isByDue,
  matches,
  narrowedStatuses,
  withChangedCall,
  withFirstPage,
  withFreshShown,
  withNextPage,
  withReceivedCall,
  withReviews,
  type FeedQuery,
  type FeedState,
} from './feedState.ts';

export interface FeedStoreDeps extends Pick<AppClient, 'api' | 'events'> {
  /** Calls back soon; what happens until then is shown together. Cancelled by the function that it returns. */
  readonly soon?: (run: () => void, delayMs: number) => () => void;
}

/** The feed: the calls of a query, kept up to date by events. */
export interface FeedStore {
  readonly store: StoreApi<FeedState>;
  /** Shows another query; the same one again is left alone. */
  readonly show: (query: FeedQuery) => void;
  /** Loads the query anew, as after a failure. */
  readonly reload: () => void;
  /** Loads the next page unless it is on its way or there is none. */
  readonly loadMore: () => void;
  readonly setReading: (reading: boolean) => void;
  /** Brings in the calls that arrived meanwhile; of very many, the first page. */
  readonly showFresh: () => void;
  readonly close: () => void;
}

const firstPageSize = 100;
const pageSize = 300;
/** Events that come together are shown together: a burst paints once. */
const gatherMs = 16;
/** How often a search looks for new matches while calls arrive. */
const searchAgainMs = 1000;
/** Above this many rows, a feed that nobody reads, or whose fresh calls are brought in, begins anew with its first page. */
const mostRows = 2000;

type CallEvent = Extract<AppEvent, { kind: 'call' }>;
type ReviewEvent = Extract<AppEvent, { kind: 'review' }>;

const withTimeout = (run: () => void, delayMs: number): (() => void) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

export function createFeedStore({ api, events, soon = withTimeout }: FeedStoreDeps): FeedStore {
  const store = createStore<FeedState>(() => emptyFeed);
  const update = (change: (state: FeedState) => FeedState): void => store.setState((state) => change(state), true);

  let asked: FeedQuery | null = null;
  let loading = new AbortController();
  /** Everything up to this event is in the rows. */
  let asOfEvent = 0;
  /** Events since the oldest request on its way: its answer may not hold them. */
  let sinceRequest: CallEvent[] = [];
  let requests = 0;
  let gathered: CallEvent[] = [];
  /** The same of what the operator made of calls. */
  let reviewed: ReviewEvent[] = [];
  let reviewedSinceRequest: ReviewEvent[] = [];
  let cancelFlush: (() => void) | null = null;
  let cancelSearch: (() => void) | null = null;

  function list(query: FeedQuery, limit: number, cursor: string | null, signal: AbortSignal) {
    const statuses = narrowedStatuses(query);
    return api.calls.list(
      {
        ...(statuses === null ? {} : { status: [...statuses] }),
        ...askedOf(query.filters),
        ...(isByDue(query) ? { sort: 'due' as const } : {}),
        ...(query.q === '' ? {} : { q: query.q }),
        ...(typeof query.notice === 'string' ? { notice: query.notice } : {}),
        ...(cursor === null ? {} : { cursor }),
        limit,
      },
      { signal },
    );
  }

  /** Runs a request while events are remembered, so that its answer can be brought up to date. */
  async function remembering<T>(request: () => Promise<T>): Promise<T> {
    if (requests === 0) {
      sinceRequest = [];
      reviewedSinceRequest = [];
    }
    requests += 1;
    try {
      return await request();
    } finally {
      requests -= 1;
    }
  }

  function apply(state: FeedState, received: readonly CallEvent[]): FeedState {
    let next = state;
    let mayMatch = false;
    for (const { call } of received) {
      const belongs = matches(state.query, call);
      next = belongs === true ? withReceivedCall(next, call) : withChangedCall(next, call);
      mayMatch ||= belongs === null;
    }
    if (mayMatch) searchAgain();
    return next;
  }

  function applyReviews(state: FeedState, events: readonly ReviewEvent[]): FeedState {
    if (events.length === 0) return state;
    // Whether a call that is not in the list belongs to it now, only the store knows.
    if (areOfOperator(state.query.filters)) searchAgain();
    return withReviews(state, new Map(events.map(({ callId, review }) => [callId, review])));
  }

  function flush(): void {
    cancelFlush = null;
    const received = gathered.filter((event) => event.seq > asOfEvent);
    const reviews = reviewed;
    gathered = [];
    reviewed = [];
    if (store.getState().phase !== 'ready') return;
    update((state) => applyReviews(apply(state, received), reviews));
    const { rows, freshBefore, reading } = store.getState();
    if (!reading && (freshBefore.calls > 0 || rows.length > mostRows)) void load();
  }

  /** With a search only the store knows what matches: the head of the list is asked for again. */
  function searchAgain(): void {
    cancelSearch ??= soon(() => {
      cancelSearch = null;
      void mergeHead();
    }, searchAgainMs);
  }

  async function mergeHead(): Promise<void> {
    const { signal } = loading;
    try {
      const { items } = await remembering(() => list(store.getState().query, firstPageSize, null, signal));
      if (!signal.aborted) update((state) => items.toReversed().reduce(withReceivedCall, state));
    } catch {
      // The next call that arrives looks again.
    }
  }

  async function load(): Promise<void> {
    const query = asked;
    if (query === null) return;
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    update((state) => ({ ...state, query, phase: 'loading', more: 'idle' }));
    if (narrowedStatuses(query)?.length === 0) {
      update((state) => withFirstPage(state, { items: [], nextCursor: null }));
      return;
    }
    try {
      const page = await remembering(async () => {
        await events.begun();
        return list(query, firstPageSize, null, signal);
      });
      if (signal.aborted) return;
      const missed = sinceRequest.filter((event) => event.seq > page.asOfEvent);
      gathered = [];
      asOfEvent = missed.at(-1)?.seq ?? page.asOfEvent;
      const reviews = reviewedSinceRequest.filter((event) => event.seq > page.asOfEvent);
      update((state) => applyReviews(apply(withFirstPage(state, page), missed), reviews));
    } catch {
      if (!signal.aborted) update((state) => ({ ...state, phase: 'failed', rows: [], fresh: [], freshBefore: emptyFeed.freshBefore, nextCursor: null }));
    }
  }

  async function loadMore(): Promise<void> {
    const { query, nextCursor, more, phase } = store.getState();
    if (nextCursor === null || more === 'loading' || phase !== 'ready') return;
    const { signal } = loading;
    update((state) => ({ ...state, more: 'loading' }));
    try {
      const page = await remembering(() => list(query, pageSize, nextCursor, signal));
      if (signal.aborted) return;
      const missed = sinceRequest.filter((event) => event.seq > page.asOfEvent).map((event) => event.call);
      const reviews = reviewedSinceRequest.filter((event) => event.seq > page.asOfEvent);
      update((state) => applyReviews(missed.reduce(withChangedCall, withNextPage(state, page)), reviews));
    } catch {
      if (!signal.aborted) update((state) => ({ ...state, more: 'failed' }));
    }
  }

  const stop = events.subscribe((event) => {
    if (event.kind === 'reset') void load();
    if (event.kind === 'review') {
      if (requests > 0) reviewedSinceRequest.push(event);
      reviewed.push(event);
    } else if (event.kind === 'call') {
      if (requests > 0) sinceRequest.push(event);
      gathered.push(event);
    } else return;
    cancelFlush ??= soon(flush, gatherMs);
  });

  return {
    store,
    show(query) {
      if (asked !== null && isSame(asked, query)) return;
      asked = query;
      void load();
    },
    reload: () => void load(),
    loadMore: () => void loadMore(),
    setReading(reading) {
      if (store.getState().reading !== reading) update((state) => ({ ...state, reading }));
    },
    showFresh() {
      const { rows, fresh, freshBefore } = store.getState();
      if (freshBefore.calls > 0 || (fresh.length > 0 && rows.length + fresh.length > mostRows)) void load();
      else update(withFreshShown);
    },
    close() {
      stop();
      loading.abort();
      cancelFlush?.();
      cancelSearch?.();
    },
  };
}

function isSame(a: FeedQuery, b: FeedQuery): boolean {
  return textOf(a) === textOf(b);
}

function textOf({ view, statuses, q, filters, notice = null }: FeedQuery): string {
  return JSON.stringify([view, statuses, q, Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1)), notice]);
}
