import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Recording } from '#shared/model/recording.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { createLookout } from '#renderer/ui/lookout.ts';
import { withTimeout, type After } from '#renderer/ui/timers.ts';
import { canBeTried, emptyList, keyOf, withAnswer, withNewer, withNextPage, withRecording, withTrying, type MissingPage, type MissingRow, type MissingState } from './missingState.ts';

export interface MissingStoreDeps extends Pick<AppClient, 'api' | 'events'> {
  readonly after?: After;
}

/** What the platform names and is not here, followed while somebody looks at it. */
export interface MissingStore {
  readonly store: StoreApi<MissingState>;
  /** Begins to follow what happens; returns the way to stop. */
  readonly watch: () => () => void;
  readonly reload: () => void;
  /** Loads the next page unless it is on its way or there is none. `again`: also where it could not be loaded. */
  readonly loadMore: (how?: { readonly again: boolean }) => void;
  readonly setReading: (reading: boolean) => void;
  readonly showFresh: () => void;
  /** Asks at once for the recording of a row. */
  readonly tryNow: (row: MissingRow) => Promise<void>;
  /** Asks at once for all, of this page and others. */
  readonly tryAll: () => Promise<void>;
  readonly close: () => void;
}

const pageSize = 100;
const lookEveryMs = 5000;
/** So many rows are read again at once; further ones follow the events alone. */
const mostReadAgain = 400;

export function createMissingStore({ api, events, after = withTimeout }: MissingStoreDeps): MissingStore {
  const store = createStore<MissingState>(() => emptyList);
  const update = (change: (state: MissingState) => MissingState): void => store.setState((state) => change(state), true);
  const closing = new AbortController();
  const { signal } = closing;
  /** Whether what waits was asked for: then the next answer takes the place of what is shown. */
  let bringsIn = false;
  const lookout = createLookout({ look: readHead, pauseMs: () => lookEveryMs, after });

  const page = (cursor: string | null): Promise<MissingPage> => api.recordings.atRisk({ limit: pageSize, ...(cursor === null ? {} : { cursor }) }, { signal });

  /** As many rows as are shown, from the first on. */
  async function head(): Promise<MissingPage> {
    const wanted = Math.min(store.getState().rows.length, mostReadAgain);
    let read = await page(null);
    while (read.nextCursor !== null && read.items.length < wanted) {
      const next = await page(read.nextCursor);
      read = { ...next, items: [...read.items, ...next.items] };
    }
    return read;
  }

  async function readHead(): Promise<void> {
    const asked = store.getState().rows;
    try {
      const answer = await head();
      const replaces = bringsIn;
      bringsIn = false;
      update((state) => ({ ...withAnswer(replaces ? { ...state, reading: false } : state, withNewer(answer, asked, state.rows)), reading: state.reading }));
    } catch {
      // Once it was read, the connection's banner says what is wrong.
      update((state) => (state.phase === 'loading' ? { ...state, phase: 'failed' } : state));
    }
  }

  async function loadMore(again: boolean): Promise<void> {
    const { nextCursor, more, phase } = store.getState();
    if (nextCursor === null || phase !== 'ready' || more === 'loading' || (more === 'failed' && !again)) return;
    update((state) => ({ ...state, more: 'loading' }));
    try {
      const next = await page(nextCursor);
      // The head may have been read meanwhile, and end elsewhere.
      update((state) => (state.nextCursor === nextCursor ? withNextPage(state, next) : { ...state, more: 'idle' }));
    } catch {
      if (!signal.aborted) update((state) => ({ ...state, more: 'failed' }));
    }
  }

  /** Whether the list may hold other rows because of it, and not only another text in one. */
  function isNews(callId: string, recording: Recording): boolean {
    const shown = store.getState().rows.find((row) => row.callId === callId && row.kind === recording.kind);
    return recording.state !== 'downloading' && shown?.recording.state !== recording.state;
  }

  async function tryNow(row: MissingRow): Promise<void> {
    const key = keyOf(row);
    if (store.getState().trying.has(key) || !canBeTried(row.recording)) return;
    update((state) => withTrying(state, key, true));
    const shown = (): Recording | undefined => store.getState().rows.find((other) => keyOf(other) === key)?.recording;
    const before = shown();
    try {
      const recording = await api.recordings.retry({ callId: row.callId, kind: row.kind }, { signal });
      // What was told meanwhile is newer: a recording may be here before the answer is.
      const isNewest = shown() === before;
      update((state) => ({ ...(isNewest ? withRecording(state, row.callId, recording) : state), tried: state.tried === 'failed' ? null : state.tried }));
    } catch {
      update((state) => ({ ...state, tried: 'failed' }));
    }
    update((state) => withTrying(state, key, false));
    lookout.lookSoon();
  }

  const stops = [
    events.subscribe((event) => {
      if (!lookout.isWatched()) return;
      if (event.kind === 'recording') {
        const news = isNews(event.callId, event.recording);
        update((state) => withRecording(state, event.callId, event.recording));
        if (news) lookout.lookSoon();
      } else if (['call', 'recording', 'settings'].includes(event.kind)) lookout.lookSoon();
    }),
    events.subscribeConnection(() => {
      if (lookout.isWatched() && events.connection().state === 'live') lookout.look();
    }),
  ];

  return {
    store,
    watch: () => lookout.watch(() => update((state) => ({ ...state, tried: null, reading: false }))),
    reload() {
      update((state) => ({ ...state, phase: 'loading' }));
      lookout.look();
    },
    loadMore: ({ again } = { again: false }) => void loadMore(again),
    setReading(reading) {
      if (store.getState().reading === reading) return;
      update((state) => ({ ...state, reading }));
      // What is no longer missing goes, and what waits comes in.
      if (!reading) lookout.lookSoon();
    },
    showFresh() {
      bringsIn = true;
      lookout.look();
    },
    tryNow,
    async tryAll() {
      try {
        const tried = await api.recordings.retryAll(undefined, { signal });
        update((state) => ({ ...state, tried }));
      } catch {
        update((state) => ({ ...state, tried: 'failed' }));
      }
      lookout.look();
    },
    close() {
      closing.abort();
      lookout.close();
      stops.forEach((stop) => stop());
    },
  };
}
