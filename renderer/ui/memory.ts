import type { z } from 'zod';

/** What the browser keeps of something from one opening of the page to the next. */
export interface Memory<Kept> {
  readonly read: () => Kept;
  readonly keep: (kept: Kept) => void;
}

/** A memory in `storage` under `key`; the schema has to make something of whatever is there, also of nothing. */
export function createMemory<Schema extends z.ZodType>(storage: Pick<Storage, 'getItem' | 'setItem'>, key: string, schema: Schema): Memory<z.output<Schema>> {
  return {
    read: () => schema.parse(parsed(storage.getItem(key))),
    keep(kept) {
      try {
        storage.setItem(key, JSON.stringify(kept));
      } catch {
        // A browser that keeps nothing, or has no room: it holds until the page is closed.
      }
    },
  };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}
