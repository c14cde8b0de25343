import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppStatus } from '#shared/model/status.ts';
import type { AppClient } from './client.ts';
import { createThrottle } from './throttle.ts';

/** Calls by status code (`""` for none): those that arrived since local midnight, and all. */
export interface Counts {
  readonly since: Readonly<Record<string, number>>;
  readonly all: Readonly<Record<string, number>>;
}

interface DeskState {
  /** Null until read for the first time. */
  readonly counts: Counts | null;
  readonly status: AppStatus | null;
}

export interface DeskStoreDeps extends Pick<AppClient, 'api' | 'events'> {
  /** Start of the present local day, epoch ms. */
  readonly today: () => number;
}

export interface DeskStore {
  readonly store: StoreApi<DeskState>;
  /** Reads the status at once, as after a change to what it tells. */
  readonly readStatus: () => void;
  readonly close: () => void;
}

const restMs = 1000;
const pollMs = 5000;

/** What the navigation and the health line tell: counts and status, asked for again as calls arrive. */
export function createDeskStore({ api, events, today }: DeskStoreDeps): DeskStore {
  const store = createStore<DeskState>(() => ({ counts: null, status: null }));
  // What cannot be read now is asked for again soon; the connection's banner says that something is wrong.
  const counts = createThrottle(() => {
    api.calls.counts({ sinceMs: today() }).then((counts) => store.setState({ counts }), () => {});
  }, restMs);
  const status = createThrottle(() => {
    api.status.get().then((status) => store.setState({ status }), () => {});
  }, restMs);
  const readAll = (): void => {
    counts.call();
    status.call();
  };
  readAll();
  let day = today();
  const timer = setInterval(() => {
    if (events.connection().state === 'locked') return;
    status.call();
    // The counts are of today: at midnight, and where they could not be read, they are asked for again.
    if (today() !== day || store.getState().counts === null) counts.call();
    day = today();
  }, pollMs);
  const stops = [
    events.subscribe((event) => {
      if (event.kind === 'call' || event.kind === 'reset') readAll();
      if (event.kind === 'recording' || event.kind === 'settings') status.call();
    }),
    events.subscribeConnection(() => {
      if (events.connection().state === 'live') readAll();
    }),
  ];
  return {
    store,
    readStatus: status.call,
    close() {
      clearInterval(timer);
      counts.cancel();
      status.cancel();
      stops.forEach((stop) => stop());
    },
  };
}
