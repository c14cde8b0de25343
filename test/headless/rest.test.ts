import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPushedRecord } from '../support/pushes.ts';
import { startUi } from '../support/startUi.ts';
import type { StartedUi } from '../support/startUi.ts';
import { waitFor } from '../support/waitFor.ts';

const oddId = 'a/b c?d=%#é';
const noRecordings = { fullAudioUrl: undefined, customerAudioUrl: undefined };

let ui: StartedUi;
let sampleId: string;
beforeAll(async () => {
  ui = await startUi();
  const longs = `{"callId":${'9'.repeat(19)},"robotCallJobId":1234567890123456789,"resultStatus":"BUSY","startTime":1790841600,"properties":{"account":98765432109876543210}}`;
  await ui.push(longs);
  await ui.push(aPushedRecord({ callId: oddId, ...noRecordings }));
  await ui.push(aPushedRecord({ callId: 'refused-1', resultStatus: 'REFUSED', ...noRecordings }));
  const push = readFileSync(join(import.meta.dirname, '../../samples/answered-en/push.json'), 'utf8').replaceAll('{{recordings}}', 'https://samples.earshot.invalid');
  await ui.push(push);
  sampleId = '2790841600123400011';
  await waitFor(async () => {
    const response = await ui.get(`/api/calls/${sampleId}`);
    if (!response.ok) return false;
    const { recordings } = (await response.json()) as { recordings: { state: string }[] };
    return recordings.every(({ state }) => state === 'ready');
  });
});
afterAll(() => ui.close());

const listed = async (query: string): Promise<string[]> =>
  ((await ui.getJson(`/api/calls${query}`)) as { items: { callId: string }[] }).items.map(({ callId }) => callId);

const sound = (headers: Readonly<Record<string, string>> = {}, method = 'GET') => ui.get(`/api/calls/${sampleId}/recordings/customer`, headers, method);
const bytes = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const replay = (headers: Record<string, string>) => ui.get('/api/pushes/1/replay', headers, 'POST');

/** Reads server-sent events until there are `count` with data. */
async function read(headers: Readonly<Record<string, string>>, count: number, path = '/api/events'): Promise<{ id: string; data: { kind: string; seq: number } }[]> {
  const response = await ui.get(path, headers);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  const events = () => [...text.matchAll(/id: (\d+)\ndata: (.*)\n\n/g)].map(([, id, data]) => ({ id: id ?? '', data: JSON.parse(data ?? '') as { kind: string; seq: number } }));
  while (events().length < count) {
    const { done, value } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return events();
}

describe('GET /api/calls', () => {
  it('takes an empty condition for none, except an empty status, which calls may have', async () => {
    const all = await listed('');
    expect(await listed('?task=&script=&line=&phone=&intent=&tag=&from=&to=&q=&cursor=')).toEqual(all);
    expect(await listed('?status=')).toEqual([]);
    const pushes = (await ui.getJson('/api/pushes?cursor=')) as { items: unknown[] };
    expect(pushes.items.length).toBeGreaterThanOrEqual(4);
  });

  it('takes a condition once or several times', async () => {
    expect(await listed('?status=BUSY')).toEqual(['9'.repeat(19)]);
    expect(await listed('?status=BUSY&status=REFUSED')).toEqual(['refused-1', '9'.repeat(19)]);
  });

  it('takes numbers, times and text that looks like a number', async () => {
    expect(await listed('?limit=1')).toEqual([sampleId]);
    expect(await listed('?q=900123&limit=1')).toEqual(['refused-1']);
    expect(await listed('?task=1234567890123456789')).toEqual(['9'.repeat(19)]);
    expect(await listed('?from=2026-10-01T08:00:00Z&to=2026-10-01T08:00:01Z&status=BUSY')).toEqual(['9'.repeat(19)]);
    expect(await listed('?from=1790841601000&status=BUSY')).toEqual([]);
  });

  it('says in words that a cursor is none of its own', async () => {
    const response = await ui.get('/api/calls?cursor=x');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: 'BAD_REQUEST', status: 400, message: 'The cursor is not one of this list: begin again without one.' });
  });

  it('says in words which member does not fit', async () => {
    const response = await ui.get('/api/calls?limit=9999&sort=up&speed=1');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code: 'BAD_REQUEST',
      status: 400,
      message: 'sort must be one of: arrived, started, due; limit must be at most 500.',
    });
  });
});

