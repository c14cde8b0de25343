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
});
export type Utterance = z.infer<typeof utteranceSchema>;
export type Speaker = Utterance['speaker'];
