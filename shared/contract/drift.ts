import { oc } from '@orpc/contract';
import { z } from 'zod';
import { driftNameSchema, driftSchema } from '#shared/model/drift.ts';

export const drift = {
  list: oc.route({ method: 'GET', path: '/drift', summary: 'Where pushes leave the vendor’s page' }).output(
    z.object({
      /** The latest first; a status that the settings name is not among them. */
      items: z.array(driftSchema),
      /** Records and events with names beyond those that are kept. */
      more: z.number().int(),
    }),
  ),

  /** Takes note of these, or takes that back. */
  setSeen: oc
    .route({ method: 'POST', path: '/drift/seen', summary: 'Take note of drift' })
    .input(z.object({ items: z.array(driftNameSchema).max(1000), isSeen: z.boolean() })),
};
