import { z } from 'zod';
import { createMemory, type Memory } from '#renderer/ui/memory.ts';
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
export type PlayerMemory = Memory<Habits>;

export function createPlayerMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): PlayerMemory {
  return createMemory(storage, 'earshot.player', habitsSchema);
}
