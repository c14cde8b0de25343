import { z } from 'zod';
import { jsonMapSchema } from './json.ts';

/**
 * What became of a push, or of one record in it. `waiting`: acknowledged, not derived yet. `partial`: a batch of which
 * some records were kept and some refused.
 */
export const pushOutcomes = ['waiting', 'stored', 'revision', 'duplicate', 'event', 'refused', 'partial'] as const;
export const pushOutcomeSchema = z.enum(pushOutcomes);
export type PushOutcome = z.infer<typeof pushOutcomeSchema>;

/** A field that a revision changed: its name as it was pushed (`properties.plan` inside a map), values as text, cut. */
export const pushChangeSchema = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() });
export type PushChange = z.infer<typeof pushChangeSchema>;

export const pushRecordSchema = z.object({
  index: z.number().int(),
  outcome: pushOutcomeSchema,
  callId: z.string().nullable(),
  /** Of the call as it is now. */
  phone: z.string().nullable(),
  status: z.string().nullable(),
  /** The platform's code (a row of `responseCodes`) and a sentence, where it was refused; an event's `dataType`. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
  /** Which delivery of its call a duplicate is, from 2 to 1000 (or more); null for everything else. */
  delivery: z.number().int().nullable(),
  /** What a revision changed, the most telling first; not all of it where that is much. */
  changes: z.array(pushChangeSchema),
});
export type PushRecord = z.infer<typeof pushRecordSchema>;

/** One delivery by the platform, with what was done with it. */
export const pushSchema = z.object({
  id: z.number().int(),
  receivedAtMs: z.number().int(),
  /** Address of the sender as the receiver saw it; `replay` for a replayed push. */
  source: z.string(),
  /** Bytes of the body that are kept. */
  bytes: z.number().int(),
  /** Bytes of the body as it came: more than `bytes` where only its beginning is kept, and it cannot be replayed then. */
  wholeBytes: z.number().int(),
  /** False where it was refused for not showing that the platform sent it. */
  isAuthenticated: z.boolean(),
  outcome: pushOutcomeSchema,
  code: z.string().nullable(),
  reason: z.string().nullable(),
  /** The push that this one repeats. */
  replayOf: z.number().int().nullable(),
  /** The latest push that repeats this one and was taken. */
  replayedAs: z.number().int().nullable(),
  /** The call that a refused body seems to name, to recognise it by; nothing of it was checked. */
  named: z.object({ callId: z.string().nullable(), phone: z.string().nullable() }),
  /** The first of its records, `recordCount` in all; none of a push that was refused whole on arrival. */
  records: z.array(pushRecordSchema),
  recordCount: z.number().int(),
});
export type Push = z.infer<typeof pushSchema>;

/** A push with what it came as and what it was answered. */
export const pushDetailSchema = pushSchema.extend({
  /** Address of the trusted proxy that handed it over, such as a tunnel's end on this computer; null where `source` did itself. */
  proxy: z.string().nullable(),
  /**
   * Those that Earshot keeps, in order of arrival; a credential is never among them but for those of the platform's own
   * signature. What begins with a colon came as no header: `:method` and `:path` of a request that was not sent as a push is,
   * the key in it left out; `:password`, which is `right` where a refused one had the user name and password that were asked for.
   */
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What its sender was told; null for a replay, or where it is not known any more. `tookMs`: null where only that is not known. */
  answer: z.object({ httpStatus: z.number().int(), text: z.string(), tookMs: z.number().nullable() }).nullable(),
  body: z.object({
    /** The kept bytes as text, inflated where they came deflated. */
    text: z.string(),
    /** Whether `text` is only the beginning of what is kept. */
    isCut: z.boolean(),
    /** False where the bytes are no text: then `text` shows what can be shown of them. */
    isText: z.boolean(),
  }),
  /**
   * How many other pushes `pushes.replayAlike` would look at with this one: refused with the same code, kept whole, not
   * replayed yet; where its sender had no right key, of the same source alone.
   */
  alike: z.number().int(),
  /**
   * Of these and this one, those that the rules now in force would let push, if their bodies are readable; null where that
   * takes too long to find out, or where they were refused for their bodies.
   */
  alikeAllowed: z.number().int().nullable(),
});
export type PushDetail = z.infer<typeof pushDetailSchema>;

/** One record of a call as one push brought it. */
export const callPushSchema = z.object({
  pushId: z.number().int(),
  /** The record's place in its push. */
  index: z.number().int(),
  receivedAtMs: z.number().int(),
  source: z.string(),
  outcome: z.enum(['stored', 'revision', 'duplicate']),
  replayOf: z.number().int().nullable(),
  /** As it was pushed, every digit kept; null where it cannot be read any more. */
  record: jsonMapSchema.nullable(),
});
export type CallPush = z.infer<typeof callPushSchema>;

const count = z.number().int();

/** Numbers for the head of the push log. */
export const pushSummarySchema = z.object({
  /** From when on `counts` counts: the beginning of the quarter of an hour that was asked for. */
  sinceMs: z.number().int(),
  /** Pushes by what became of them; an outcome that is missing had none. */
  counts: z.partialRecord(pushOutcomeSchema, count),
  /** Refused pushes that are kept no more because their budget was full, since the first one was dropped; null where none was. */
  dropped: z.object({ authenticated: count, unauthenticated: count, sinceMs: z.number().int().nullable() }),
  /** Senders of pushes that are kept, those with the most first; not all of them where there are many. */
  sources: z.array(z.object({ source: z.string(), pushes: count })),
  /** From a request's arrival until it was kept and answered; of the last few hundred since the start, null where there was none. */
  medianAnswerMs: z.number().nullable(),
  /** The same of the latest one. */
  lastAnswerMs: z.number().nullable(),
  /** What came since the start and is not kept, by why. */
  turnedAway: z.object({
    /** Requests with a wrong key whose sender had been refused too often. */
    rateLimited: count,
    /** Pushes that were told to come again, as more came than can be kept at once. */
    busy: count,
    /** Requests to other addresses than the push address, and questions with a wrong key. */
    elsewhere: count,
    /** Connections over which something came that is no HTTP request, or an impossible one. */
    notHttp: count,
    headTooLarge: count,
    /** Requests that did not arrive in time. */
    tooSlow: count,
    /** Requests that their sender cut off, or fell silent in, before they were whole. */
    cutOff: count,
    /** Connections over which no encryption came about. */
    notEncrypted: count,
  }),
});
export type PushSummary = z.infer<typeof pushSummarySchema>;
export type TurnedAway = PushSummary['turnedAway'];

/** Pushes that come again and again although each was acknowledged: the platform seems not to accept the answer. */
export const answerDoubtSchema = z.object({
  /** A call whose push comes again, and how often it was delivered. */
  callId: z.string(),
  times: z.number().int(),
  sinceMs: z.number().int(),
});
export type AnswerDoubt = z.infer<typeof answerDoubtSchema>;
