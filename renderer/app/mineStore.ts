import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReviewCounts } from '#shared/model/review.ts';
import type { View } from '#shared/model/view.ts';
import type { AppClient } from './client.ts';
import { createThrottle } from './throttle.ts';

interface MineState {
  /** Null until read for the first time. */
  readonly counts: ReviewCounts | null;
  /** Saved ones, with how many calls each shows. */
  readonly views: readonly View[];
}

/** What the navigation tells of what the operator has made of calls. */
export interface MineStore {
  readonly store: StoreApi<MineState>;
  readonly close: () => void;
}

const restMs = 1000;

export function createMineStore({ api, events }: Pick<AppClient, 'api' | 'events'>): MineStore {
  const store = createStore<MineState>(() => ({ counts: null, views: [] }));
  // What cannot be read now is asked for again soon; the connection's banner says that something is wrong.
  const counts = createThrottle(() => {
    api.reviews.counts().then((read) => store.setState({ counts: read }), () => {});
  }, restMs);
  const views = createThrottle(() => {
    api.views.list().then(({ items }) => store.setState({ views: items }), () => {});
  }, restMs);
  const readAll = (): void => {
    counts.call();
    views.call();
  };
  readAll();
  const stops = [
    events.subscribe(({ kind }) => {
      if (kind === 'review' || kind === 'call' || kind === 'followUpDue' || kind === 'reset') readAll();
      if (kind === 'views') views.call();
    }),
    events.subscribeConnection(() => {
      if (events.connection().state === 'live') readAll();
    }),
  ];
  return {
    store,
    close() {
      counts.cancel();
      views.cancel();
      for (const stop of stops) stop();
    },
  };
}
