import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppEvent } from '#shared/model/event.ts';
import type { ReviewCounts } from '#shared/model/review.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusGroup, StatusOverrides } from '#shared/model/statuses.ts';
import { createAsking } from './asking.ts';
import type { Presence } from './presence.ts';

interface Deps {
  readonly client: Pick<EarshotClient, 'reviews' | 'rescues' | 'alerts'>;
  readonly statuses: () => StatusOverrides;
  readonly presence: Pick<Presence, 'unread' | 'waiting' | 'paused'>;
}

/** Keeps what the tray says true: how many calls nobody has read, how many customers wait, whether alerts are paused. */
export interface Standing {
  /** Asks for all of it. */
  look(): void;
  /** Asks for what may be otherwise after this. */
  after(event: Pick<AppEvent, 'kind'>): void;
}

/** Looking for who was reached since takes longer than counting. */
const waitingRestMs = 3000;
/** A sleep makes timers late. */
const longestWaitMs = 60_000;

export function createStanding({ client, statuses, presence }: Deps): Standing {
  let hasWaiting = false;
  let pauseEnds: NodeJS.Timeout | undefined;

  const unread = createAsking({ ask: async () => presence.unread(unreadOf(await client.reviews.counts(), statuses())) });
  const waiting = createAsking({
    restMs: waitingRestMs,
    async ask() {
      const { open, waiting: count } = await client.rescues.list({});
      hasWaiting = open > 0;
      presence.waiting(count);
    },
  });
  const pause = createAsking({
    async ask() {
      const { pausedUntilMs } = await client.alerts.get();
      presence.paused(pausedUntilMs);
      clearTimeout(pauseEnds);
      if (pausedUntilMs === null) return;
      // Not run by a spec: a minute goes by first.
      pauseEnds = setTimeout(() => pause.changed(), Math.min(longestWaitMs, Math.max(0, pausedUntilMs - Date.now()))).unref();
    },
  });

  return {
    look() {
      for (const asking of [unread, waiting, pause]) asking.changed();
    },
    after({ kind }) {
      const isAnything = kind === 'settings' || kind === 'reset';
      if (isAnything || kind === 'call' || kind === 'review') unread.changed();
      // A call may be the one that reached a customer.
      if (isAnything || kind === 'rescue' || kind === 'review' || (kind === 'call' && hasWaiting)) waiting.changed();
      if (isAnything) pause.changed();
    },
  };
}

/** What nobody answered is read by nobody. */
const counted: ReadonlySet<StatusGroup> = new Set<StatusGroup>(['answered', 'handover', 'lost']);

/** How many calls nobody has read, of those where somebody was reached or lost. */
export function unreadOf({ unread }: Pick<ReviewCounts, 'unread'>, statuses: StatusOverrides): number {
  return Object.entries(unread).reduce((sum, [code, count]) => sum + (counted.has(meaningOfStatus(code, statuses).group) ? count : 0), 0);
}
