import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppClient } from '#renderer/app/client.ts';
import { reasonOf } from './pushStore.ts';

/** Pushes that were refused for one cause. */
export interface Alike {
  readonly code: string;
  readonly isAuthenticated: boolean;
  /** Only those that came from there. */
  readonly source?: string | undefined;
}

export interface AlikeRun extends Alike {
  readonly phase: 'running' | 'done' | 'failed';
  /** How many there were to replay at the beginning. */
  readonly total: number;
  readonly replayed: number;
  readonly refusedAgain: number;
  /** Why it stopped; null where Earshot could not be reached. */
  readonly reason: string | null;
}

/** Replaying all pushes of one cause: it goes on while other pushes are looked at. */
export interface AlikeStore {
  readonly store: StoreApi<{ readonly run: AlikeRun | null }>;
  readonly start: (alike: Alike, total: number) => Promise<void>;
  readonly close: () => void;
}

export function createAlikeStore({ api }: Pick<AppClient, 'api'>, onReplayed: () => void): AlikeStore {
  const store = createStore<{ readonly run: AlikeRun | null }>(() => ({ run: null }));
  const closing = new AbortController();
  return {
    store,
    async start(alike, total) {
      if (store.getState().run?.phase === 'running') return;
      let run: AlikeRun = { ...alike, phase: 'running', total, replayed: 0, refusedAgain: 0, reason: null };
      const tell = (change: Partial<AlikeRun>): void => {
        run = { ...run, ...change };
        store.setState({ run });
      };
      tell({});
      try {
        let cursor: string | null = null;
        do {
          const answer: Awaited<ReturnType<typeof api.pushes.replayAlike>> = await api.pushes.replayAlike(
            { ...alike, ...(cursor === null ? {} : { cursor }) },
            { signal: closing.signal },
          );
          tell({ replayed: run.replayed + answer.replayed, refusedAgain: run.refusedAgain + answer.refusedAgain });
          cursor = answer.nextCursor;
        } while (cursor !== null);
        tell({ phase: 'done' });
      } catch (error) {
        tell({ phase: 'failed', reason: reasonOf(error) });
      }
      onReplayed();
    },
    close: () => closing.abort(),
  };
}
