import { z } from 'zod';

const ms = z.number().int();
const line = (mostChars: number) => z.string().trim().min(1).max(mostChars);
const longestNote = 10_000;

/** What the operator made of a call, as lists show it. It is kept apart from what the platform pushed, by the call's id. */
export const reviewSchema = z.object({
  read: z.boolean(),
  starred: z.boolean(),
  outcome: z.string().nullable(),
  /** Of the operator's own, in the order in which they were given. */
  tags: z.array(z.string()),
  /** What the operator takes the intent for, where that is another than the platform's. */
  intent: z.string().nullable(),
  noteCount: z.number().int(),
  followUpDueAtMs: ms.nullable(),
});
export type Review = z.infer<typeof reviewSchema>;

/** `momentMs`: where in the recording it was made; null for a note on the whole call. */
export const noteSchema = z.object({ id: z.number().int(), text: z.string(), momentMs: ms.nullable(), createdAtMs: ms, editedAtMs: ms.nullable() });
export type Note = z.infer<typeof noteSchema>;

/** `remindedAtMs`: when the operator was reminded; null as long as that is to come. */
export const followUpSchema = z.object({ dueAtMs: ms, text: z.string(), remindedAtMs: ms.nullable() });
export type FollowUp = z.infer<typeof followUpSchema>;

/** The whole of it, as one call shows it. */
export const reviewDetailSchema = reviewSchema.extend({
  /** Null where it is unread, and where nobody could say when the call arrived. */
  readAtMs: ms.nullable(),
  starredAtMs: ms.nullable(),
  followUp: followUpSchema.nullable(),
  /** By moment, then those on the whole call; each in the order in which they were made. */
  notes: z.array(noteSchema),
});
export type ReviewDetail = z.infer<typeof reviewDetailSchema>;

export const mostReviewedAtOnce = 500;

/** What is to be so from now on, whatever was before; what is left out stays. */
export const reviewChangeSchema = z
  .strictObject({
    read: z.boolean(),
    starred: z.boolean(),
    outcome: line(100).nullable(),
    addTags: z.array(line(60)).max(20),
    removeTags: z.array(line(60)).max(20),
    intent: line(100).nullable(),
    /** A new one is reminded of, even where the same was before. */
    followUp: z.object({ dueAtMs: ms, text: z.string().trim().max(500).default('') }).nullable(),
  })
  .partial();
export type ReviewChange = z.infer<typeof reviewChangeSchema>;

export const noteTextSchema = line(longestNote);

/** What was done to calls, to say it where it can be undone. */
export const reviewDeedSchema = z.enum(['read', 'unread', 'star', 'unstar', 'outcome', 'no-outcome', 'tag', 'untag', 'tags', 'intent', 'no-intent', 'follow-up', 'no-follow-up', 'note', 'note-edit', 'note-removal', 'put-away', 'brought-back', 'several']);
export type ReviewDeed = z.infer<typeof reviewDeedSchema>;

/** What a change is called. */
export function deedOf({ read, starred, outcome, addTags = [], removeTags = [], intent, followUp }: ReviewChange): ReviewDeed {
  const deeds: ReviewDeed[] = [
    ...(read === undefined ? [] : [read ? ('read' as const) : ('unread' as const)]),
    ...(starred === undefined ? [] : [starred ? ('star' as const) : ('unstar' as const)]),
    ...(outcome === undefined ? [] : [outcome === null ? ('no-outcome' as const) : ('outcome' as const)]),
    ...(addTags.length + removeTags.length === 0 ? [] : [removeTags.length === 0 ? ('tag' as const) : addTags.length === 0 ? ('untag' as const) : ('tags' as const)]),
    ...(intent === undefined ? [] : [intent === null ? ('no-intent' as const) : ('intent' as const)]),
    ...(followUp === undefined ? [] : [followUp === null ? ('no-follow-up' as const) : ('follow-up' as const)]),
  ];
  const [only, ...more] = deeds;
  return only === undefined || more.length > 0 ? 'several' : only;
}

export const undoneSchema = z.object({ token: z.string(), deed: reviewDeedSchema, callIds: z.array(z.string()) });
export type Undone = z.infer<typeof undoneSchema>;

/** Numbers of calls, for navigation and for what can be chosen. */
export const reviewCountsSchema = z.object({
  /** By status, `""` for none. */
  unread: z.record(z.string(), z.number().int()),
  starred: z.number().int(),
  noted: z.number().int(),
  followUps: z.object({
    all: z.number().int(),
    /** Up to 1000: more are not counted. */
    due: z.number().int(),
    /** The next one that is not due yet. */
    nextDueAtMs: ms.nullable(),
  }),
  outcomes: z.record(z.string(), z.number().int()),
  tags: z.record(z.string(), z.number().int()),
});
export type ReviewCounts = z.infer<typeof reviewCountsSchema>;
