import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import { createReviewStore } from '#renderer/review/reviewStore.ts';
import { createHandTimers } from '../../support/handTimers.ts';

/** A core that notes what it was asked, in order; what `answers` has is given in place of its own. */
function aReviewDesk(answers: Record<string, () => Promise<unknown>> = {}) {
  const asked: unknown[] = [];
  const answer =
    (name: string, own: unknown) =>
    (input: unknown): Promise<unknown> => {
      asked.push([name, input]);
      return answers[name]?.() ?? Promise.resolve(own);
    };
  const api = {
    reviews: {
      set: answer('set', { undo: 'd1', callIds: ['a', 'b'] }),
      note: { add: answer('add', { undo: 'd2', noteId: 1 }), edit: answer('edit', { undo: null }), remove: answer('remove', { undo: 'd3' }) },
      undo: answer('undo', { token: 'd1', deed: 'star', callIds: ['a', 'b'] }),
      redo: answer('redo', { token: 'd1', deed: 'star', callIds: ['a'] }),
      counts: answer('counts', { tags: { VIP: 2 } }),
    },
  } as unknown as EarshotClient; // what the store uses of it
  const timers = createHandTimers();
  const reviews = createReviewStore({ api, after: timers.after });
  return { reviews, asked, timers, said: () => reviews.store.getState().said };
}

describe('the review store', () => {
  it('says what was done and to how many calls, for a while', async () => {
    const { reviews, said, timers } = aReviewDesk();
    await reviews.set(['a', 'b', 'c'], { starred: true });
    expect(said()).toEqual({ how: 'done', deed: 'star', calls: 2 });
    await reviews.undo();
    expect(said()).toEqual({ how: 'undone', deed: 'star', calls: 2 });
    await reviews.redo();
    expect(said()).toEqual({ how: 'redone', deed: 'star', calls: 1 });
    expect(timers.waiting()).toHaveLength(1);
    timers.waiting()[0]?.run();
    expect(said()).toBeNull();
  });

  it('says nothing of what is done quietly, or changes nothing', async () => {
    const { reviews, said, asked } = aReviewDesk();
    await reviews.set(['a'], { read: true }, true);
    expect(await reviews.editNote(1, 'as it was')).toBe(true);
    expect(said()).toBeNull();
    expect(asked[0]).toEqual(['set', { callIds: ['a'], change: { read: true }, quietly: true }]);
  });

  it('asks for one thing after the other', async () => {
    const answer = Promise.withResolvers<unknown>();
    const { reviews, asked } = aReviewDesk({ set: () => answer.promise });
    const first = reviews.set(['a'], { starred: true });
    const second = reviews.undo();
    await Promise.resolve();
    expect(asked.map((each) => (each as [string])[0])).toEqual(['set']);
    answer.resolve({ undo: 'd1', callIds: ['a'] });
    await Promise.all([first, second]);
    expect(asked.map((each) => (each as [string])[0])).toEqual(['set', 'undo']);
  });

  it('says in the core’s words what it refuses, and that it could not be reached', async () => {
    const refusal = new ORPCError('CANNOT_UNDO', { defined: true, status: 409, message: 'There is nothing to undo.' });
    const { reviews, said } = aReviewDesk({ undo: () => Promise.reject(refusal), add: () => Promise.reject(new Error('offline')) });
    await reviews.undo();
    expect(said()).toEqual({ how: 'refused', why: 'There is nothing to undo.' });
    expect(await reviews.addNote('a', { text: 'x', momentMs: 1.5 })).toBe(false);
    expect(said()).toEqual({ how: 'failed' });
    expect(await reviews.editNote(1, 'x')).toBe(true);
  });

  it('keeps what is being written of a call until it is sent or emptied', () => {
    const { reviews } = aReviewDesk();
    const drafts = () => reviews.store.getState().drafts;
    reviews.setDraft('a', { text: 'Ask', momentMs: 42_000 });
    reviews.setDraft('b', { text: 'x', momentMs: null });
    reviews.setDraft('b', { text: '  ', momentMs: null });
    expect(drafts()).toEqual({ a: { text: 'Ask', momentMs: 42_000 } });
    reviews.setDraft('a', null);
    expect(drafts()).toEqual({});
  });

  it('counts on demand', async () => {
    const { reviews } = aReviewDesk();
    expect(reviews.store.getState().counts).toBeNull();
    await reviews.count();
    expect(reviews.store.getState().counts).toMatchObject({ tags: { VIP: 2 } });
  });
});
