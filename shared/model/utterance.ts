import { z } from 'zod';

/** One sentence of a call's transcript, in spoken order. */
export const utteranceSchema = z.object({
  index: z.number().int(),
  /** `callDetailId`, all digits. */
  id: z.string().nullable(),
  speaker: z.enum(['robot', 'customer', 'unknown']),
  text: z.string(),
  /** Milliseconds into the recording; null where nobody knows. */
  startMs: z.number().int().nullable(),
  endMs: z.number().int().nullable(),
  timing: z.enum(['given', 'estimated', 'unknown']),
  /** What the operator says instead, without the call's shift; null where the operator says nothing. */
  corrected: z.object({ startMs: z.number().int(), endMs: z.number().int() }).nullable(),
});
export type Utterance = z.infer<typeof utteranceSchema>;
/** A sentence as the platform pushed it. */
export type PushedUtterance = Omit<Utterance, 'corrected'>;
export type Speaker = Utterance['speaker'];
