import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createMemory } from '#renderer/ui/memory.ts';

/** What a row may leave out. The number, the status and the words stay. */
export const columns = ['intent', 'task', 'talk', 'cost', 'name', 'concerns'] as const;
export const densities = ['comfortable', 'compact'] as const;

const schema = z
  .object({ density: z.enum(densities).catch('comfortable'), hidden: z.array(z.enum(columns)).catch([]) })
  .catch({ density: 'comfortable', hidden: [] });
/** How the operator likes the list. */
export type FeedLook = z.infer<typeof schema>;

export interface FeedLookStore {
  readonly store: StoreApi<FeedLook>;
  readonly set: (change: Partial<FeedLook>) => void;
}

export function createFeedLook(storage: Pick<Storage, 'getItem' | 'setItem'>): FeedLookStore {
  const memory = createMemory(storage, 'earshot.feed', schema);
  const store = createStore<FeedLook>(() => memory.read());
  return {
    store,
    set(change) {
      store.setState(change);
      memory.keep(store.getState());
    },
  };
}
