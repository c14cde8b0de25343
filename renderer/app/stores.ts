import { createAlertsStore, type AlertsStore } from '#renderer/alerts/index.ts';
import { createDriftStore, type DriftStore } from '#renderer/drift/index.ts';
import { createFeedStore, type FeedStore } from '#renderer/feed/index.ts';
import { createAlikeStore, createPushLogStore, type AlikeStore, type PushLogStore } from '#renderer/pushLog/index.ts';
import { createMissingStore, createUsageStore, type MissingStore, type UsageStore } from '#renderer/recordings/index.ts';
import { createReviewStore, type ReviewStore } from '#renderer/review/index.ts';
import { createRescueStore, type RescueStore } from '#renderer/rescue/index.ts';
import { startOfDay } from '#renderer/ui/format.ts';
import { withTimeout } from '#renderer/ui/timers.ts';
import type { AppClient } from './client.ts';
import { createDeskStore, type DeskStore } from './deskStore.ts';
import { createMineStore, type MineStore } from './mineStore.ts';
import { createSettingsStore, type SettingsStore } from './settingsStore.ts';

/** The stores that live as long as the page. */
export interface Stores {
  readonly settings: SettingsStore;
  readonly desk: DeskStore;
  readonly feed: FeedStore;
  readonly alerts: AlertsStore;
  readonly pushLog: PushLogStore;
  readonly alike: AlikeStore;
  readonly drift: DriftStore;
  readonly missing: MissingStore;
  readonly usage: UsageStore;
  readonly reviews: ReviewStore;
  readonly rescues: RescueStore;
  readonly mine: MineStore;
}

const today = (): number => startOfDay(Date.now());

export function createStores(client: AppClient): Stores {
  const pushLog = createPushLogStore({ ...client, today });
  const settings = createSettingsStore(client);
  const desk = createDeskStore({ ...client, today });
  return {
    settings,
    desk,
    feed: createFeedStore(client),
    alerts: createAlertsStore(client),
    pushLog,
    alike: createAlikeStore(client, pushLog.look),
    drift: createDriftStore({ ...client, kept: settings.store, onChanged: desk.readStatus }),
    missing: createMissingStore(client),
    usage: createUsageStore(client),
    reviews: createReviewStore({ ...client, after: withTimeout }),
    rescues: createRescueStore(client),
    mine: createMineStore({ ...client, after: withTimeout }),
  };
}
