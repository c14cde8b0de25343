import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppEvent } from '#shared/model/event.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { createLookout } from '#renderer/ui/lookout.ts';
import { withTimeout, type After } from '#renderer/ui/timers.ts';
import { noRescues, withHandled, withOpened, withRescues, withStep, type RescueState } from './rescueState.ts';

export interface RescueStoreDeps extends Pick<AppClient, 'api' | 'events'> {
  readonly after?: After;
  /** Epoch ms. */
  readonly now?: () => number;
  /** Whether somebody looks at the page. */
  readonly isWatched?: () => boolean;
}

/** Customers who wait to be called back, followed as long as the page is open. */
export interface RescueStore {
  readonly store: StoreApi<RescueState>;
  /** Says which call is open, null for none: its card comes to the top, where it has one, and stays there. */
  readonly opened: (callId: string | null) => void;
  readonly step: (step: 1 | -1) => void;
  /** Puts the card of a call away, with what came of it where that is said. */
  readonly handle: (callId: string, outcome: string | null) => Promise<void>;
  /** Brings back the one that was put away last. */
  readonly undo: () => Promise<void>;
  /** No longer says what was put away or brought back. */
  readonly forget: () => void;
  readonly close: () => void;
}

/** Nothing changes by itself; this is for what was missed in whatever way. */
const lookEveryMs = 60_000;

export function createRescueStore({ api, events, after = withTimeout, now = Date.now, isWatched = isLookedAt }: RescueStoreDeps): RescueStore {
  const store = createStore<RescueState>(() => noRescues);
  const update = (change: (state: RescueState) => RescueState): void => store.setState((state) => change(state), true);
  const lookout = createLookout({ look: read, pauseMs: () => lookEveryMs, after });

  async function read(): Promise<void> {
    const { handled } = store.getState();
    try {
      const { items, open, nowMs } = await api.rescues.list({});
      // Asked before one was put away, it may still have that; it is asked again then.
      if (store.getState().handled !== handled) return;
      update((state) => withRescues(state, { items, open, aheadMs: nowMs - now() }, isWatched()));
    } catch {
      // The connection's banner says what is wrong; it is asked again once that is over.
    }
  }

  /** Says whether it could be done; the cards are asked for again in any case. */
  async function attempt(change: () => Promise<(state: RescueState) => RescueState>): Promise<void> {
    try {
      const done = await change();
      update((state) => ({ ...done(state), hasFailed: false }));
    } catch {
      update((state) => ({ ...state, hasFailed: true }));
    }
    lookout.look();
  }

  /** Whether what happened may change what a card says. */
  function concerns(event: AppEvent): boolean {
    if (event.kind === 'rescue' || event.kind === 'review' || event.kind === 'settings' || event.kind === 'reset') return true;
    if (event.kind !== 'call') return false;
    const { items } = store.getState();
    return items.some(({ call, answered }) => call.callId === event.call.callId || answered?.callId === event.call.callId || (event.call.statusGroup === 'answered' && digitsOf(call.phone) === digitsOf(event.call.phone)));
  }

  const stops = [
    events.subscribe((event) => {
      if (concerns(event)) lookout.lookSoon();
    }),
    events.subscribeConnection(() => {
      if (events.connection().state === 'live') lookout.look();
    }),
    lookout.watch(),
  ];

  return {
    store,
    opened: (callId) => update((state) => withOpened(state, callId)),
    step: (step) => update((state) => withStep(state, step)),
    handle: (callId, outcome) =>
      attempt(async () => {
        const { undo } = outcome === null ? await api.rescues.set({ callId, isHandled: true }) : await api.reviews.set({ callIds: [callId], change: { outcome } });
        return (state) => withHandled(state, callId, { outcome, undo });
      }),
    async undo() {
      const token = store.getState().handled?.undo;
      if (token === undefined) return;
      await attempt(async () => {
        if (token !== null) await api.reviews.undo({ token });
        return (state) => state;
      });
    },
    forget: () => update((state) => ({ ...state, handled: null, back: null })),
    close() {
      for (const stop of stops) stop();
      lookout.close();
    },
  };
}

/** Whether the page has the focus or, in another window's shade, the pointer on a card. */
function isLookedAt(): boolean {
  return document.hasFocus() || document.querySelector('.rescues:hover') !== null;
}

/** Numbers are the same however they are written. */
function digitsOf(phone: string | null): string {
  return (phone ?? '').replaceAll(/\D/g, '');
}
