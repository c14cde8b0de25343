import { isDefinedError, safe } from '@orpc/client';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { EarshotClient } from '#shared/contract/index.ts';

export type SampleLanguage = 'en' | 'es' | 'zh';

/** How the test call fares. `refused`: the receiver did not take it; `failed`: nothing could be asked of the core. */
type TestCallPhase = 'idle' | 'sending' | 'sent' | 'refused' | 'failed';

interface FirstRunState {
  readonly language: SampleLanguage;
  readonly testCall: TestCallPhase;
}

interface Deps {
  readonly api: Pick<EarshotClient, 'samples'>;
}

export interface FirstRunStore {
  readonly store: StoreApi<FirstRunState>;
  chooseLanguage(language: SampleLanguage): void;
  /** Has the core post a sample call to its own push address; the call then arrives like any other. */
  sendTestCall(): Promise<void>;
}

/** What the empty desk asks of the core. */
export function createFirstRunStore({ api }: Deps): FirstRunStore {
  const store = createStore<FirstRunState>(() => ({ language: 'en', testCall: 'idle' }));
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
  };
}