describe('GET /api/calls/{callId}', () => {
  it('finds an id whatever it consists of, and however long it is', async () => {
    expect(await ui.getJson(`/api/calls/${encodeURIComponent(oddId)}`)).toMatchObject({ callId: oddId });
    expect((await ui.get(`/api/calls/${'x'.repeat(900)}`)).status).toBe(404);
  });

  it('keeps every digit', async () => {
    expect(await ui.getJson(`/api/calls/${'9'.repeat(19)}`)).toMatchObject({
      callId: '9'.repeat(19),
      taskId: '1234567890123456789',
      properties: { account: '98765432109876543210' },
    });
  });

  it('answers 404 in words', async () => {
    const response = await ui.get('/api/calls/nobody');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  it('does not offer what has no route', async () => {
    for (const path of ['/api/settings/get', '/api/settings', '/api/samples/send', '/api/calls/counts/x']) expect((await ui.get(path)).status).toBe(404);
  });
});

describe('GET /api/calls/{callId}/recordings/{kind}', () => {
  const file = readFileSync(join(import.meta.dirname, '../../samples/answered-en/user.wav'));

  it('gives the whole sound', async () => {
    const response = await sound();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'accept-ranges': 'bytes',
      'content-length': String(file.length),
      'content-disposition': `inline; filename="${sampleId}-customer.wav"`,
    });
    expect((await bytes(response)).equals(file)).toBe(true);
  });

  it.each([
    ['bytes=0-3', 0, 4],
    ['bytes=1000-1999', 1000, 2000],
    ['bytes=260000-', 260_000, undefined],
    ['bytes=-100', -100, undefined],
    ['bytes=0-99999999', 0, undefined],
  ])('gives the range %s', async (range, from, to) => {
    const response = await sound({ range });
    const part = file.subarray(from, to);
    expect(response.status).toBe(206);
    const begin = from < 0 ? file.length + from : from;
    expect(response.headers.get('content-range')).toBe(`bytes ${begin}-${begin + part.length - 1}/${file.length}`);
    expect((await bytes(response)).equals(part)).toBe(true);
  });

  it('answers 416 to a range beyond the end, with the length', async () => {
    const response = await sound({ range: `bytes=${file.length}-` });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${file.length}`);
    expect(await response.json()).toMatchObject({ code: 'RANGE_NOT_SATISFIABLE', status: 416 });
  });

  it('tells length and type to HEAD, and nothing new to who has it', async () => {
    const head = await sound({}, 'HEAD');
    expect(head.headers.get('content-length')).toBe(String(file.length));
    expect((await bytes(head)).length).toBe(0);
    expect((await sound({ 'if-none-match': head.headers.get('etag') ?? '', 'cache-control': 'max-age=0', pragma: '-' })).status).toBe(304);
  });

  it('gives the peaks as audiowaveform’s file', async () => {
    const response = await ui.get(`/api/calls/${sampleId}/recordings/composite/peaks`);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const header = (await bytes(response)).subarray(0, 24);
    expect([header.readInt32LE(0), header.readUInt32LE(4), header.readInt32LE(8), header.readInt32LE(12), header.readUInt32LE(20)]).toEqual([2, 1, 8000, 80, 1]);
  });

  it('answers 404 for what is not there, whatever the id', async () => {
    for (const path of [`${encodeURIComponent(oddId)}/recordings/customer`, `${sampleId}/recordings/robot`, 'nobody/recordings/customer/peaks', '..%2f..%2fsettings.json/recordings/customer']) {
      expect((await ui.get(`/api/calls/${path}`)).status).toBe(404);
    }
  });
});

describe('/api/pushes', () => {
  it('gives a push as it came, byte for byte, and so that no browser takes it for a page', async () => {
    const body = Buffer.concat([Buffer.from(' {"callId": "raw-1"}\r\n'), Buffer.from([0x20])]);
    await fetch(ui.core.pushUrl(), { method: 'POST', headers: { 'content-type': 'text/html' }, body });
    const { items } = (await ui.getJson('/api/pushes?limit=1')) as { items: { id: number; bytes: number }[] };
    expect(items[0]?.bytes).toBe(body.length);
    const response = await ui.get(`/api/pushes/${items[0]?.id}/raw`);
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await ui.get('/api/pushes/1/raw')).headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect((await ui.get('/api/pushes/0/raw')).status).toBe(404);
  });

  it('replays with an empty body of any kind', async () => {
    expect(await (await replay({})).json()).toMatchObject({ replayOf: 1 });
    expect(await (await replay({ 'content-type': 'application/json' })).json()).toMatchObject({ replayOf: 1 });
    await waitFor(async () => ((await ui.getJson('/api/pushes?outcome=duplicate')) as { items: unknown[] }).items.length === 2);
  });
});

describe('GET /api/events', () => {
  it('sends its first byte at once, though nothing happens', async () => {
    const response = await ui.get('/api/events');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    await reader.cancel();
  });

  it('resumes after Last-Event-ID and misses nothing', async () => {
    const all = await read({ 'last-event-id': '0' }, 8);
    expect(all.every(({ id, data }) => id === String(data.seq))).toBe(true);
    const resumed = await read({ 'last-event-id': all[2]?.id ?? '' }, 5);
    expect(resumed.slice(0, 5)).toEqual(all.slice(3, 8));
    expect((await read({}, 5, `/api/events?after=${all[2]?.id}`)).slice(0, 5)).toEqual(all.slice(3, 8));
  });
});

describe('GET /api/openapi.json', () => {
  it('describes every route, the bytes’ too, with security and typed answers', async () => {
    const document = (await ui.getJson('/api/openapi.json')) as {
      paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>>;
      components: { securitySchemes: object };
      security: object[];
    };
    expect(Object.keys(document.paths).toSorted()).toEqual([
      '/alerts',
      '/alerts/log',
      '/calls',
      '/calls/{callId}',
      '/calls/{callId}/clip',
      '/calls/{callId}/evidence',
      '/calls/{callId}/notes',
      '/calls/{callId}/pushes',
      '/calls/{callId}/recordings/{kind}',
      '/calls/{callId}/recordings/{kind}/peaks',
      '/calls/{callId}/same-number',
      '/calls/{callId}/times',
      '/calls/{callId}/times/reset',
      '/calls/{callId}/times/shift',
      '/drift',
      '/drift/seen',
      '/events',
      '/notes/{noteId}',
      '/pushes',
      '/pushes/replay-alike',
      '/pushes/summary',
      '/pushes/{id}',
      '/pushes/{id}/raw',
      '/pushes/{id}/replay',
      '/recordings/at-risk',
      '/recordings/usage',
      '/rescues',
      '/rescues/{callId}',
      '/reviews',
      '/reviews/counts',
      '/reviews/redo',
      '/reviews/undo',
      '/status',
      '/views',
      '/views/order',
      '/views/{id}',
    ]);
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
    const list = document.paths['/calls']?.['get']?.responses;
    expect(list?.['401']).toBeDefined();
    expect(JSON.stringify(list?.['200'])).toContain('"statusGroup"');
    expect(JSON.stringify(document.paths['/calls']?.['get'])).toContain('"limit"');
    expect(document.paths['/calls/{callId}']?.['get']?.responses['404']).toBeDefined();
    expect(JSON.stringify(document.paths['/events']?.['get'])).toContain('"Last-Event-ID"');
  });
});
