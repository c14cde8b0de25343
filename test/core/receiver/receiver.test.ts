import { request as httpRequest, Agent } from 'node:http';
import { createConnection, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Receiver } from '#core/receiver/index.ts';
import { aPushedRecord } from '../../support/pushes.ts';
import { pushKey as key, startReceiver } from '../../support/startReceiver.ts';

const success = '{"status":"0","reason":"success"}';
const badShape = '{"status":"-27","reason":"Abnormal parameter verification"}';
const badId = '{"status":"-41","reason":"ID parameter abnormal"}';
const notKept = '{"status":"-5","reason":"Port program unusual"}';

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

const aReceiver: typeof startReceiver = async (options) => {
  const started = await startReceiver(options);
  open.push(started.receiver);
  return started;
};

describe('POST /push/<key>', () => {
  it('keeps a record byte for byte and answers with success', async () => {
    const { post, kept, told } = await aReceiver();
    const body = `\uFEFF  ${JSON.stringify(aPushedRecord({ analysisBasis: 'prix élevé 价格' }))}\r\n\n`;
    const headers = { 'content-type': 'application/json', 'user-agent': 'platform/1', 'api-key': 'k', timestamp: '1', sign: 's', cookie: 'a=b', authorization: 'Basic eA==' };
    expect(await post(body, headers)).toEqual({ status: 200, type: 'application/json; charset=utf-8', text: success });
    const [push] = kept();
    expect(Buffer.from(push!.body).toString()).toBe(body);
    expect(push).toMatchObject({ receivedAtMs: 1_790_841_700_000, source: '127.0.0.1', refusal: null, replayOf: null });
    expect(push!.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'platform/1', 'api-key': 'k', timestamp: '1', sign: 's' });
    expect(push!.headers).not.toHaveProperty('cookie');
    expect(push!.headers).not.toHaveProperty('authorization');
    expect(told.appended).toBe(1);
  });

  it.each<[string, unknown]>([
    ['a record with an id alone', { callId: 'call-1' }],
    ['a record with callRecordId', { callRecordId: 7 }],
    ['a wrapped record', { dataType: 'ROBOT_CALL_RECORD', data: aPushedRecord() }],
    ['a wrapped record as text', { dataType: 'ROBOT_CALL_RECORD', data: JSON.stringify(aPushedRecord()) }],
    ['a job event', { dataType: 'ROBOT_CALL_JOB', data: { robotCallJobId: 43, tenantId: 1, status: 'COMPLETED' } }],
    ['a list', [aPushedRecord()]],
    ['an array member', { array: [aPushedRecord()] }],
    ['a batch with one unreadable record', [aPushedRecord(), { resultStatus: 'BUSY' }]],
  ])('takes %s', async (_name, body) => {
    const { post, kept } = await aReceiver();
    expect(await post(JSON.stringify(body))).toMatchObject({ status: 200, text: success });
    expect(kept()[0]?.refusal).toBeNull();
  });

  it.each<[string, string | undefined]>([
    ['none', undefined],
    ['text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['another charset', 'application/json; charset=GBK'],
    ['nonsense', 'json'],
    ['broken parameters', 'application/json; charset'],
  ])('takes JSON under any content type: %s', async (_name, type) => {
    const { post, kept } = await aReceiver();
    expect(await post(Buffer.from('{"callId":"call-1"}'), type === undefined ? {} : { 'content-type': type })).toMatchObject({ status: 200 });
    expect(kept()[0]?.headers['content-type']).toBe(type);
  });

  it('takes text with broken UTF-8 and keeps its bytes', async () => {
    const { post, kept } = await aReceiver();
    const body = Buffer.concat([Buffer.from('{"callId":"call-1","analysisBasis":"cut '), Buffer.from([0xe4, 0xbb]), Buffer.from('"}')]);
    expect(await post(body)).toMatchObject({ status: 200 });
    expect(Buffer.from(kept()[0]!.body).equals(body)).toBe(true);
  });

  it.each<[string, (body: Uint8Array) => Uint8Array]>([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['identity', (body) => body],
  ])('takes a body encoded with %s and keeps it as it came', async (encoding, encode) => {
    const { post, kept } = await aReceiver();
    const body = encode(Buffer.from(JSON.stringify(aPushedRecord())));
    expect(await post(body, { 'content-encoding': encoding })).toMatchObject({ status: 200, text: success });
    expect(Buffer.from(kept()[0]!.body).equals(Buffer.from(body))).toBe(true);
    expect(kept()[0]!.headers['content-encoding']).toBe(encoding);
  });

  it.each<[string, string | Uint8Array, Record<string, string>, number, string]>([
    ['no body', '', {}, 400, badShape],
    ['no JSON', '{"callId":', {}, 400, badShape],
    ['a bare text', '"call-1"', {}, 400, badShape],
    ['an empty list', '[]', {}, 400, badShape],
    ['a list of numbers', '[1,2]', {}, 400, badShape],
    ['too deep', '['.repeat(100_000), {}, 400, badShape],
    ['too deep beside an id', `{"callId":"a","x":${'['.repeat(65)}${']'.repeat(65)}}`, {}, 400, badShape],
    ['no id', '{"resultStatus":"BUSY"}', {}, 400, badId],
    ['more records than a push may have', `[${'{"callId":"a"},'.repeat(10_000)}{"callId":"b"}]`, {}, 400, badShape],
    ['more values than a push may have', `{"callId":"a","x":[0${',0'.repeat(500_000)}]}`, {}, 400, badShape],
    ['no id in any record', '[{"resultStatus":"BUSY"},{"callId":""},3]', {}, 400, badId],
    ['an unknown encoding', '{"callId":"a"}', { 'content-encoding': 'zstd' }, 415, badShape],
    ['a broken encoding', '{"callId":"a"}', { 'content-encoding': 'gzip' }, 400, badShape],
    ['a small body that inflates beyond the limit', gzipSync(Buffer.alloc(9 * 1024 * 1024, ' ')), { 'content-encoding': 'gzip' }, 413, badShape],
  ])('refuses %s, and keeps it with the reason', async (_name, body, headers, status, text) => {
    const { post, kept } = await aReceiver();
    expect(await post(body, headers)).toEqual({ status, type: 'application/json; charset=utf-8', text });
    expect(kept()).toHaveLength(1);
    expect(Buffer.from(kept()[0]!.body).equals(Buffer.from(body as Uint8Array))).toBe(true);
    expect(kept()[0]!.refusal).toEqual({
      code: (JSON.parse(text) as { status: string }).status,
      reason: expect.stringMatching(/^The .*\.$/) as unknown,
      isAuthenticated: true,
      wholeBytes: Buffer.from(body as Uint8Array).length,
      httpStatus: status,
    });
  });

  it('takes 8 MiB, and of more it keeps the beginning and the size', async () => {
    const { post, kept } = await aReceiver();
    const start = '{"callId":"call-1","analysisBasis":"';
    const largest = start + 'x'.repeat(8 * 1024 * 1024 - start.length - 2) + '"}';
    expect(await post(largest)).toMatchObject({ status: 200 });
    expect(await post(`${largest} `)).toEqual({ status: 413, type: 'application/json; charset=utf-8', text: badShape });
    expect(kept()).toHaveLength(2);
    expect(Buffer.from(kept()[1]!.body).toString()).toBe(largest.slice(0, 4096));
    expect(kept()[1]!.refusal).toEqual({ code: '-27', reason: 'The body is larger than 8 MiB.', isAuthenticated: true, wholeBytes: largest.length + 1, httpStatus: 413 });
  });

  it('refuses a wrong key whatever its length, and keeps no more than the log needs', async () => {
    const { url, kept } = await aReceiver();
    const wrongKeys = ['x', `${key}x`, key.toUpperCase(), 'k'.repeat(2000), '%E4%BB%B7'];
    for (const wrong of wrongKeys) {
      for (const method of ['GET', 'POST']) {
        const response = await fetch(`${url}/push/${wrong}`, { method, ...(method === 'POST' && { body: '{"callId":"a"}' }) });
        expect([response.status, await response.text()]).toEqual([401, '{"status":"-1","reason":"Authentication error"}']);
      }
    }
    expect(kept().map(({ refusal }) => refusal)).toEqual(wrongKeys.map(() => ({ code: '-1', reason: 'The key in the push address is wrong.', isAuthenticated: false, wholeBytes: 14, httpStatus: 401 })));
  });

  it('answers as the settings say; refusals stay in the platform’s words', async () => {
    const plain = await aReceiver({ receiver: { answer: { kind: 'success' } } });
    expect(await plain.post('{"callId":"a"}')).toEqual({ status: 200, type: 'text/plain; charset=utf-8', text: 'success' });
    expect(await plain.post('{}')).toMatchObject({ status: 400, text: badId });
    const own = await aReceiver({ receiver: { answer: { kind: 'own', text: '<ok/>', contentType: 'application/xml' } } });
    expect(await own.post('{"callId":"a"}')).toEqual({ status: 200, type: 'application/xml', text: '<ok/>' });
    own.set({ answer: { kind: 'own', text: '', contentType: 'text/plain' } });
    expect(await own.post('{"callId":"a"}')).toMatchObject({ status: 200, text: '' });
  });
});

