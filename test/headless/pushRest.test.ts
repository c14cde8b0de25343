import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPushedRecord } from '../support/pushes.ts';
import { startUi } from '../support/startUi.ts';
import type { StartedUi } from '../support/startUi.ts';
import { waitFor } from '../support/waitFor.ts';

interface Listed {
  readonly items: readonly { readonly id: number; readonly outcome: string }[];
  readonly nextCursor: string | null;
  readonly searchedToMs: number | null;
}

let ui: StartedUi;
beforeAll(async () => {
  ui = await startUi();
  const noRecordings = { fullAudioUrl: undefined, customerAudioUrl: undefined };
  await ui.push(aPushedRecord({ callId: 'a/b', ...noRecordings }));
  await ui.push(aPushedRecord({ callId: 'a/b', ...noRecordings }));
  await ui.push('{"no":"id"}');
  await ui.push('not JSON');
  await waitFor(async () => ((await ui.getJson('/api/status')) as { backlog: number }).backlog === 0);
});
afterAll(() => ui.close());

const list = async (query: string): Promise<Listed> => (await ui.getJson(`/api/pushes${query}`)) as Listed;
const ids = async (query: string): Promise<number[]> => (await list(query)).items.map(({ id }) => id);

const replayAlike = (body: string) => fetch(`${ui.base}/api/pushes/replay-alike`, { method: 'POST', headers: { authorization: `Bearer ${ui.key}`, 'content-type': 'application/json' }, body });

describe('GET /api/pushes', () => {
  it('takes an outcome once or several times, a sender, a code and a search', async () => {
    expect(await ids('?outcome=refused')).toEqual([4, 3]);
    expect(await ids('?outcome=refused&outcome=duplicate')).toEqual([4, 3, 2]);
    expect(await ids('?code=-41&source=127.0.0.1')).toEqual([3]);
    expect(await ids('?q=900123')).toEqual([2, 1]);
    expect(await ids('?q=no%22')).toEqual([3]);
    expect(await ids('?source=&code=&q=')).toEqual([4, 3, 2, 1]);
  });

  it('pages with its cursor and says how far it looked', async () => {
    const first = await list('?limit=2');
    expect(first).toMatchObject({ nextCursor: '3', searchedToMs: null });
    expect(await ids(`?limit=2&cursor=${first.nextCursor}`)).toEqual([2, 1]);
  });

  it('names the outcomes that there are where one is none', async () => {
    const response = await ui.get('/api/pushes?outcome=lost');
    expect(response.status).toBe(400);
    expect(((await response.json()) as { message: string }).message).toContain('waiting, stored, revision, duplicate, event, refused, partial');
  });
});

describe('GET /api/pushes/{id}', () => {
  it('gives one push whole', async () => {
    expect(await ui.getJson('/api/pushes/3')).toMatchObject({
      id: 3,
      outcome: 'refused',
      answer: { httpStatus: 400, text: '{"status":"-41","reason":"ID parameter abnormal"}' },
      body: { text: '{"no":"id"}', isCut: false, isText: true },
      alike: 0,
    });
    expect((await ui.get('/api/pushes/99')).status).toBe(404);
  });

  it('is not taken for the summary', async () => {
    expect(await ui.getJson('/api/pushes/summary?sinceMs=0')).toMatchObject({ counts: { stored: 1, duplicate: 1, refused: 2 } });
    expect((await ui.get('/api/pushes/summary')).status).toBe(400);
  });
});

describe('POST /api/pushes/replay-alike', () => {
  it('says how many were taken and refused', async () => {
    expect(await (await replayAlike('{"code":"-41"}')).json()).toEqual({ replayed: 0, refusedAgain: 1, nextCursor: null });
    expect((await replayAlike('{}')).status).toBe(400);
  });
});

describe('GET /api/calls/{callId}/pushes', () => {
  it('gives all that was pushed of a call', async () => {
    expect(await ui.getJson(`/api/calls/${encodeURIComponent('a/b')}/pushes`)).toMatchObject({
      items: [
        { pushId: 1, outcome: 'stored', record: { callId: 'a/b' } },
        { pushId: 2, outcome: 'duplicate', record: { callId: 'a/b' } },
      ],
      nextCursor: null,
    });
  });
});
