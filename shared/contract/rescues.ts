import { oc } from '@orpc/contract';
import { z } from 'zod';
import { rescueSchema } from '#shared/model/rescue.ts';
import { notFound } from './errors.ts';

/** Customers who were lost on the way to a person and wait to be called back. */
export const rescues = {
  list: oc
    .route({ method: 'GET', path: '/rescues', summary: 'Customers who wait to be called back' })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) }))
    .output(
      z.object({
        /** Those that are not handled, the latest first; behind them those that a later call reached, for a quarter of an hour. */
        items: z.array(rescueSchema),
        /** How many there are. */
        open: z.number().int(),
        /** How many of them no later call has reached, as far as `items` tells. */
        waiting: z.number().int(),
        /** The receiver's clock, epoch ms. */
        nowMs: z.number().int(),
      }),
    ),

  /** Says that a customer was seen to, or takes that back. */
  set: oc
    .route({ method: 'POST', path: '/rescues/{callId}', summary: 'Say whether a lost customer was seen to' })
    .errors(notFound)
    .input(z.object({ callId: z.string(), isHandled: z.boolean() }))
    /** `undo`: the token that `reviews.undo` takes; null where it was so before. */
    .output(z.object({ undo: z.string().nullable() })),
};
