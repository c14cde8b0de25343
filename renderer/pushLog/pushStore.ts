import { ORPCError } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Push, PushDetail } from '#shared/model/push.ts';
import type { SettingsPatch } from '#shared/model/settings.ts';
import type { AppClient } from '#renderer/app/client.ts';
import type { PushLogStore } from './pushLogStore.ts';

/** What was done with the push while it is open; `reason` is null where Earshot could not be reached. */
export type Deed =
  | { readonly kind: 'none' }
  | { readonly kind: 'replaying' }
  | { readonly kind: 'replayed'; readonly as: Push }
  | { readonly kind: 'changing' }
  | { readonly kind: 'changed'; readonly mend: string }
  | { readonly kind: 'failed'; readonly what: 'replay' | 'change'; readonly reason: string | null };

export interface PushState {
  readonly push: { readonly state: 'loading' } | { readonly state: 'ready'; readonly push: PushDetail } | { readonly state: 'failed' } | { readonly state: 'missing' };
  readonly deed: Deed;
}

export interface PushStore {
  readonly id: number;
  readonly store: StoreApi<PushState>;
  readonly load: () => Promise<void>;
  readonly replay: () => Promise<void>;
  /** Mends a cause in the settings; `mend` says afterwards what was changed. */
  readonly change: (patch: SettingsPatch, mend: string) => Promise<void>;
  readonly close: () => void;
}

/** What went wrong, as far as the core says it in words. */
export function reasonOf(error: unknown): string | null {
  return error instanceof ORPCError && error.status < 600 && error.message !== '' ? error.message : null;
}

/** One push, kept up to date while it is open. */
export function createPushStore({ api }: Pick<AppClient, 'api'>, log: Pick<PushLogStore, 'look' | 'subscribeChanges'>, id: number): PushStore {
  const store = createStore<PushState>(() => ({ push: { state: 'loading' }, deed: { kind: 'none' } }));
  const closing = new AbortController();
  let lastAsked = 0;

  async function load(): Promise<void> {
    lastAsked += 1;
    const asked = lastAsked;
    const show = (push: PushState['push']): void => {
      // Answers may overtake one another: what was asked for last is the newest.
      if (asked === lastAsked && !closing.signal.aborted) store.setState({ push });
    };
    if (store.getState().push.state !== 'ready') show({ state: 'loading' });
    try {
      show({ state: 'ready', push: await api.pushes.get({ id }, { signal: closing.signal }) });
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'NOT_FOUND') show({ state: 'missing' });
      // What is shown is still true as far as anybody knows; the connection's own line says that it is lost.
      else if (store.getState().push.state !== 'ready') show({ state: 'failed' });
    }
  }

  const tell = (deed: Deed): void => {
    if (!closing.signal.aborted) store.setState({ deed });
  };
  const isBusy = (): boolean => ['replaying', 'changing'].includes(store.getState().deed.kind);

  const stop = log.subscribeChanges(() => void load());
  void load();

  return {
    id,
    store,
    load,
    async replay() {
      if (isBusy()) return;
      tell({ kind: 'replaying' });
      try {
        tell({ kind: 'replayed', as: await api.pushes.replay({ id }) });
      } catch (error) {
        tell({ kind: 'failed', what: 'replay', reason: reasonOf(error) });
      }
      log.look();
      await load();
    },
    async change(patch, mend) {
      if (isBusy()) return;
      tell({ kind: 'changing' });
      try {
        await api.settings.update(patch);
        tell({ kind: 'changed', mend });
      } catch (error) {
        tell({ kind: 'failed', what: 'change', reason: reasonOf(error) });
      }
      // How many like it could be replayed depends on the settings.
      await load();
    },
    close() {
      stop();
      closing.abort();
    },
  };
}
