import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Drift, DriftName } from '#shared/model/drift.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import { withStatusOverride, type StatusChange } from '#shared/model/statuses.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { createLookout } from '#renderer/ui/lookout.ts';
import { withTimeout, type After } from '#renderer/ui/timers.ts';
import { emptyInbox, withAnswer, withFreshShown, withNamed, withNameTakenBack, withSeen, type DriftState } from './driftState.ts';

export interface DriftStoreDeps extends Pick<AppClient, 'api' | 'events'> {
  /** The settings as the core has them, shared with the rest of the screen. */
  readonly kept: StoreApi<{ readonly view: SettingsView | null }>;
  /** Told when the operator has changed what is open. */
  readonly onChanged: () => void;
  readonly after?: After;
}

/** Where pushes leave the vendor's page, asked for again as calls arrive while somebody looks at it. */
export interface DriftStore {
  readonly store: StoreApi<DriftState>;
  /** Begins to follow what arrives; returns the way to stop. */
  readonly watch: () => () => void;
  readonly reload: () => void;
  readonly setReading: (reading: boolean) => void;
  readonly showFresh: () => void;
  /** Takes note of these, or takes that back. */
  readonly setSeen: (items: readonly DriftName[], isSeen: boolean) => Promise<void>;
  /** Gives a status a word, a group and an alert in the settings; false where that could not be saved. `onSaved` is called before it leaves the list. */
  readonly name: (status: Drift, change: StatusChange, onSaved?: () => void) => Promise<boolean>;
  /** Takes back what `name` did. */
  readonly takeNameBack: (status: Drift) => Promise<void>;
  readonly close: () => void;
}

/** An event that is no call is told of by nobody. */
const lookEveryMs = 5000;

export function createDriftStore({ api, events, kept, onChanged, after = withTimeout }: DriftStoreDeps): DriftStore {
  const store = createStore<DriftState>(() => emptyInbox);
  const update = (change: (state: DriftState) => DriftState): void => store.setState((state) => change(state), true);
  const closing = new AbortController();
  /** Changes that were begun: an answer from before one is out of date. */
  let changes = 0;
  const lookout = createLookout({ look: read, pauseMs: () => lookEveryMs, after });

  async function read(): Promise<void> {
    const asOf = changes;
    try {
      const answer = await api.drift.list(undefined, { signal: closing.signal });
      if (asOf === changes) update((state) => withAnswer(state, answer));
    } catch {
      // Once it was read, the connection's banner says what is wrong.
      update((state) => (state.phase === 'loading' ? { ...state, phase: 'failed' } : state));
    }
  }

  /** Makes a change, says which it was, and reads what came of it. */
  async function change(make: () => PromiseLike<unknown>, onEnd: (isMade: boolean) => void): Promise<boolean> {
    changes += 1;
    let isMade = true;
    try {
      await make();
    } catch {
      isMade = false;
    }
    changes += 1;
    onEnd(isMade);
    update((state) => ({ ...state, hasFailed: !isMade }));
    onChanged();
    lookout.look();
    return isMade;
  }

  async function saveStatus(code: string, meaning: StatusChange | null): Promise<void> {
    const view = kept.getState().view ?? (await api.settings.get());
    kept.setState({ view: await api.settings.update({ statuses: withStatusOverride(view.settings.statuses, code, meaning) }) });
  }

  const stops = [
    events.subscribe((event) => {
      if (['call', 'alert', 'settings'].includes(event.kind)) lookout.lookSoon();
    }),
    events.subscribeConnection(() => {
      if (lookout.isWatched() && events.connection().state === 'live') lookout.look();
    }),
  ];

  return {
    store,
    watch: () => lookout.watch(() => update((state) => ({ ...state, named: [], hasFailed: false, reading: false }))),
    reload() {
      update((state) => ({ ...state, phase: 'loading' }));
      lookout.look();
    },
    setReading(reading) {
      if (store.getState().reading !== reading) update((state) => ({ ...state, reading }));
    },
    showFresh: () => update(withFreshShown),
    async setSeen(items, isSeen) {
      update((state) => withSeen(state, items, isSeen));
      const names = items.map(({ kind, name }) => ({ kind, name }));
      await change(
        () => api.drift.setSeen({ items: names, isSeen }),
        (isMade) => {
          if (!isMade) update((state) => withSeen(state, items, !isSeen));
        },
      );
    },
    name: (status, meaning, onSaved) =>
      change(
        () => saveStatus(status.name, meaning),
        (isMade) => {
          if (!isMade) return;
          onSaved?.();
          update((state) => withNamed(state, status));
        },
      ),
    async takeNameBack(status) {
      await change(
        () => saveStatus(status.name, null),
        (isMade) => {
          if (isMade) update((state) => withNameTakenBack(state, status));
        },
      );
    },
    close() {
      closing.abort();
      lookout.close();
      stops.forEach((stop) => stop());
    },
  };
}
