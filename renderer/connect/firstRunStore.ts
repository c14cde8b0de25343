import { isDefinedError, safe } from '@orpc/client';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import type { AlertLevel, StatusGroup } from '#shared/model/statuses.ts';
import { withGroupAlert } from './alertLevels.ts';

export type SampleLanguage = 'en' | 'es' | 'zh';

/** How the test call fares. `refused`: the receiver did not take it; `failed`: nothing could be asked of the core. */
type TestCallPhase = 'idle' | 'sending' | 'sent' | 'refused' | 'failed';

interface FirstRunState {
  readonly language: SampleLanguage;
  readonly testCall: TestCallPhase;
  /** Whether the last choice of an announcement could not be saved. */
  readonly alertFailed: boolean;
}

interface Deps {
  readonly api: Pick<EarshotClient, 'samples' | 'settings'>;
  /** The settings as the core has them, shared with the rest of the screen. */
  readonly kept: StoreApi<{ readonly view: SettingsView | null }>;
}

export interface FirstRunStore {
  readonly store: StoreApi<FirstRunState>;
  chooseLanguage(language: SampleLanguage): void;
  /** Has the core post a sample call to its own push address; the call then arrives like any other. */
  sendTestCall(): Promise<void>;
  /** Announces every status of a group alike. */
  setGroupAlert(group: StatusGroup, alert: AlertLevel): Promise<void>;
}

/** What the empty desk asks of the core. */
export function createFirstRunStore({ api, kept }: Deps): FirstRunStore {
  const store = createStore<FirstRunState>(() => ({ language: 'en', testCall: 'idle', alertFailed: false }));
  return {
    store,
    chooseLanguage: (language) => store.setState({ language, testCall: 'idle' }),
    async sendTestCall() {
      const { language, testCall } = store.getState();
      if (testCall === 'sending') return;
      store.setState({ testCall: 'sending' });
      const { error } = await safe(api.samples.send({ language }));
      const failure = isDefinedError(error) ? 'refused' : 'failed';
      store.setState({ testCall: error === null ? 'sent' : failure });
    },
    async setGroupAlert(group, alert) {
      const { view } = kept.getState();
      if (view === null) return;
      const { error, data } = await safe(api.settings.update({ statuses: { ...withGroupAlert(view.settings.statuses, group, alert) } }));
      if (error === null) kept.setState({ view: data });
      store.setState({ alertFailed: error !== null });
    },
  };
}
