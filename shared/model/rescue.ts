import { z } from 'zod';
import { callSchema } from './call.ts';

/**
 * A customer who was lost on the way to a person, and waits to be called back. It stays until it is handled; where a later
 * call to the number was answered, it says so for a while and is gone then.
 */
export const rescueSchema = z.object({
  call: callSchema,
  /** Since when the customer waits, by the receiver's clock, epoch ms. */
  sinceMs: z.number().int(),
  /** Whether that is the call's end; else nobody knows that, and it is when the call arrived. */
  isSinceEnd: z.boolean(),
  /** The last thing that the customer said. */
  lastWords: z.string().nullable(),
  /** Status that the call was lost with, where the platform has said something else since. */
  revisedFrom: z.string().nullable(),
  /** The later call to this number that was answered. */
  answered: z.object({ callId: z.string(), atMs: z.number().int(), arrivedAtMs: z.number().int() }).nullable(),
});
export type Rescue = z.infer<typeof rescueSchema>;

/** For so long it is said that a later call was answered. */
const reachedSaidMs = 15 * 60_000;

/** Whether a card is gone by itself: a later call was answered, and that was said for long enough. */
export function isLongReached({ answered }: Pick<Rescue, 'answered'>, nowMs: number): boolean {
  return answered !== null && nowMs - answered.arrivedAtMs >= reachedSaidMs;
}

/** A time further back than this is not taken for the end of a call that arrives now, and nobody is called back after it. */
export const rescueWindowMs = 86_400_000;

/**
 * Since when a customer waits. The platform's end of the call stands where the receiver's clock allows it: not after the call
 * arrived, nor longer ago than `rescueWindowMs` before. Else the arrival stands for it.
 */
export function waitingSince({ endedAtMs, arrivedAtMs }: { readonly endedAtMs: number | null; readonly arrivedAtMs: number }): Pick<Rescue, 'sinceMs' | 'isSinceEnd'> {
  const isBelieved = endedAtMs !== null && endedAtMs <= arrivedAtMs && arrivedAtMs - endedAtMs < rescueWindowMs;
  return { sinceMs: isBelieved ? endedAtMs : arrivedAtMs, isSinceEnd: isBelieved };
}
