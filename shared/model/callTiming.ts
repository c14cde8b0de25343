import { z } from 'zod';

/** Why it is known when the sentences of a call were spoken, or why it is not. */
export const timingReasonSchema = z.enum([
  // Of the estimate; see electron/core/recordings/timing.
  'solved',
  'solved-in-part',
  'nothing-to-estimate',
  'not-readable',
  'no-sound',
  'customer-silent',
  'lengths-differ',
  'not-together',
  'swapped',
  'not-separable',
  'sentences-do-not-fit',
  // Of what there is to estimate from.
  'no-sentences',
  'no-composite',
  'no-customer-recording',
  'recording-coming',
  'recording-unavailable',
  'recording-freed',
  'queued',
  'gave-up',
]);
export type TimingReason = z.infer<typeof timingReasonSchema>;

/**
 * What is known of the times of a call's sentences as a whole. `none`: there is nothing to estimate, as the platform gave
 * all times or there are no sentences. `waiting`: they will be estimated. `solved`: they were; of single sentences they may
 * be unknown all the same. `unknown`: they cannot be found out.
 */
export const callTimingSchema = z.object({
  state: z.enum(['none', 'waiting', 'solved', 'unknown']),
  reason: timingReasonSchema.nullable(),
  /** A sentence for operators. */
  why: z.string().nullable(),
  /** By how much the operator has put all sentences off; negative for earlier. */
  shiftMs: z.number().int(),
  /** Whether the operator has corrected the times of a sentence. */
  hasCorrections: z.boolean(),
});
export type CallTiming = z.infer<typeof callTimingSchema>;

const index = z.number().int().min(0);
/** An operator may be a whole recording off, but not more; and no recording lasts for a month. */
const mostMs = 31 * 86_400_000;
const ms = z.number().int().min(-mostMs).max(mostMs);

/** What the operator says of one sentence, without the call's shift; or says no more. */
export const timesChangeSchema = z.union([z.object({ index, startMs: ms, endMs: ms }), z.object({ index, reset: z.literal(true) })]);
export type TimesChange = z.infer<typeof timesChangeSchema>;

/** Everything that the operator changes of a call's times at once. */
export const timesChangesSchema = z.object({
  changes: z.array(timesChangeSchema).max(10_000).default([]),
  /** Of the whole call; left out, it stays. */
  shiftMs: ms.optional(),
});
export type TimesChanges = z.infer<typeof timesChangesSchema>;

/** What there was before of what was changed: as a change of its own it puts that back. */
export const timesBeforeSchema = z.object({ changes: z.array(timesChangeSchema), shiftMs: z.number().int() });
export type TimesBefore = z.infer<typeof timesBeforeSchema>;
