import { z } from 'zod';
import { sides } from './soundscape.ts';
import { speeds } from './speeds.ts';

/** How the operator likes to listen, from call to call; what cannot be read is as at first. */
const habitsSchema = z
  .object({
    speed: z.number().refine((speed) => speeds.some((known) => known === speed)).catch(1),
    skipsSilence: z.boolean().catch(false),
    evens: z.boolean().catch(false),
    side: z.enum(sides).catch('both'),
  })
  .catch({ speed: 1, skipsSilence: false, evens: false, side: 'both' });
export type Habits = z.infer<typeof habitsSchema>;

/** What a player remembers from one call to the next. */
export interface PlayerMemory {
  readonly read: () => Habits;
  readonly keep: (habits: Habits) => void;
}

const key = 'earshot.player';

export function createPlayerMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): PlayerMemory {
  return {
    read: () => habitsSchema.parse(parsed(storage.getItem(key))),
    keep(habits) {
      try {
        storage.setItem(key, JSON.stringify(habits));
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
