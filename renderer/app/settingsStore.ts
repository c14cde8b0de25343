import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SettingsView } from '#shared/model/settings.ts';
import type { AppClient } from './client.ts';

export interface SettingsState {
  /** Null until they were read for the first time. */
  readonly view: SettingsView | null;
}

export interface SettingsStore {
  readonly store: StoreApi<SettingsState>;
  readonly close: () => void;
}

/** The settings as the core has them, kept up to date while the page is open. */
export function createSettingsStore({ api, events }: Pick<AppClient, 'api' | 'events'>): SettingsStore {
  const store = createStore<SettingsState>(() => ({ view: null }));
  let lastAsked = 0;
  let isLoading = false;
  const load = async (): Promise<void> => {
    lastAsked += 1;
    const asked = lastAsked;
    isLoading = true;
    try {
      await events.begun();
      const view = await api.settings.get();
      // Answers may overtake one another: what was asked for last is the newest.
      if (asked === lastAsked) store.setState({ view });
    } catch {
      // The connection's banner says what is wrong; the next connection loads them.
    }
    if (asked === lastAsked) isLoading = false;
  };
  void load();
  const stops = [
    events.subscribe((event) => {
      if (event.kind === 'settings' || event.kind === 'reset') void load();
    }),
    events.subscribeConnection(() => {
      if (events.connection().state === 'live' && store.getState().view === null && !isLoading) void load();
    }),
  ];
  return { store, close: () => stops.forEach((stop) => stop()) };
}