describe('keeping', () => {
  it('appends in one call what arrived while the last commit ran', async () => {
    const { receiver, groups, told } = await aReceiver();
    const from = { source: 'test', headers: {}, replayOf: null };
    const accepted = await Promise.all([1, 2, 3].map((n) => receiver.accept(Buffer.from(`{"callId":"call-${n}"}`), from)));
    expect(accepted).toEqual([1, 2, 3].map((id) => ({ kept: true, id, refusal: null })));
    expect(groups.map((group) => group.length)).toEqual([3]);
    await receiver.accept(Buffer.from('{"callId":"call-4"}'), from);
    expect(groups.map((group) => group.length)).toEqual([3, 1]);
    expect(told.appended).toBeGreaterThan(0);
  });

  it('keeps each of many concurrent pushes once', async () => {
    const { post, kept } = await aReceiver();
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => post(`{"callId":"call-${n}"}`)));
    expect(answers.every(({ status, text }) => status === 200 && text === success)).toBe(true);
    expect(new Set(kept().map(({ body }) => Buffer.from(body).toString())).size).toBe(200);
    expect(kept()).toHaveLength(200);
  });

  it('never answers with success what could not be kept, and recovers', async () => {
    let isFull = true;
    const { post, url, kept } = await aReceiver({
      append(pushes) {
        if (isFull) throw new Error('database or disk is full');
        return pushes.map((_, at) => at + 1);
      },
    });
    expect(await post('{"callId":"a"}')).toMatchObject({ status: 503, text: notKept });
    expect(await post('{}')).toMatchObject({ status: 503, text: notKept });
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
    expect((await fetch(`${url}/push/${key}`)).status).toBe(503);
    isFull = false;
    expect(await post('{"callId":"a"}')).toMatchObject({ status: 200, text: success });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(kept()).toHaveLength(1);
  });

  it('puts a replay through the same checks, inflating what was kept as it came', async () => {
    const { receiver, kept } = await aReceiver();
    const body = gzipSync('{"resultStatus":"BUSY"}');
    const from = { source: 'replay', headers: { 'content-encoding': 'gzip' }, replayOf: 7 };
    expect(await receiver.accept(body, from)).toMatchObject({ kept: true, id: 1, refusal: { code: '-41' } });
    expect(kept()[0]).toMatchObject({ source: 'replay', replayOf: 7, refusal: { code: '-41', httpStatus: null } });
  });
});

