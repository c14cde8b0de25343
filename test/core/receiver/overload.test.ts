import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Receiver } from '#core/receiver/index.ts';
import { receiverLimits } from '../../../electron/core/receiver/limits.ts';
import type { TurnedAway } from '#shared/model/push.ts';
import { pushKey, startReceiver } from '../../support/startReceiver.ts';
import type { RawConnection } from '../../support/startReceiver.ts';
import { waitFor } from '../../support/waitFor.ts';

const open: Receiver[] = [];
const connections: RawConnection[] = [];
afterEach(async () => {
  for (const { socket } of connections.splice(0)) socket.destroy();
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

const aReceiver = async (options: Parameters<typeof startReceiver>[0]) => {
  const started = await startReceiver(options);
  open.push(started.receiver);
  const connect = async (): Promise<RawConnection> => {
    const connection = await started.connect();
    connections.push(connection);
    return connection;
  };
  return { ...started, connect };
};

const nothingTurnedAway: TurnedAway = { rateLimited: 0, busy: 0, elsewhere: 0, notHttp: 0, headTooLarge: 0, tooSlow: 0, cutOff: 0, notEncrypted: 0 };

/** Limits short enough for a test, in the same order as the real ones. */
const impatient = { headersTimeoutMs: 300, requestTimeoutMs: 900, silenceTimeoutMs: 500, checkEveryMs: 50 };

const head = (...headers: string[]): string => [`POST /push/${pushKey} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');
const record = '{"callId":"call-1"}';
const busy = '{"status":"-47","reason":"Network is busy, please try again later"}';

describe('slow, stalled and half-open clients', () => {
  it('cuts a client that sends its header byte by byte', async () => {
    const { connect, kept } = await aReceiver({ limits: impatient });
    const connection = await connect();
    connection.write('POST ');
    const drip = setInterval(() => connection.write('x'), 20);
    expect(await connection.ended).toBe('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    clearInterval(drip);
    expect(kept()).toEqual([]);
  });

  it('cuts a client that connects and says nothing', async () => {
    const { connect } = await aReceiver({ limits: impatient });
    expect(await (await connect()).ended).toMatch(/^(?:HTTP\/1\.1 408 .*)?/);
  });

  it('cuts a client that sends its body byte by byte', async () => {
    const { connect, kept } = await aReceiver({ limits: impatient });
    const connection = await connect();
    connection.write(head('Content-Length: 100000'));
    const drip = setInterval(() => connection.write('x'), 20);
    expect(await connection.ended).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
    clearInterval(drip);
    expect(kept()).toEqual([]);
  });

  it.each([
    ['in its header', 'POST /push/'],
    ['in its body', `${head('Content-Length: 100')}{"callId"`],
    ['in a chunked body that never ends', `${head('Transfer-Encoding: chunked')}13\r\n${record}\r\n`],
    ['after less than its Content-Length', `${head('Content-Length: 5000')}${record}`],
  ])('cuts a client that falls silent %s, and keeps nothing of it', async (_where, sent) => {
    const { connect, kept, post } = await aReceiver({ limits: impatient });
    const connection = await connect();
    connection.write(sent);
    await connection.ended;
    expect(kept()).toEqual([]);
    expect(await post(record)).toMatchObject({ status: 200 });
  });

  it('answers a chunked body without end once it is far too long, and ends the connection', async () => {
    const { connect, kept } = await aReceiver({});
    const connection = await connect();
    connection.write(head('Transfer-Encoding: chunked'));
    const chunk = `100000\r\n${'x'.repeat(1024 * 1024)}\r\n`;
    while (!connection.socket.destroyed && connection.answered() === '') {
      if (!connection.socket.write(chunk)) await Promise.race([once(connection.socket, 'drain').catch(() => {}), connection.ended]);
    }
    expect(await connection.ended).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n(?=[^]*connection: close\r\n)[^]*"-27"/);
    expect(kept().map(({ body, refusal }) => [body.length, refusal?.code, (refusal?.wholeBytes ?? 0) > 64 * 1024 * 1024])).toEqual([[4096, '-27', true]]);
  });

  it('cuts a client that closes its side in the middle of a body', async () => {
    const { connect, kept, receiver } = await aReceiver({ limits: receiverLimits });
    const connection = await connect();
    connection.write(`${head('Content-Length: 100')}{"callId"`);
    connection.socket.end();
    await connection.ended;
    expect(kept()).toEqual([]);
    expect(receiver.turnedAway()).toEqual({ ...nothingTurnedAway, cutOff: 1 });
  });

  it.each<[string, keyof TurnedAway, (connection: RawConnection) => void]>([
    ['leaves in the middle of a body', 'cutOff', (client) => {
      client.write(`${head('Content-Length: 100')}{"callId"`);
      setTimeout(() => client.socket.resetAndDestroy(), 50);
    }],
    ['falls silent in the middle of a body', 'cutOff', (client) => client.write(`${head('Content-Length: 100')}{"callId"`)],
    ['ends in the middle of a head', 'cutOff', (client) => client.socket.end('POST /push/')],
    ['sends no whole head in time', 'tooSlow', (client) => client.write('POST /push/')],
    ['sends what is no HTTP', 'notHttp', (client) => client.write('hello\r\n\r\n')],
    ['expects what is not known', 'notHttp', (client) => client.write(head('Expect: the-moon', 'Connection: close', 'Content-Length: 0'))],
    ['sends too large a head', 'headTooLarge', (client) => client.write(head(`X: ${'x'.repeat(20_000)}`))],
    ['sends no whole chunk', 'notHttp', (client) => client.write(`${head('Transfer-Encoding: chunked')}zz\r\n${record}`)],
    ['asks for another address', 'elsewhere', (client) => client.write('GET /wp-login.php HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')],
    ['asks for an address that is none', 'elsewhere', (client) => client.write('GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')],
    ['asks with a wrong key', 'elsewhere', (client) => client.write('GET /push/wrong HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')],
  ])('counts once, by what it is, a client that %s', async (_what, why, act) => {
    const { connect, kept, receiver } = await aReceiver({ limits: { ...impatient, silenceTimeoutMs: why === 'tooSlow' ? 2000 : 500 } });
    const connection = await connect();
    act(connection);
    await connection.ended;
    await waitFor(() => receiver.turnedAway()[why] === 1);
    await sleep(50);
    expect(receiver.turnedAway()).toEqual({ ...nothingTurnedAway, [why]: 1 });
    expect(kept()).toEqual([]);
  });

  it('answers a client that closes its side once it has sent everything', async () => {
    const { connect, kept } = await aReceiver({});
    const connection = await connect();
    connection.socket.end(`${head(`Content-Length: ${record.length}`)}${record}`);
    expect(await connection.ended).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*"success"/);
    expect(kept()).toHaveLength(1);
  });

  it('answers what came within a Content-Length that is too small, and not the rest', async () => {
    const { connect, kept } = await aReceiver({});
    const connection = await connect();
    connection.write(`${head('Content-Length: 10')}${record}`);
    // The rest is no request: its connection is ended, perhaps before the first answer was written.
    expect(new Set((await connection.ended).match(/HTTP\/1\.1 \d+/g))).toEqual(new Set(['HTTP/1.1 400']));
    await waitFor(() => kept().length > 0);
    expect(kept().map(({ body, refusal }) => [Buffer.from(body).toString(), refusal?.code])).toEqual([[record.slice(0, 10), '-27']]);
  });

  it.each([
    ['two different lengths', head('Content-Length: 19', 'Content-Length: 20') + record],
    ['a length and chunks', `${head('Content-Length: 19', 'Transfer-Encoding: chunked')}13\r\n${record}\r\n0\r\n\r\n`],
    ['a length that is no number', head('Content-Length: -1') + record],
    ['a chunk that is none', `${head('Transfer-Encoding: chunked')}zz\r\n${record}`],
  ])('refuses %s, and keeps nothing', async (_what, sent) => {
    const { connect, kept } = await aReceiver({});
    const connection = await connect();
    connection.write(sent);
    expect(await connection.ended).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    expect(kept()).toEqual([]);
  });

  it('lets a platform keep its connection between pushes', async () => {
    const { connect, kept } = await aReceiver({ limits: { ...impatient, keepAliveTimeoutMs: 5000 } });
    const connection = await connect();
    for (const at of [1, 2]) {
      connection.write(head(`Content-Length: ${record.length}`) + record);
      await waitFor(() => connection.answered().split('"success"').length === at + 1);
      // Longer than any limit on a request.
      if (at === 1) await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    expect(kept()).toHaveLength(2);
    expect(connection.answered()).toContain('Keep-Alive: timeout=5');
  });
});

describe('headers', () => {
  it.each([
    ['one header', head(`X: ${'x'.repeat(20_000)}`)],
    ['many headers', head(...Array.from({ length: 2000 }, (_, at) => `X-${at}: ${at}`))],
    ['the address', `POST /push/${'k'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ])('refuses more than 16 KiB in %s with 431', async (_what, sent) => {
    const { connect } = await aReceiver({});
    const connection = await connect();
    connection.write(sent);
    expect(await connection.ended).toBe('HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });

  it('reads every header of those that fit', async () => {
    const { connect, kept } = await aReceiver({});
    const connection = await connect();
    connection.write(head(...Array.from({ length: 1500 }, (_, at) => `a${at}: b`), 'Sign: last', `Content-Length: ${record.length}`) + record);
    await waitFor(() => connection.answered().includes('success'));
    expect(kept()[0]?.headers['sign']).toBe('last');
  });
});

describe('too many connections', () => {
  it('gives the place of whoever waits longest without the key to a new one', async () => {
    const { connect, post } = await aReceiver({ limits: { connections: 4 } });
    const strangers = [await connect(), await connect(), await connect(), await connect()];
    expect(await post(record)).toMatchObject({ status: 200 });
    expect(await strangers[0]!.ended).toBe('');
    expect(strangers.map(({ socket }) => socket.destroyed)).toEqual([true, false, false, false]);
  });

  it('turns a new one away where all the others have shown the key', async () => {
    const { connect } = await aReceiver({ limits: { connections: 2 } });
    for (const connection of [await connect(), await connect()]) {
      connection.write(head(`Content-Length: ${record.length}`) + record);
      await waitFor(() => connection.answered().includes('success'));
    }
    expect(await (await connect()).ended).toBe('');
    const [first] = connections;
    first!.write(head(`Content-Length: ${record.length}`) + record);
    await waitFor(() => first!.answered().split('"success"').length === 3);
  });
});

/** Holds the whole process up, as a disk does that is slow. */
const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Posts the same body on so many connections at once and gives each answer's head and body. */
async function postAtOnce(connect: () => Promise<RawConnection>, count: number, body: string): Promise<string[]> {
  const senders = await Promise.all(Array.from({ length: count }, connect));
  // Else the first pushes would be answered while the last connections still wait to be taken.
  for (const sender of senders) sender.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  await waitFor(() => senders.every((sender) => sender.answered().startsWith('HTTP/1.1 200')));
  const before = senders.map((sender) => sender.answered().length);
  for (const sender of senders) sender.write(head(`Content-Length: ${body.length}`) + body);
  await waitFor(() => senders.every((sender) => /\r\n\r\n\{.*\}$/.test(sender.answered())));
  return senders.map((sender, at) => sender.answered().slice(before[at]));
}

function aSlowReceiver(waiting: { items: number; bytes: number }) {
  let id = 0;
  const appended: number[] = [];
  return aReceiver({
    limits: { waiting },
    append(pushes) {
      pause(60);
      appended.push(pushes.length);
      return pushes.map(() => (id += 1));
    },
  });
}

describe('a store that is slow', () => {
  it('holds no more pushes than it may, and tells the others to come again', async () => {
    const { connect, post, kept, groups, receiver, logged } = await aSlowReceiver({ items: 8, bytes: 1024 * 1024 });
    const answers = await postAtOnce(connect, 60, record);
    const turnedAway = answers.filter((answer) => !answer.startsWith('HTTP/1.1 200'));
    expect(turnedAway.length).toBeGreaterThan(0);
    for (const answer of turnedAway) {
      expect(answer).toMatch(/^HTTP\/1\.1 503 /);
      expect(answer).toContain('retry-after: 5\r\n');
      expect(answer.endsWith(busy)).toBe(true);
    }
    // Every acknowledged one is kept, and none that was turned away.
    expect(kept()).toHaveLength(answers.length - turnedAway.length);
    expect(Math.max(...groups.map(({ length }) => length))).toBeLessThanOrEqual(8);
    expect(receiver.turnedAway()).toMatchObject({ rateLimited: 0, busy: turnedAway.length });
    expect(logged.filter((line) => line.includes('than can be kept'))).toHaveLength(1);
    expect(await post(record)).toMatchObject({ status: 200 });
  });

  it('tells the sender to come again, on the same connection, while too much waits behind it', async () => {
    let admits = false;
    const { post, postTo, kept, receiver } = await aReceiver({ admits: () => admits });
    const answer = await postTo(`/push/${pushKey}`, record);
    expect([answer.status, answer.text, answer.headers.get('retry-after'), answer.headers.get('connection')]).toEqual([503, busy, '5', 'keep-alive']);
    expect(await receiver.accept(Buffer.from(record), { source: 'replay', headers: {}, replayOf: null })).toEqual({ kept: false, because: 'busy' });
    admits = true;
    expect((await post(record)).status).toBe(200);
    expect([kept().length, receiver.turnedAway().busy]).toEqual([1, 1]);
  });

  it('holds no more bytes than it may', async () => {
    const { connect, groups } = await aSlowReceiver({ items: 1000, bytes: 100_000 });
    const answers = await postAtOnce(connect, 40, `{"callId":"a","analysisBasis":"${'x'.repeat(30_000)}"}`);
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 503')).length).toBeGreaterThan(0);
    for (const group of groups) expect(group.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(100_000);
  });

  it('holds what a stalled disk was given, turns the rest away at once, and goes on when the disk does', async () => {
    const goOn: (() => void)[] = [];
    const { postTo, post, kept, url } = await aReceiver({
      limits: { waiting: { items: 5, bytes: 1024 * 1024 } },
      append: (pushes) => new Promise((resolve) => void goOn.push(() => resolve(pushes.map((_, at) => at + 1)))),
    });
    const held = Array.from({ length: 5 }, (_, at) => post(`{"callId":"call-${at}"}`));
    const turnedAway = await waitFor(async () => {
      const answer = await Promise.race([postTo(`/push/${pushKey}`, record), sleep(100, null)]);
      return answer?.status === 503 ? answer : null;
    });
    expect(turnedAway.text).toBe(busy);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    // The first one alone, then whatever came meanwhile: no more than may wait.
    await waitFor(() => {
      for (const release of goOn.splice(0)) release();
      return kept().length >= 5;
    });
    expect(kept()).toHaveLength(5);
    const answers = await Promise.all(held);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  });

  it('takes one push alone however large it is', async () => {
    const { post } = await aSlowReceiver({ items: 1000, bytes: 10 });
    expect(await post(record)).toMatchObject({ status: 200 });
  });
});

describe('bodies that are read at once', () => {
  it('holds no more bytes than it may, lets go of what was cut, and reads on then', async () => {
    const { connect, post, receiver, kept } = await aReceiver({ limits: { ...impatient, body: { bytes: 60_000, bytesAtOnce: 100_000 } } });
    const part = 'x'.repeat(40_000);
    const [first, second, third] = [await connect(), await connect(), await connect()];
    first.write(head('Content-Length: 50000') + part);
    second.write(head('Content-Length: 50000') + part);
    // Both are being read: a large one has no room any more, a small one has.
    await waitFor(async () => (await post(record)).status === 200);
    third.write(head('Content-Length: 50000') + part);
    expect(await third.ended).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n(?=[^]*connection: close\r\n)(?=[^]*retry-after: 5\r\n)[^]*"-47"/);
    expect(receiver.turnedAway().busy).toBe(1);
    await Promise.all([first.ended, second.ended]);
    expect(await post(`{"callId":"a","analysisBasis":"${part}"}`)).toMatchObject({ status: 200 });
    expect(kept().every(({ refusal }) => refusal === null)).toBe(true);
  });

  it.each(['POST /elsewhere', 'PUT /push/x', 'QUERY /'])('reads no body of %s, so that no stranger takes up the room', async (line) => {
    const { connect, post } = await aReceiver({ limits: { ...impatient, body: { bytes: 60_000, bytesAtOnce: 100_000 } } });
    const part = 'x'.repeat(50_000);
    const strangers = await Promise.all([connect(), connect(), connect()]);
    for (const stranger of strangers) stranger.write(`${line} HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n${part}`);
    for (const stranger of strangers) await waitFor(() => stranger.answered() !== '');
    expect(await post(`{"callId":"a","analysisBasis":"${part}"}`)).toMatchObject({ status: 200 });
    for (const stranger of strangers) expect(await stranger.ended).toMatch(/^HTTP\/1\.1 404 Not Found\r\n[^]*content-length: 0\r\n[^]*\r\n\r\n$/);
  });
});
