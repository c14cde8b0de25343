import { createStore, type StoreApi } from 'zustand/vanilla';
import type { After } from '#renderer/ui/timers.ts';
import type { ReviewCounts } from '#shared/model/review.ts';
import type { View, ViewQuery } from '#shared/model/view.ts';
import type { AppClient } from './client.ts';
import { createThrottle } from './throttle.ts';

/** A view that was removed a moment ago. */
interface RemovedView {
  readonly view: View;
  /** Among the others. */
  readonly place: number;
}

interface MineState {
  /** Null until read for the first time. */
  readonly counts: ReviewCounts | null;
  /** Saved ones, with how many calls each shows. */
  readonly views: readonly View[];
  /** Null once it was there for a while. */
  readonly removed: RemovedView | null;
}

/** What the navigation tells of what the operator has made of calls, and the saved views. */
export interface MineStore {
  readonly store: StoreApi<MineState>;
  /** Keeps a query under a name, last of all; resolves to whether that is done. */
  readonly saveView: (name: string, query: ViewQuery) => Promise<boolean>;
  /** Puts a view in this place among the others. */
  readonly moveView: (id: number, place: number) => Promise<void>;
  /** Resolves to whether it has the name. */
  readonly renameView: (view: View, name: string) => Promise<boolean>;
  readonly removeView: (view: View) => Promise<void>;
  /** Brings back the view that was removed last, in its place. */
  readonly restoreView: () => Promise<void>;
  readonly close: () => void;
}

interface Deps extends Pick<AppClient, 'api' | 'events'> {
  readonly after: After;
}

const restMs = 1000;
const removedForMs = 10_000;

export function createMineStore({ api, events, after }: Deps): MineStore {
  const store = createStore<MineState>(() => ({ counts: null, views: [], removed: null }));
  /** Changes of the views that are on their way: what is read meanwhile may be older. */
  let changes = 0;
  let forget: (() => void) | null = null;
  // What cannot be read now is asked for again soon; the connection's banner says that something is wrong.
  const counts = createThrottle(() => {
    api.reviews.counts().then((read) => store.setState({ counts: read }), () => {});
  }, restMs);
  const readViews = async (): Promise<void> => {
    const before = changes;
    const { items } = await api.views.list();
    if (changes === 0 && before === 0) store.setState({ views: items });
  };
  const views = createThrottle(() => void readViews().catch(() => {}), restMs);
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

  /** Shows the views as they will be while `act` makes them so; as they are where that fails. Resolves to whether it did not. */
  async function change(shown: readonly View[], act: () => Promise<unknown>): Promise<boolean> {
    store.setState({ views: shown });
    changes += 1;
    const isDone = await act().then(() => true, () => false);
    changes -= 1;
    if (changes === 0) await readViews().catch(() => {});
    return isDone;
  }

  function setRemoved(removed: RemovedView | null): void {
    forget?.();
    forget = removed === null ? null : after(() => store.setState({ removed: null }), removedForMs);
    store.setState({ removed });
  }

  return {
    store,
    saveView: (name, query) => change(store.getState().views, () => api.views.save({ name, query })),
    async moveView(id, place) {
      const { views: before } = store.getState();
      const at = before.findIndex((view) => view.id === id);
      const moved = before[at];
      if (moved === undefined || place < 0 || place >= before.length || place === at) return;
      const next = before.toSpliced(at, 1).toSpliced(place, 0, moved);
      await change(next, () => api.views.reorder({ ids: next.map((view) => view.id) }));
    },
    renameView(view, name) {
      const { views: before } = store.getState();
      const at = before.findIndex(({ id }) => id === view.id);
      return change(at === -1 ? before : before.with(at, { ...view, name }), () => api.views.save({ id: view.id, name, query: view.query }));
    },
    async removeView(view) {
      const { views: before } = store.getState();
      const isRemoved = await change(before.filter(({ id }) => id !== view.id), () => api.views.remove({ id: view.id }));
      if (isRemoved) setRemoved({ view, place: before.findIndex(({ id }) => id === view.id) });
    },
    async restoreView() {
      const { removed, views: before } = store.getState();
      if (removed === null) return;
      const { view, place } = removed;
      setRemoved(null);
      const isRestored = await change(before.toSpliced(place, 0, view), async () => {
        const { id } = await api.views.save({ name: view.name, query: view.query });
        await api.views.reorder({ ids: before.map((other) => other.id).toSpliced(place, 0, id) });
      });
      if (!isRestored) setRemoved(removed);
    },
    close() {
      counts.cancel();
      views.cancel();
      forget?.();
      for (const stop of stops) stop();
    },
  };
}
