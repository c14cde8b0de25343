import { oc } from '@orpc/contract';
import { z } from 'zod';
import { callDetailSchema, callSchema } from '#shared/model/call.ts';
import { callsQuerySchema, textOrNone } from '#shared/model/callQuery.ts';
import { callPushSchema } from '#shared/model/push.ts';
import { notFound } from './errors.ts';

export const calls = {
  list: oc
    .route({ method: 'GET', path: '/calls', summary: 'Calls, latest arrival first' })
    .input(callsQuerySchema)
    .output(
      z.object({
        items: z.array(callSchema),
        nextCursor: z.string().nullable(),
        /** The list holds everything up to this event; watching from here misses nothing. */
        asOfEvent: z.number().int(),
      }),
    ),

  get: oc
    .route({ method: 'GET', path: '/calls/{callId}', summary: 'One call, whole' })
    .errors(notFound)
    .input(z.object({ callId: z.string() }))
    .output(callDetailSchema),

  /** All calls of a call's number, that one too; only itself where it has none. */
  sameNumber: oc
    .route({ method: 'GET', path: '/calls/{callId}/same-number', summary: 'Calls of the same number, latest arrival first' })
    .errors(notFound)
    .input(z.object({ callId: z.string(), limit: z.coerce.number().int().min(1).max(500).default(50), cursor: textOrNone }))
    .output(z.object({ items: z.array(callSchema), nextCursor: z.string().nullable() })),

  /** What was pushed of a call, so that deliveries can be laid side by side; some dozens a page. */
  pushes: oc
    .route({ method: 'GET', path: '/calls/{callId}/pushes', summary: 'What was pushed of a call, oldest first' })
    .errors(notFound)
    .input(z.object({ callId: z.string(), cursor: textOrNone }))
    .output(z.object({ items: z.array(callPushSchema), nextCursor: z.string().nullable() })),

  /** How many calls of each status (`""` for none) arrived since `sinceMs`, and in all. */
  counts: oc
    .input(z.object({ sinceMs: z.number().int() }))
    .output(z.object({ since: z.record(z.string(), z.number().int()), all: z.record(z.string(), z.number().int()) })),
};
