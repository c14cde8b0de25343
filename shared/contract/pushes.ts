import { oc } from '@orpc/contract';
import { z } from 'zod';
import { textOrNone } from '#shared/model/callQuery.ts';
import { pushDetailSchema, pushOutcomeSchema, pushOutcomes, pushSchema, pushSummarySchema } from '#shared/model/push.ts';
import { notFound } from './errors.ts';

const pushId = z.object({ id: z.coerce.number().int() });
/** A query string gives a list of one as a single value. */
const outcomes = z
  .union([pushOutcomeSchema, z.array(pushOutcomeSchema)], `must be one of: ${pushOutcomes.join(', ')}`)
  .transform((one) => (Array.isArray(one) ? one : [one]))
  .optional();

const cut = { CUT: { status: 409, message: 'Only the beginning of this push was kept, so it cannot be replayed.' } } as const;

export const pushes = {
  list: oc
    .route({ method: 'GET', path: '/pushes', summary: 'Pushes, latest first' })
    .input(
      z.object({
        /** Pushes with any of these outcomes, or with a record of one. */
        outcome: outcomes,
        /** Address of the sender, whole. */
        source: textOrNone,
        /** The code that they, or a record of theirs, were refused with; or an event's `dataType`. */
        code: textOrNone,
        /** Part of a phone number, an id of a call, or, where no call has either, text in the body. */
        q: z.string().max(500).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(50),
        cursor: textOrNone,
      }),
    )
    .output(
      z.object({
        items: z.array(pushSchema),
        /** Goes on where this page ended, also where it ended early. */
        nextCursor: z.string().nullable(),
        /** Set where the time for looking was over before the page was full: pushes that arrived before this were not looked at. */
        searchedToMs: z.number().int().nullable(),
      }),
    ),

  get: oc.route({ method: 'GET', path: '/pushes/{id}', summary: 'One push, whole' }).errors(notFound).input(pushId).output(pushDetailSchema),

  /** Puts the kept body through the receiver's checks once more, as a new push that names the old one. */
  replay: oc
    .route({ method: 'POST', path: '/pushes/{id}/replay', summary: 'Accept a kept push again' })
    .errors({ ...notFound, ...cut })
    .input(pushId)
    .output(pushSchema),

  /**
   * Replays, oldest first, the pushes that were refused with `code`, are kept whole and were not replayed yet; some hundred
   * a call, until `nextCursor` is null. What the rules now in force would refuse again stays as it is: who sent it is judged
   * by its kept headers, as of when it came. Those whose sender had no right key are replayed of one `source` alone, which
   * has to be named: their key is not asked for again.
   */
  replayAlike: oc
    .route({ method: 'POST', path: '/pushes/replay-alike', summary: 'Accept again the pushes that were refused with a code' })
    .input(z.object({ code: z.string(), isAuthenticated: z.boolean().default(true), source: textOrNone, cursor: textOrNone }))
    .output(z.object({ replayed: z.number().int(), refusedAgain: z.number().int(), nextCursor: z.string().nullable() })),

  summary: oc
    .route({ method: 'GET', path: '/pushes/summary', summary: 'How many pushes came, and what became of them' })
    .input(z.object({ sinceMs: z.coerce.number().int() }))
    .output(pushSummarySchema),
};
