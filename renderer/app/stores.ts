import { createFeedStore, type FeedStore } from '#renderer/feed/index.ts';
import { startOfDay } from '#renderer/ui/format.ts';
import type { AppClient } from './client.ts';
import { createDeskStore, type DeskStore } from './deskStore.ts';
import { createSettingsStore, type SettingsStore } from './settingsStore.ts';

/** The stores that live as long as the page. */
export interface Stores {
  readonly settings: SettingsStore;
  readonly desk: DeskStore;
  readonly feed: FeedStore;
}

export function createStores(client: AppClient): Stores {
  return {
    settings: createSettingsStore(client),
    desk: createDeskStore({ ...client, today: () => startOfDay(Date.now()) }),
    feed: createFeedStore(client),
  };
}
