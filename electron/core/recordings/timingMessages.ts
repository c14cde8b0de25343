import { z } from 'zod';
import { timingReasonSchema } from '#shared/model/callTiming.ts';
import { utteranceSchema } from '#shared/model/utterance.ts';

/*
 * What the thread that estimates times and the one that owns it say to each other.
 */

const { speaker, text, startMs, endMs, timing } = utteranceSchema.shape;

/** `pausing`: one number of 32 bits; where it is 1 the thread stands still. */
export const timingThreadDataSchema = z.object({ pausing: z.instanceof(SharedArrayBuffer) });
export type TimingThreadData = z.input<typeof timingThreadDataSchema>;

/** Paths of the sounds; the customer's is null where there is none. */
export const timesRequestSchema = z.object({
  id: z.number(),
  composite: z.string(),
  customer: z.string().nullable(),
  sentences: z.array(z.object({ speaker, text, startMs, endMs })).readonly(),
});
export type TimesRequest = z.input<typeof timesRequestSchema>;

const timesOfCallSchema = z.object({
  verdict: z.object({ state: z.enum(['solved', 'unknown']), reason: timingReasonSchema, why: z.string() }),
  /** One for each sentence. */
  sentences: z.array(z.object({ startMs, endMs, timing })).readonly(),
  measured: z.object({}).loose(),
});
export type TimesOfCall = z.output<typeof timesOfCallSchema>;

export const timesReplySchema = z.union([z.object({ id: z.number(), times: timesOfCallSchema }), z.object({ id: z.number(), problem: z.string() })]);
/** `problem`: what was thrown. */
export type TimesReply = { readonly id: number; readonly times: Pick<TimesOfCall, 'verdict' | 'sentences'> & { readonly measured: object } } | { readonly id: number; readonly problem: string };
