import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPushedRecord } from '../support/pushes.ts';
import { startUi } from '../support/startUi.ts';
import type { StartedUi } from '../support/startUi.ts';
import { waitFor } from '../support/waitFor.ts';

let ui: StartedUi;
beforeAll(async () => {
  ui = await startUi();
  for (const callId of ['call-1', 'call-2']) await ui.push(aPushedRecord({ callId, fullAudioUrl: null, customerAudioUrl: null }));
  await waitFor(async () => (await found('')).length === 2);
});
afterAll(() => ui.close());

const found = async (query: string): Promise<string[]> => ((await ui.getJson(`/api/calls?${query}`)) as { items: { callId: string }[] }).items.map(({ callId }) => callId);
const send = (method: string, path: string, body: unknown) =>
  fetch(`${ui.base}/api${path}`, { method, headers: { authorization: `Bearer ${ui.key}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the REST view of reviews', () => {
  it('sets, notes, finds and undoes', async () => {
    const set = await send('POST', '/reviews', { callIds: ['call-1'], change: { starred: true, outcome: 'Called back', addTags: ['VIP'], followUp: { dueAtMs: 1, text: 'ask' } } });
    expect([set.status, await set.json()]).toEqual([200, { undo: expect.any(String) as string, callIds: ['call-1'] }]);
    const { noteId } = (await (await send('POST', '/calls/call-2/notes', { text: 'Angry.', momentMs: 42_000 })).json()) as { noteId: number };
    expect((await send('PUT', `/notes/${String(noteId)}`, { text: 'Calm.' })).status).toBe(200);
    const queries = ['starred=true', 'starred=1', 'starred=false', 'read=false', 'read=true', 'outcome=Called%20back&outcome=Other', 'ownTag=VIP', 'noted=true', 'followUp=due', 'followUp=any', 'starred=&followUp=&read='];
    expect(await Promise.all(queries.map(found))).toEqual([['call-1'], ['call-1'], ['call-2'], ['call-2', 'call-1'], [], ['call-1'], ['call-1'], ['call-2'], ['call-1'], ['call-1'], ['call-2', 'call-1']]);
    expect(await ui.getJson('/api/calls/call-2')).toMatchObject({ review: { noteCount: 1, notes: [{ id: noteId, text: 'Calm.', momentMs: 42_000 }] } });
    expect(await ui.getJson('/api/reviews/counts')).toMatchObject({ starred: 1, noted: 1, followUps: { all: 1, due: 1 } });
    expect(await (await send('POST', '/reviews/undo', {})).json()).toMatchObject({ deed: 'note-edit', callIds: ['call-2'] });
    expect((await send('DELETE', `/notes/${String(noteId)}`, {})).status).toBe(200);
    expect((await send('POST', '/reviews/redo', {})).status).toBe(409);
    expect((await ui.getJson('/api/calls/call-1/same-number')) as object).toMatchObject({ items: [{ callId: 'call-2' }, { callId: 'call-1' }] });
  });

  it('keeps views', async () => {
    const { id } = (await (await send('POST', '/views', { name: 'Mine', query: { ownTag: 'VIP' } })).json()) as { id: number };
    expect(await ui.getJson('/api/views')).toEqual({ items: [{ id, name: 'Mine', query: { ownTag: 'VIP', sort: 'arrived' }, calls: 1 }] });
    expect((await send('DELETE', `/views/${String(id)}`, {})).status).toBe(200);
    expect((await send('DELETE', `/views/${String(id)}`, {})).status).toBe(404);
  });

  it('says what is wrong with a change', async () => {
    for (const change of [{ outcome: '' }, { followUp: {} }, { stars: true }, { addTags: ['x'.repeat(61)] }]) expect((await send('POST', '/reviews', { callIds: ['call-1'], change })).status).toBe(400);
    expect((await send('POST', '/reviews', { callIds: ['none'], change: { read: true } })).status).toBe(404);
    for (const query of ['starred=maybe', 'followUp=soon']) expect((await fetch(`${ui.base}/api/calls?${query}`, { headers: { authorization: `Bearer ${ui.key}` } })).status).toBe(400);
  });
});