describe('a request that is no push and has the right key', () => {
  const reasons = { 404: 'The request came to another address than the push address. The key in it is right.', 405: (method: string) => `The request came by ${method}, but a push comes by POST.` };

  it.each<[string, string, 404 | 405, Record<string, string>]>([
    ['PUT', `/push/${key}`, 405, { ':method': 'PUT' }],
    ['PUT', `/push/${key}?a=b`, 405, { ':method': 'PUT' }],
    ['DELETE', `/push/${key}`, 405, { ':method': 'DELETE' }],
    ['OPTIONS', `/push/${key}`, 405, { ':method': 'OPTIONS' }],
    ['QUERY', `/push/${key}`, 405, { ':method': 'QUERY' }],
    ['PROPFIND', `/push/${key}`, 405, { ':method': 'PROPFIND' }],
    ['POST', `/push/${key}/`, 404, { ':path': '/push/…/' }],
    ['POST', `/push/${key}/more?callId=a`, 404, { ':path': '/push/…/more' }],
    ['POST', `//push/${key}`, 404, { ':path': '//push/…' }],
    ['POST', `/earshot/push/${key}`, 404, { ':path': '/earshot/push/…' }],
    ['POST', `/${key}`, 404, { ':path': '/…' }],
    ['POST', `/push/${key}/%zz`, 404, { ':path': '/push/…/%zz' }],
    ['PATCH', `/PUSH/%74${key.slice(1)}`, 404, { ':method': 'PATCH', ':path': '/PUSH/…' }],
    ['POST', `/push/${key}/${'x'.repeat(500)}`, 404, { ':path': `/push/…/${'x'.repeat(192)}…` }],
  ])('is kept and refused: %s %s', async (method, path, status, notes) => {
    const { port, kept, receiver } = await aReceiver();
    const body = '{"callId":"a"}';
    const answer = await new Promise<{ status: number | undefined; allow: string | undefined; text: string }>((resolve, reject) => {
      // fetch would tidy the path.
      const outgoing = httpRequest({ port, host: '127.0.0.1', method, path, headers: { 'content-type': 'application/json', 'content-length': body.length } }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode, allow: response.headers.allow, text }));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
    expect(answer).toEqual({ status, allow: status === 405 ? 'GET, HEAD, POST' : undefined, text: badShape });
    const reason = status === 404 ? reasons[404] : reasons[405](method);
    expect(kept()).toMatchObject([{ source: '127.0.0.1', refusal: { code: '-27', reason, isAuthenticated: true, wholeBytes: body.length, httpStatus: status } }]);
    expect(Buffer.from(kept()[0]!.body).toString()).toBe(body);
    const noted = Object.fromEntries(Object.entries(kept()[0]!.headers).filter(([name]) => name.startsWith(':')));
    expect(noted).toEqual(notes);
    expect(JSON.stringify(kept()[0])).not.toContain(key);
    expect(receiver.turnedAway().elsewhere).toBe(0);
  });

  it('is asked for all that a push is asked for', async () => {
    const { url, kept } = await aReceiver({ receiver: { allowedAddresses: ['203.0.113.7'] } });
    const response = await fetch(`${url}/push/${key}`, { method: 'PUT', body: '{"callId":"a"}' });
    expect(response.status).toBe(403);
    expect(kept()).toMatchObject([{ refusal: { code: '-6' }, headers: { ':method': 'PUT' } }]);
  });

  it('is kept with its beginning where it is too large', async () => {
    const { url, kept } = await aReceiver();
    const response = await fetch(`${url}/push/${key}/`, { method: 'POST', body: 'x'.repeat(8 * 1024 * 1024 + 1) });
    expect([response.status, await response.text()]).toEqual([404, badShape]);
    expect(kept().map(({ body, refusal }) => [body.length, refusal?.wholeBytes])).toEqual([[4096, 8 * 1024 * 1024 + 1]]);
  });

  it('is none where it only asks: what is ready is ready, and nothing is kept', async () => {
    const { url, kept } = await aReceiver();
    expect((await fetch(`${url}/push/${key}`)).status).toBe(200);
    expect((await fetch(`${url}/push/${key}?x=y`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${url}/push/${key}/`)).status).toBe(404);
    expect(kept()).toEqual([]);
  });
});

describe('the rest of the port', () => {
  it('says that the push address is ready', async () => {
    const { url } = await aReceiver();
    const response = await fetch(`${url}/push/${key}`);
    expect([response.status, await response.json()]).toEqual([200, { status: '0', reason: 'ready' }]);
  });

  it('tells its health and nothing else', async () => {
    const { url } = await aReceiver();
    const response = await fetch(`${url}/healthz`);
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it.each([
    ['GET', '/'],
    ['POST', '/'],
    ['GET', '/push'],
    ['POST', '/push/'],
    ['PUT', '/push/another'],
    ['QUERY', '/'],
    ['POST', `/push/another/more`],
    ['POST', `/a/b/c/d/${key}`],
    ['GET', `/push/${key}/`],
    ['POST', '/healthz'],
    ['GET', '/api/calls'],
    ['GET', '/push/%zz'],
    ['GET', '/index.html'],
  ])('answers %s %s with 404 and nothing told', async (method, path) => {
    const { url } = await aReceiver();
    // Nor of a content type that is none, which Fastify has words for.
    for (const type of ['application/json', 'json']) {
      const response = await fetch(url + path, { method, headers: { 'content-type': type }, ...(method !== 'GET' && { body: '{"callId":"a"}' }) });
      expect([response.status, await response.text(), response.headers.get('server')]).toEqual([404, '', null]);
    }
  });

  it('answers what is not HTTP without telling anything', async () => {
    const { port } = await aReceiver();
    const answer = await new Promise<string>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => socket.write('hello\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
});

describe('listen', () => {
  it('says so in a sentence where the port is taken, and can listen on another one then', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { receiver } = await aReceiver();
    await expect(receiver.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'port-taken', message: expect.stringContaining(`Port ${port}`) as unknown });
    await expect(receiver.listen({ host: '203.0.113.1', port: 0 })).rejects.toMatchObject({ code: 'settings-invalid' });
    taken.close();
  });
});

describe('close', () => {
  it('answers what is in flight, keeps it, refuses what is new, and ends', async () => {
    const { receiver, port, url, kept } = await aReceiver();
    const agent = new Agent({ keepAlive: true });
    const inFlight = httpRequest({ port, host: '127.0.0.1', path: `/push/${key}`, method: 'POST', agent, headers: { 'content-length': 14 } });
    const answered = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      inFlight.on('error', reject);
      inFlight.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode, text }));
      });
    });
    inFlight.write('{"callI');
    // The server has seen the first half once it answers a later request.
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const closed = receiver.close();
    inFlight.end('d":"a"}');
    expect(await answered).toEqual({ status: 200, text: success });
    await closed;
    expect(kept()).toHaveLength(1);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
    expect(await receiver.accept(Buffer.from('{"callId":"b"}'), { source: 'replay', headers: {}, replayOf: 1 })).toEqual({ kept: false, because: 'failed' });
    agent.destroy();
  });

  it('commits what waits, also when it never listened', async () => {
    const { receiver, kept } = await aReceiver({ listens: false });
    const accepted = receiver.accept(Buffer.from('{"callId":"a"}'), { source: 'replay', headers: {}, replayOf: 1 });
    await receiver.close();
    expect(await accepted).toMatchObject({ kept: true });
    expect(kept()).toHaveLength(1);
  });

  it('appends nothing once it is closed: the store may be closed by then', async () => {
    const { receiver, groups, told } = await aReceiver({ listens: false });
    await Promise.all([receiver.accept(Buffer.from('{"callId":"a"}'), { source: 'replay', headers: {}, replayOf: 1 }), receiver.close()]);
    // By then the commit that was planned would have run.
    await new Promise((resolve) => setImmediate(resolve));
    expect(groups.map((group) => group.length)).toEqual([1]);
    expect(told.appended).toBe(1);
  });
});
