import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Drift, DriftName } from '#shared/model/drift.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import { withStatusOverride, type StatusChange } from '#shared/model/statuses.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { emptyInbox, withAnswer, withFreshShown, withNamed, withNameTakenBack, withSeen, type DriftState } from './driftState.ts';

export interface DriftStoreDeps extends Pick<AppClient, 'api' | 'events'> {
  /** The settings as the core has them, shared with the rest of the screen. */
  readonly kept: StoreApi<{ readonly view: SettingsView | null }>;
  /** Told when the operator has changed what is open. */
  readonly onChanged: () => void;
  /** Calls back after so long unless cancelled by the function that it returns. */
  readonly after?: (run: () => void, delayMs: number) => () => void;
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

/** At most so often while calls arrive. */
const restMs = 1000;
/** An event that is no call is told of by nobody. */
const lookEveryMs = 5000;

const withTimeout = (run: () => void, delayMs: number): (() => void) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

export function createDriftStore({ api, events, kept, onChanged, after = withTimeout }: DriftStoreDeps): DriftStore {
  const store = createStore<DriftState>(() => emptyInbox);
  const update = (change: (state: DriftState) => DriftState): void => store.setState((state) => change(state), true);
  const closing = new AbortController();
  let watchers = 0;
  let isAsking = false;
  let askAgain = false;
  /** Changes that were begun: an answer from before one is out of date. */
  let changes = 0;
  let isSoon = false;
  let cancel: (() => void) | null = null;

  function plan(delayMs: number): void {
    cancel?.();
    cancel = watchers > 0 && !closing.signal.aborted ? after(() => void ask(), delayMs) : null;
  }

  async function ask(): Promise<void> {
    if (isAsking) {
      askAgain = true;
      return;
    }
    isAsking = true;
    cancel?.();
    do {
      askAgain = false;
      isSoon = false;
      const asOf = changes;
      try {
        const answer = await api.drift.list(undefined, { signal: closing.signal });
        if (asOf === changes) update((state) => withAnswer(state, answer));
      } catch {
        // Once it was read, the connection's banner says what is wrong.
        update((state) => (state.phase === 'loading' ? { ...state, phase: 'failed' } : state));
      }
    } while (askAgain && !closing.signal.aborted);
    isAsking = false;
    plan(lookEveryMs);
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
    void ask();
    return isMade;
  }

  async function saveStatus(code: string, meaning: StatusChange | null): Promise<void> {
    const view = kept.getState().view ?? (await api.settings.get());
    kept.setState({ view: await api.settings.update({ statuses: withStatusOverride(view.settings.statuses, code, meaning) }) });
  }

  const stops = [
    events.subscribe((event) => {
      if (watchers === 0 || isSoon || event.kind === 'recording') return;
      isSoon = true;
      plan(restMs);
    }),
    events.subscribeConnection(() => {
      if (watchers > 0 && events.connection().state === 'live') void ask();
    }),
  ];

  return {
    store,
    watch() {
      watchers += 1;
      void ask();
      return () => {
        watchers -= 1;
        if (watchers > 0) return;
        plan(0);
        update((state) => ({ ...state, named: [], hasFailed: false, reading: false }));
      };
    },
    reload() {
      update((state) => ({ ...state, phase: 'loading' }));
      void ask();
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
      cancel?.();
      stops.forEach((stop) => stop());
    },
  };
}
