import { ORPCError } from '@orpc/server';
import type { Undone } from '#shared/model/review.ts';
import { createTexts } from '#shared/texts/index.ts';
import type { ApiDeps, UndoOutcome } from './deps.ts';
import { api } from './implementer.ts';

export function reviewsApi({ reviews, reader }: ApiDeps) {
  const t = createTexts().getFixedT(null, 'review');

  function undoneOf(outcome: UndoOutcome, act: 'undo' | 'redo'): Undone {
    if (outcome.ok) return outcome;
    const { reason, callId } = outcome;
    throw new ORPCError('CANNOT_UNDO', { status: 409, message: t(`${act}.${reason}`), data: { reason, callId } });
  }

  return {
    set: api.reviews.set.handler(async ({ input: { callIds, change, quietly }, errors }) => {
      const reviewed = await reviews.set(callIds, change, quietly);
      if (reviewed === null) throw errors.NOT_FOUND();
      return reviewed;
    }),
    note: {
      add: api.reviews.note.add.handler(async ({ input: { callId, ...note }, errors }) => {
        const added = await reviews.addNote(callId, note);
        if (added === null) throw errors.NOT_FOUND();
        return added;
      }),
      edit: api.reviews.note.edit.handler(async ({ input: { noteId, text }, errors }) => {
        const edited = await reviews.editNote(noteId, text);
        if (edited === null) throw errors.NOT_FOUND();
        return edited;
      }),
      remove: api.reviews.note.remove.handler(async ({ input, errors }) => {
        const removed = await reviews.removeNote(input.noteId);
        if (removed === null) throw errors.NOT_FOUND();
        return removed;
      }),
    },
    undo: api.reviews.undo.handler(async ({ input }) => undoneOf(await reviews.undo(input.token ?? null), 'undo')),
    redo: api.reviews.redo.handler(async ({ input }) => undoneOf(await reviews.redo(input.token ?? null), 'redo')),
    counts: api.reviews.counts.handler(() => reader.reviewCounts()),
  };
}
