import { oc } from '@orpc/contract';
import { z } from 'zod';
import { mostReviewedAtOnce, noteTextSchema, reviewChangeSchema, reviewCountsSchema, undoneSchema } from '#shared/model/review.ts';
import { cannotUndo, notFound } from './errors.ts';

/** To be given to `undo`; null where nothing was changed. */
const undoable = z.object({ undo: z.string().nullable() });
const noteId = z.coerce.number().int();
const ofDeed = z.object({ token: z.string().optional() });

/**
 * What the operator makes of calls: set and unset, never the other way round from whatever it was. Each change is one
 * transaction, is told of call by call, and can be undone.
 */
export const reviews = {
  set: oc
    .route({ method: 'POST', path: '/reviews', summary: 'Say what is made of calls: read, starred, outcome, own tags, intent, follow-up' })
    .errors(notFound)
    .input(
      z.object({
        callIds: z.array(z.string()).min(1).max(mostReviewedAtOnce),
        change: reviewChangeSchema,
        /** Not a deed of the operator's, such as a call that counts as read because it was open for a while: `undo` passes it by. */
        quietly: z.boolean().default(false),
      }),
    )
    .output(undoable.extend({ /** The calls that were not so already. */ callIds: z.array(z.string()) })),

  note: {
    add: oc
      .route({ method: 'POST', path: '/calls/{callId}/notes', summary: 'Note something on a call, or at a moment of its recording' })
      .errors(notFound)
      .input(z.object({ callId: z.string(), text: noteTextSchema, momentMs: z.number().int().min(0).nullable().default(null) }))
      .output(undoable.extend({ noteId: z.number().int() })),
    edit: oc.route({ method: 'PUT', path: '/notes/{noteId}', summary: 'Put another text in a note' }).errors(notFound).input(z.object({ noteId, text: noteTextSchema })).output(undoable),
    remove: oc.route({ method: 'DELETE', path: '/notes/{noteId}', summary: 'Remove a note' }).errors(notFound).input(z.object({ noteId })).output(undoable),
  },

  /** What was done last, or what the token names, is as if it had never been done: all of it or, with `CANNOT_UNDO`, nothing. Also after a restart. */
  undo: oc.route({ method: 'POST', path: '/reviews/undo', summary: 'Undo what was done last, or what a token names' }).errors(cannotUndo).input(ofDeed).output(undoneSchema),
  /** Does again what was undone last, or what the token names. A new change ends that. */
  redo: oc.route({ method: 'POST', path: '/reviews/redo', summary: 'Do again what was undone' }).errors(cannotUndo).input(ofDeed).output(undoneSchema),

  counts: oc.route({ method: 'GET', path: '/reviews/counts', summary: 'How many calls are unread, starred, noted, to be followed up, of each outcome and own tag' }).output(reviewCountsSchema),
};
