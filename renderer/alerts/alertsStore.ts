import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AlertsView } from '#shared/model/alert.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { AppClient } from '#renderer/app/client.ts';

interface AlertsState {
  /** Null until it was read. */
  readonly view: AlertsView | null;
  /** Whether it could not be read, or the last change could not be saved. */
  readonly failed: 'reading' | 'saving' | null;
}

/** What the operator decided of alerts, kept up to date by events. */
export interface AlertsStore {
  readonly store: StoreApi<AlertsState>;
  readonly reload: () => void;
  /** Each answers whether it was saved. */
  readonly save: (rule: AlertRule) => Promise<boolean>;
  readonly remove: (id: string) => Promise<boolean>;
  readonly reorder: (ids: readonly string[]) => Promise<boolean>;
  readonly configure: (change: Partial<Pick<AlertsView, 'quietHours' | 'volume'>>) => Promise<boolean>;
  readonly pause: (minutes: number) => Promise<boolean>;
  readonly close: () => void;
}

export function createAlertsStore({ api, events }: Pick<AppClient, 'api' | 'events'>): AlertsStore {
  const store = createStore<AlertsState>(() => ({ view: null, failed: null }));
  /** Changes that were begun: an answer from before one is out of date. */
  let changes = 0;

  function reload(): void {
    void read(changes);
  }

  async function read(asOf: number): Promise<void> {
    try {
      const view = await api.alerts.get();
      if (asOf === changes) store.setState({ view, failed: null });
    } catch {
      if (store.getState().view === null) store.setState({ failed: 'reading' });
    }
  }

  async function change(make: () => Promise<AlertsView>): Promise<boolean> {
    changes += 1;
    const asOf = changes;
    try {
      const view = await make();
      if (asOf === changes) store.setState({ view, failed: null });
      return true;
    } catch {
      store.setState({ failed: 'saving' });
      return false;
    }
  }

  reload();
  const stops = [
    events.subscribe(({ kind }) => {
      if (kind === 'settings' || kind === 'reset') reload();
    }),
    events.subscribeConnection(() => {
      if (events.connection().state === 'live') reload();
    }),
  ];
  return {
    store,
    reload,
    save: (rule) => change(() => api.alerts.rules.save({ rule })),
    remove: (id) => change(() => api.alerts.rules.remove({ id })),
    reorder: (ids) => change(() => api.alerts.rules.reorder({ ids: [...ids] })),
    configure: (changed) => change(() => api.alerts.configure(changed)),
    pause: (minutes) => change(() => api.alerts.pause({ minutes })),
    close: () => stops.forEach((stop) => stop()),
  };
}
