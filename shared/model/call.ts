import { z } from 'zod';
import { callTimingSchema } from './callTiming.ts';
import { conversationSchema } from './conversation.ts';
import { jsonMapSchema, jsonValueSchema } from './json.ts';
import { recordingSchema } from './recording.ts';
import { reviewDetailSchema, reviewSchema } from './review.ts';
import { statusGroupSchema } from './statuses.ts';
import { utteranceSchema } from './utterance.ts';

/** A tag of the platform; ids and names are paired by position, null where one of the two lists is shorter. */
export const tagSchema = z.object({ id: z.string().nullable(), name: z.string().nullable() });
export type Tag = z.infer<typeof tagSchema>;

const wholeOrNull = z.number().int().nullable();
const textOrNull = z.string().nullable();

/**
 * A call as the feed shows it. Absent values are null; ids are decimal text with all their digits; times are epoch ms,
 * durations ms, `cost` exact decimal text in the currency of the settings.
 */
export const callSchema = z.object({
  callId: z.string(),
  /** `resultStatus` as it came. */
  status: textOrNull,
  statusGroup: statusGroupSchema,
  phone: textOrNull,
  taskId: textOrNull,
  scriptId: textOrNull,
  lineId: textOrNull,
  appId: textOrNull,
  startedAtMs: wholeOrNull,
  endedAtMs: wholeOrNull,
  durationMs: wholeOrNull,
  billedMs: wholeOrNull,
  cost: textOrNull,
  rounds: wholeOrNull,
  intent: textOrNull,
  hungUpBy: textOrNull,
  concerns: z.array(jsonValueSchema),
  analysisBasis: textOrNull,
  attributes: z.array(jsonValueSchema),
  callTags: z.array(tagSchema),
  customerTags: z.array(tagSchema),
  callCount: wholeOrNull,
  redials: wholeOrNull,
  /** Arrival of the first push for this call; the feed's order. */
  receivedAtMs: z.number().int(),
  /** Arrival of the push that last changed it. */
  updatedAtMs: z.number().int(),
  /** The customer's name, where a variable carries one. */
  customerName: textOrNull,
  /** The customer's most telling sentence: the last one of a lost hand-over, else the longest. */
  customerWords: textOrNull,
  /** Distinct contents received for this call, and deliveries that repeated one of them. */
  revisionCount: z.number().int(),
  duplicateCount: z.number().int(),
  /** The operator's own. */
  review: reviewSchema,
});
export type Call = z.infer<typeof callSchema>;

/** One accepted push of a call; `outcome` tells whether it brought the call, told something else of it or repeated it. */
export const revisionSchema = z.object({
  pushId: z.number().int(),
  receivedAtMs: z.number().int(),
  outcome: z.enum(['stored', 'revision', 'duplicate']),
});
export type Revision = z.infer<typeof revisionSchema>;

/** A call with everything that was pushed of it. */
export const callDetailSchema = callSchema.extend({
  review: reviewDetailSchema,
  utterances: z.array(utteranceSchema),
  timing: callTimingSchema,
  /** Null where the figures cannot be counted. */
  conversation: conversationSchema.nullable(),
  recordings: z.array(recordingSchema),
  revisions: z.array(revisionSchema),
  properties: jsonMapSchema,
  dynamicProperties: jsonMapSchema,
  /** Fields that the vendor's page does not name, as they came. */
  unknownFields: jsonMapSchema,
});
export type CallDetail = z.infer<typeof callDetailSchema>;
