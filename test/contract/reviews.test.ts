import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { safe } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

describe.each(transports)('reviews over %s', (_name, connect) => {
  let dataDir: string;
  let earshot: StartedCore;
  let connection: Connection;
  let client: EarshotClient;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'earshot-reviews-'));
    earshot = await startCore({ dataDir });
    connection = await connect(earshot.core);
    ({ client } = connection);
    for (const callId of ['call-1', 'call-2']) await earshot.push(aPushedRecord({ callId, fullAudioUrl: null, customerAudioUrl: null }));
    await waitFor(async () => (await client.calls.list({})).items.length === 2);
  });
  afterEach(async () => {
    await connection.close();
    await earshot.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('are set, shown in lists and with their call, told of, and undone', async () => {
    const events = await client.events.watch({});
    const { undo, callIds } = await client.reviews.set({ callIds: ['call-1', 'call-2'], change: { starred: true, addTags: [' VIP '], outcome: 'Called back' } });
    expect(callIds).toEqual(['call-1', 'call-2']);
    const review = { read: false, starred: true, outcome: 'Called back', tags: ['VIP'], intent: null, noteCount: 0, followUpDueAtMs: null };
    expect((await client.calls.list({ starred: true })).items.map((call) => call.review)).toEqual([review, review]);
    expect((await client.calls.get({ callId: 'call-1' })).review).toMatchObject({ ...review, starredAtMs: expect.any(Number), notes: [] });
    const heard: unknown[] = [];
    for await (const event of events) {
      heard.push(event);
      if (heard.length === 2) break;
    }
    expect(heard).toMatchObject([{ kind: 'review', callId: 'call-1', review }, { kind: 'review', callId: 'call-2', review }]);
    expect(await client.reviews.counts()).toMatchObject({ unread: { ANSWERED: 2 }, starred: 2, tags: { VIP: 2 } });
    expect(await client.reviews.undo({})).toEqual({ token: undo, deed: 'several', callIds: ['call-1', 'call-2'] });
    expect((await client.calls.list({ starred: true })).items).toEqual([]);
    expect(await client.reviews.redo({})).toMatchObject({ token: undo });
  });

  it('have notes, which are edited and removed', async () => {
    const { noteId } = await client.reviews.note.add({ callId: 'call-1', text: ' Asks for the price. ', momentMs: 42_000 });
    await client.reviews.note.edit({ noteId, text: 'Asked for the price.' });
    expect((await client.calls.get({ callId: 'call-1' })).review.notes).toMatchObject([{ id: noteId, text: 'Asked for the price.', momentMs: 42_000 }]);
    await client.reviews.note.remove({ noteId });
    expect((await client.calls.get({ callId: 'call-1' })).review.notes).toEqual([]);
    await client.reviews.undo({});
    expect((await client.calls.get({ callId: 'call-1' })).review.noteCount).toBe(1);
  });

  it('refuse what cannot be, in words', async () => {
    expect((await safe(client.reviews.undo({}))).error).toMatchObject({ code: 'CANNOT_UNDO', message: 'There is nothing to undo.', data: { reason: 'nothing', callId: null } });
    const asked: (() => Promise<unknown>)[] = [
      () => client.reviews.set({ callIds: ['gone'], change: { read: true } }),
      () => client.reviews.note.add({ callId: 'gone', text: 'x' }),
      () => client.reviews.note.edit({ noteId: 9, text: 'x' }),
      () => client.reviews.note.remove({ noteId: 9 }),
      () => client.calls.sameNumber({ callId: 'gone' }),
      () => client.views.remove({ id: 9 }),
    ];
    for (const ask of asked) expect((await safe<unknown>(ask())).error).toMatchObject({ code: 'NOT_FOUND' });
    const odd: (() => Promise<unknown>)[] = [
      () => client.reviews.set({ callIds: [], change: {} }),
      () => client.reviews.set({ callIds: ['call-1'], change: { outcome: '  ' } }),
      () => client.reviews.note.add({ callId: 'call-1', text: ' ' }),
      () => client.views.save({ name: '', query: {} }),
    ];
    for (const ask of odd) expect((await safe<unknown>(ask())).error).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('are found by saved views, which count their calls', async () => {
    const { id } = await client.views.save({ name: 'Starred', query: { starred: true } });
    const other = await client.views.save({ name: 'All', query: {} });
    await client.views.reorder({ ids: [other.id, id] });
    await client.reviews.set({ callIds: ['call-1'], change: { starred: true } });
    expect(await client.views.list()).toEqual({ items: [{ id: other.id, name: 'All', query: { sort: 'arrived' }, calls: 2 }, { id, name: 'Starred', query: { starred: true, sort: 'arrived' }, calls: 1 }] });
    await client.views.remove({ id });
    expect((await client.views.list()).items).toHaveLength(1);
    expect((await client.calls.sameNumber({ callId: 'call-1' })).items.map(({ callId }) => callId)).toEqual(['call-2', 'call-1']);
  });

  it('stay with their calls over a restart, and can be undone after it', async () => {
    await client.reviews.set({ callIds: ['call-1'], change: { starred: true } });
    await connection.close();
    await earshot.close();
    earshot = await startCore({ dataDir });
    connection = await connect(earshot.core);
    ({ client } = connection);
    expect((await client.calls.get({ callId: 'call-1' })).review.starred).toBe(true);
    await client.reviews.undo({});
    expect((await client.calls.get({ callId: 'call-1' })).review.starred).toBe(false);
  });
});
