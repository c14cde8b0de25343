import { z } from 'zod';
import { createMemory, type Memory } from '#renderer/ui/memory.ts';

/** Where a list was scrolled to: the line at the top, how much of it was above, px, and what the list showed. Null: its top. */
const schema = z.object({ query: z.string(), key: z.string(), withinPx: z.number() }).nullable().catch(null);
export type ScrollPlace = z.infer<typeof schema>;

export function createScrollMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): Memory<ScrollPlace> {
  return createMemory(storage, 'earshot.scroll', schema);
}
