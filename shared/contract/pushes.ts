import { oc } from '@orpc/contract';
import { z } from 'zod';
import { textOrNone } from '#shared/model/callQuery.ts';
import { pushOutcomeSchema, pushSchema } from '#shared/model/push.ts';
import { notFound } from './errors.ts';

const pushId = z.object({ id: z.coerce.number().int() });

export const pushes = {
  list: oc
    .route({ method: 'GET', path: '/pushes', summary: 'Pushes, latest first' })
    .input(
      z.object({
        /** Pushes with this outcome, or with a record of it. */
        outcome: pushOutcomeSchema.optional(),
        limit: z.coerce.number().int().min(1).max(500).default(50),
        cursor: textOrNone,
      }),
    )
    .output(z.object({ items: z.array(pushSchema), nextCursor: z.string().nullable() })),

  /** Puts the kept body through the receiver's checks once more, as a new push that names the old one. */
  replay: oc
    .route({ method: 'POST', path: '/pushes/{id}/replay', summary: 'Accept a kept push again' })
    .errors(notFound)
    .input(pushId)
    .output(pushSchema),
};
