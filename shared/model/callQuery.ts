import { z } from 'zod';

/** A list that a query string may also give as a single value. */
const oneOrMore = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  z.array(z.string()).max(200).optional(),
);

/** Text of a query string, which names a parameter without giving it a value as readily as leaving it out. */
export const textOrNone = z
  .string()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

/** Epoch ms, or ISO 8601 with a zone (`2026-10-01T08:00:00Z`); none where it is empty. */
const instant = z.union([
  z.literal('').transform(() => undefined),
  z.coerce.number().int(),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

/** `true` or `false`, also as text of a query string. */
const flag = z.union([z.boolean(), z.literal('').transform(() => undefined), z.stringbool()]).optional();

/** Which calls, in which order. All given conditions hold together; a list means any of its values. */
export const callsQuerySchema = z.object({
  status: oneOrMore,
  task: textOrNone,
  script: textOrNone,
  line: textOrNone,
  phone: textOrNone,
  intent: textOrNone,
  /** Id or name of a call tag or customer tag. */
  tag: textOrNone,
  /** The calls that a notification told of, `12`, or all from one to another, `12-40`. */
  notice: z.union([z.number().int(), z.string().regex(/^\d{1,15}(?:-\d{1,15})?$/), z.literal('').transform(() => undefined)]).optional(),
  /** Call time (`startedAtMs`), from inclusive, to exclusive. */
  from: instant.optional(),
  to: instant.optional(),
  /** Whether the operator has read the call, starred it, noted anything about it. */
  read: flag,
  starred: flag,
  noted: flag,
  /** What the operator says came of it. */
  outcome: oneOrMore,
  /** A tag that the operator gave it. */
  ownTag: textOrNone,
  /** Calls that are to be followed up; `due`: by now. */
  followUp: z.union([z.enum(['due', 'any']), z.literal('').transform(() => undefined)]).optional(),
  /** Words of the transcript, tags, names, variables; an id; any part of a phone number. */
  q: z.string().max(500).optional(),
  /** `arrived`: latest arrival first. `started`: latest call time first. `due`: only what is to be followed up, what is due first first. */
  sort: z.enum(['arrived', 'started', 'due']).default('arrived'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: textOrNone,
});
export type CallsQuery = z.infer<typeof callsQuerySchema>;
export type CallsQueryInput = z.input<typeof callsQuerySchema>;
