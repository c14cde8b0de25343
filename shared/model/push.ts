import { z } from 'zod';

/**
 * What became of a push, or of one record in it. `waiting`: acknowledged, not derived yet. `partial`: a batch of which
 * some records were kept and some refused.
 */
export const pushOutcomes = ['waiting', 'stored', 'revision', 'duplicate', 'event', 'refused', 'partial'] as const;
export const pushOutcomeSchema = z.enum(pushOutcomes);
export type PushOutcome = z.infer<typeof pushOutcomeSchema>;

export const pushRecordSchema = z.object({
  index: z.number().int(),
  outcome: pushOutcomeSchema,
  callId: z.string().nullable(),
  /** The platform's code (a row of `responseCodes`) and a sentence, where it was refused; an event's `dataType`. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
});
export type PushRecord = z.infer<typeof pushRecordSchema>;

/** One delivery by the platform, with what was done with it. */
export const pushSchema = z.object({
  id: z.number().int(),
  receivedAtMs: z.number().int(),
  /** Address of the sender as the receiver saw it; `replay` for a replayed push. */
  source: z.string(),
  bytes: z.number().int(),
  outcome: pushOutcomeSchema,
  code: z.string().nullable(),
  reason: z.string().nullable(),
  replayOf: z.number().int().nullable(),
  records: z.array(pushRecordSchema),
});
export type Push = z.infer<typeof pushSchema>;
