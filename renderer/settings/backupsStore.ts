import { safe } from '@orpc/client';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { Backup, LatestBackup } from '#shared/model/backup.ts';

interface BackupsState {
  /** Null until read for the first time. */
  readonly folder: string | null;
  /** Newest first. */
  readonly items: readonly Backup[];
  readonly latest: LatestBackup | null;
}

export interface BackupsStore {
  readonly store: StoreApi<BackupsState>;
  /** Follows how the backups are doing until the function that it returns is called. */
  readonly follow: () => () => void;
  /** Begins a backup. */
  readonly make: () => Promise<void>;
}

const restMs = 5000;
const whileMakingMs = 500;

/** The backups there are, and how the one that is being made is doing. */
export function createBackupsStore(api: Pick<EarshotClient, 'backups' | 'status'>): BackupsStore {
  const store = createStore<BackupsState>(() => ({ folder: null, items: [], latest: null }));
  let followers = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    const before = store.getState();
    const { data: status } = await safe(api.status.get());
    if (status === undefined) return;
    const { latestBackup: latest } = status;
    const hasNew = before.folder === null || latest.backup?.file !== before.latest?.backup?.file;
    const listed = hasNew ? (await safe(api.backups.list())).data : undefined;
    store.setState({ latest, ...listed });
  }

  function again(): void {
    clearTimeout(timer);
    if (followers === 0) return;
    const isMaking = store.getState().latest?.progress !== null;
    timer = setTimeout(() => void read().finally(again), isMaking ? whileMakingMs : restMs);
  }

  return {
    store,
    follow() {
      followers += 1;
      void read().finally(again);
      return () => {
        followers -= 1;
        if (followers === 0) clearTimeout(timer);
      };
    },
    async make() {
      const { data: latest } = await safe(api.backups.make());
      if (latest !== undefined) store.setState({ latest });
      again();
    },
  };
}
