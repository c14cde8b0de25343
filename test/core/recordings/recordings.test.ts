import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { parsePeaks } from '#shared/model/peaks.ts';
import { createRecordings, type Recordings, type RecordingsDeps } from '../../../electron/core/recordings/index.ts';
import { createMemoryQueue, type MemoryQueue } from '../../support/memoryQueue.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const wav = aWav({ data: asPcm16(aTone(2)) });
const long = aWav({ data: asPcm16(aTone(120)) });
type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const sound: Answer = (_, response) => response.end(wav);
const status = (code: number): Answer => (_, response) => response.writeHead(code).end();
const redirect = (location: string): Answer => (_, response) => response.writeHead(302, { location }).end();

let dir = '';
let nowMs = 0;
let queue: MemoryQueue;
let listed: string[] = [];
const open: { close(): unknown }[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-recordings-'));
  nowMs = 1_000_000;
  queue = createMemoryQueue(() => nowMs);
  listed = [];
});
afterEach(async () => {
  for (const opened of open.splice(0)) await opened.close();
  rmSync(dir, { recursive: true });
});

/** A server that answers by path, on a port of its own, and says what it was asked for. */
async function aServer(answers: Record<string, Answer>): Promise<{ base: string; host: string; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request);
    (answers[request.url ?? ''] ?? status(404))(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push({
    close: () => {
      server.closeAllConnections();
      return server.close();
    },
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { base: `http://${host}`, host, requests };
}

/** A server whose host is listed. */
async function aListedServer(answers: Record<string, Answer>): ReturnType<typeof aServer> {
  const server = await aServer(answers);
  listed.push(server.host);
  return server;
}

function begin(deps: Partial<RecordingsDeps> = {}): Recordings {
  const recordings = createRecordings({
    dir,
    madeDir: join(dir, 'made'),
    queue,
    rules: () => ({ allowedPrivateHosts: listed, maxFileMiB: 512, budgetGiB: 0, keepDays: 0 }),
    samplesDir: join(dir, 'samples'),
    peaksThread: new URL('../../../electron/core/threads/peaks.ts', import.meta.url),
    onChange: () => {},
    now: () => nowMs,
    random: () => 0.5,
    log: { info: () => {}, warn: () => {} },
    ...deps,
  });
  open.unshift(recordings);
  recordings.start();
  return recordings;
}

const settled = (callId: string, state: string): Promise<void> =>
  vi.waitFor(() => expect(queue.get(callId).state).toBe(state), { timeout: 15_000, interval: 10 });
const failed = (callId: string): Promise<void> => vi.waitFor(() => expect(queue.get(callId).reason).not.toBeNull(), { timeout: 15_000, interval: 10 });
const halfWritten = (): string[] => readdirSync(dir).filter((file) => file.endsWith('.part'));

describe('createRecordings', () => {
  it('downloads a recording, measures it and keeps its peaks', async () => {
    const { base, requests } = await aListedServer({ '/ai_user.wav?sign=x': sound });
    queue.add('call-1', 'composite', `${base}/ai_user.wav?sign=x`);
    const told = new Set<string>();
    const recordings = begin({ onChange: () => void told.add(queue.get('call-1').state) });
    await settled('call-1', 'ready');

    const { ready } = queue.get('call-1');
    expect(ready).toEqual({
      url: `${base}/ai_user.wav?sign=x`, file: expect.stringMatching(/^[0-9a-f]{40}\.wav$/), bytes: wav.length, diskBytes: expect.any(Number),
      durationMs: 2000, contentType: 'audio/wav', codec: 'pcm', channels: 1, form: 'original', hasPeaks: true,
    });
    const all = readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
    expect(ready?.diskBytes).toBe(all);
    const file = ready?.file ?? '';
    expect(await recordings.openFile(file)).toEqual({ path: join(dir, file), bytes: wav.length, contentType: 'audio/wav', extension: '.wav' });
    expect(readFileSync(join(dir, file)).equals(wav)).toBe(true);
    expect(parsePeaks(Uint8Array.from(readFileSync(recordings.peaksPath(file)))).length).toBe(200);
    expect(requests).toHaveLength(1);
    expect([...told]).toEqual(['downloading', 'ready']);
    expect(halfWritten()).toEqual([]);
  });

  it('asks again for a recording that is served late', async () => {
    let isThere = false;
    const { base } = await aListedServer({ '/late.wav': (request, response) => (isThere ? sound : status(404))(request, response) });
    queue.add('call-1', 'composite', `${base}/late.wav`);
    const recordings = begin();
    await failed('call-1');
    expect(queue.get('call-1')).toMatchObject({ state: 'waiting', reason: 'not-there-yet', nextTryAtMs: nowMs + 10_000, attempts: 1 });

    isThere = true;
    nowMs += 10_000;
    recordings.wake();
    await settled('call-1', 'ready');
  });

  it('tries at once when told to', async () => {
    let isThere = false;
    const { base } = await aListedServer({ '/late.wav': (request, response) => (isThere ? sound : status(410))(request, response) });
    queue.add('call-1', 'composite', `${base}/late.wav`);
    const recordings = begin();
    await settled('call-1', 'unavailable');
    expect(queue.get('call-1').reason).toBe('gone');

    isThere = true;
    expect(await recordings.retry('call-1', 'composite')).toBe(true);
    expect(await recordings.retry('call-2', 'composite')).toBe(false);
    await settled('call-1', 'ready');
  });

  it.each<[string, Answer, string]>([
    ['a connection cut before the announced length', (_, response) => {
      response.writeHead(200, { 'content-length': wav.length });
      response.write(wav.subarray(0, 9000), () => response.destroy());
    }, 'cut-off'],
    ['a connection cut between chunks', (_, response) => {
      response.write(wav.subarray(0, 9000), () => response.destroy());
    }, 'cut-off'],
    ['a page instead of a sound', (_, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end('<html>Please sign in</html>'), 'not-audio'],
    ['an empty answer', status(200), 'not-audio'],
    ['a refusal', status(403), 'refused-by-server'],
    ['an error of the server', status(503), 'server-error'],
    ['a redirect to nowhere', status(302), 'refused-by-server'],
  ])('waits after %s', async (_, answer, reason) => {
    const { base } = await aListedServer({ '/x.wav': answer });
    queue.add('call-1', 'composite', `${base}/x.wav`);
    begin();
    await failed('call-1');
    expect(queue.get('call-1')).toMatchObject({ state: 'waiting', reason, nextTryAtMs: nowMs + 10_000 });
    // What is left of it goes once its state is told.
    await eventually(() => expect(readdirSync(dir).filter((name) => !/\.part(?:\.json)?$/.test(name))).toEqual([]));
  });

  it('waits where nobody listens', async () => {
    const { base, host } = await aListedServer({});
    await open.pop()?.close();
    queue.add('call-1', 'composite', `${base}/x.wav`);
    expect(listed).toEqual([host]);
    begin();
    await failed('call-1');
    expect(queue.get('call-1')).toMatchObject({ state: 'waiting', reason: 'unreachable' });
  });

  it('ends a download that goes silent', async () => {
    const { base } = await aListedServer({ '/x.wav': (_, response) => response.write(wav.subarray(0, 9000)) });
    queue.add('call-1', 'composite', `${base}/x.wav`);
    begin({ limits: { idleMs: 100 } });
    await failed('call-1');
    expect(queue.get('call-1').reason).toBe('cut-off');
  });

  it.each<[string, Answer]>([
    ['announced', (_, response) => response.writeHead(200, { 'content-length': 5000 }).end(wav.subarray(0, 5000))],
    ['sent', (_, response) => {
      response.write(wav.subarray(0, 2500));
      response.end(wav.subarray(2500));
    }],
  ])('gives a recording up that is larger than allowed, as %s', async (_, answer) => {
    const { base } = await aListedServer({ '/x.wav': answer });
    queue.add('call-1', 'composite', `${base}/x.wav`);
    begin({ rules: () => ({ allowedPrivateHosts: listed, maxFileMiB: 4500 / 1024 / 1024, budgetGiB: 0, keepDays: 0 }) });
    await settled('call-1', 'unavailable');
    expect(queue.get('call-1').reason).toBe('too-large');
    await eventually(() => expect(readdirSync(dir)).toEqual([]));
  });

  it.each([
    ['announces no length, as HTTP/1.0 does', 'HTTP/1.0 200 OK\r\n\r\n'],
    ['announces its length and closes', `HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${long.length}\r\n\r\n`],
  ])('keeps the whole of a sound that comes faster than it is written, from a server that %s', async (_what, head) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(Buffer.concat([Buffer.from(head), long])));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    open.push(server);
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    listed.push(host);
    const callIds = Array.from({ length: 8 }, (_, index) => `call-${index}`);
    for (const callId of callIds) queue.add(callId, 'composite', `http://${host}/${callId}.wav`);
    const recordings = begin();
    for (const callId of callIds) {
      await settled(callId, 'ready');
      expect(await recordings.openFile(queue.get(callId).ready?.file ?? '')).toMatchObject({ bytes: long.length });
    }
  });

  it('follows redirects, five at most', async () => {
    const { base, requests } = await aListedServer({
      '/a': redirect('/b'), '/b': redirect('c'), '/c': redirect('/d'), '/d': redirect('/e'), '/e': redirect('/f.wav'), '/f.wav': sound, '/loop': redirect('/loop'),
    });
    queue.add('call-1', 'composite', `${base}/a`);
    queue.add('call-2', 'composite', `${base}/loop`);
    begin();
    await settled('call-1', 'ready');
    await failed('call-2');
    expect(queue.get('call-2')).toMatchObject({ state: 'waiting', reason: 'too-many-redirects' });
    expect(requests.filter(({ url }) => url === '/loop')).toHaveLength(6);
  });

  it('sends no credentials', async () => {
    const { base, host, requests } = await aListedServer({ '/x.wav': (_, response) => response.writeHead(302, { location: `http://user:word@${host}/y.wav` }).end(), '/y.wav': sound });
    queue.add('call-1', 'composite', `${base.replace('://', '://operator:secret@')}/x.wav`);
    begin();
    await settled('call-1', 'ready');
    expect(requests.map(({ headers }) => [headers.authorization, headers.cookie, headers.referer])).toEqual([[undefined, undefined, undefined], [undefined, undefined, undefined]]);
  });

  it('refuses private addresses, however they are written, and asks none of them', async () => {
    const { host, requests } = await aServer({ '/x.wav': sound });
    const port = host.split(':')[1];
    const hosts = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '0', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '169.254.169.254', '[fd00:ec2::254]', '100.100.100.200'];
    for (const name of hosts) queue.add(name, 'composite', `http://${name}:${port}/x.wav`);
    listed = ['127.0.0.1:1', 'nas.local'];
    begin();
    for (const name of hosts) await failed(name);
    expect(hosts.map((name) => queue.get(name).reason)).toEqual(hosts.map(() => 'private-address'));
    // A name may stand for another address later.
    expect(hosts.filter((name) => queue.get(name).state === 'waiting')).toEqual(['localhost']);
    expect(requests).toEqual([]);
  });

  it('takes a refused one up again once its host is listed, at once or at the next start, and no other', async () => {
    const [one, another] = [await aServer({ '/a.wav': sound }), await aServer({ '/b.wav': sound })];
    queue.add('call-1', 'composite', `${one.base}/a.wav`);
    queue.add('call-1', 'customer', 'http://10.0.0.1/user.wav');
    const first = begin();
    const becomes = (...states: string[]) => eventually(() => expect([queue.get('call-1').state, queue.get('call-1', 'customer').state]).toEqual(states));
    await becomes('unavailable', 'unavailable');
    listed = [one.host];
    first.rulesChanged();
    await becomes('ready', 'unavailable');
    queue.changeUrl('call-1', 'composite', `${another.base}/b.wav`);
    first.wake();
    await becomes('unavailable', 'unavailable');
    await first.close();
    listed = [another.host];
    begin();
    await becomes('ready', 'unavailable');
  });

  it('refuses a redirect to a private address, and asks it nothing', async () => {
    const inside = await aServer({ '/secret.wav': sound });
    const outside = await aListedServer({ '/x.wav': redirect(`${inside.base}/secret.wav`) });
    queue.add('call-1', 'composite', `${outside.base}/x.wav`);
    begin();
    await failed('call-1');
    expect(queue.get('call-1')).toMatchObject({ state: 'waiting', reason: 'private-address' });
    expect(inside.requests).toEqual([]);
  });

  it.each(['ftp://127.0.0.1/x.wav', 'file:///etc/passwd', 'ai_user.wav', 'http://', 'data:audio/wav;base64,UklGRg=='])('gives %s up as no address', async (url) => {
    queue.add('call-1', 'composite', url);
    begin();
    await settled('call-1', 'unavailable');
    expect(queue.get('call-1').reason).toBe('bad-address');
  });

  it('asks a host for two at a time, and others meanwhile', async () => {
    const held: ServerResponse[] = [];
    const slow = await aListedServer({ '/x.wav': (_, response) => held.push(response) });
    const quick = await aListedServer({ '/x.wav': sound });
    for (const id of ['slow-1', 'slow-2', 'slow-3']) queue.add(id, 'composite', `${slow.base}/x.wav`);
    queue.add('quick-1', 'composite', `${quick.base}/x.wav`);
    begin();
    await settled('quick-1', 'ready');
    await eventually(() => expect(held).toHaveLength(2));
    expect(queue.get('slow-3').state).toBe('waiting');

    while (held.length > 0) held.pop()?.end(wav);
    await eventually(() => expect(held).toHaveLength(1));
    held.pop()?.end(wav);
    for (const id of ['slow-1', 'slow-2', 'slow-3']) await settled(id, 'ready');
  });

  it('goes on after a restart in the middle of a download', async () => {
    const held: ServerResponse[] = [];
    const { base } = await aListedServer({
      '/x.wav': (_, response) => {
        held.push(response);
        response.write(wav.subarray(0, 9000));
      },
    });
    queue.add('call-1', 'composite', `${base}/x.wav`);
    const first = begin();
    await eventually(() => expect(held).toHaveLength(1));
    await first.close();
    expect(queue.get('call-1').state).toBe('downloading');
    writeFileSync(join(dir, '0000.part'), 'left by a crash');

    begin();
    expect(halfWritten()).not.toContain('0000.part');
    await eventually(() => expect(held).toHaveLength(2));
    held[1]?.end(wav.subarray(9000));
    await settled('call-1', 'ready');
    expect(queue.get('call-1').ready?.bytes).toBe(wav.length);
  });

  it('does not download again what was in place before a crash', async () => {
    const { base, requests } = await aListedServer({ '/x.wav': sound });
    queue.add('call-1', 'composite', `${base}/x.wav`);
    const first = begin();
    await settled('call-1', 'ready');
    await first.close();
    queue.changeUrl('call-1', 'composite', `${base}/x.wav`);
    begin();
    await settled('call-1', 'ready');
    expect(requests).toHaveLength(1);
  });

  it('fetches the new address when a revision changed it meanwhile', async () => {
    const held: ServerResponse[] = [];
    const newer = aWav({ data: asPcm16(aTone(3)) });
    const { base } = await aListedServer({ '/old.wav': (_, response) => held.push(response), '/new.wav': (_, response) => response.end(newer) });
    queue.add('call-1', 'composite', `${base}/old.wav`);
    begin();
    await eventually(() => expect(held).toHaveLength(1));
    queue.changeUrl('call-1', 'composite', `${base}/new.wav`);
    held[0]?.end(wav);
    await settled('call-1', 'ready');
    expect(queue.get('call-1').ready).toMatchObject({ url: `${base}/new.wav`, durationMs: 3000 });
    const file = queue.get('call-1').ready?.file ?? '';
    expect(readdirSync(dir).toSorted()).toEqual([file, `${file}.dat`]);
  });

  it('keeps no sound of an address that a revision replaced', async () => {
    const { base } = await aListedServer({ '/old.wav': sound, '/new.wav': sound });
    queue.add('call-1', 'composite', `${base}/old.wav`);
    const recordings = begin();
    await eventually(() => expect(queue.get('call-1').state).toBe('ready'));
    const old = queue.get('call-1').ready?.file ?? '';
    queue.changeUrl('call-1', 'composite', `${base}/new.wav`);
    recordings.wake();
    await eventually(() => expect(readdirSync(dir)).not.toContain(old));
    expect(readdirSync(dir)).toHaveLength(2);
  });

  it('takes a shipped sample from its folder', async () => {
    mkdirSync(join(dir, 'samples', 'hello'), { recursive: true });
    writeFileSync(join(dir, 'samples', 'hello', 'user.wav'), wav);
    writeFileSync(join(dir, 'secret.wav'), wav);
    const paths = ['hello/user.wav', 'hello/other.wav', '../secret.wav', 'hello/..%2f..%2fsecret.wav', 'hello/../../secret.wav', 'hello/user.wav/x'];
    for (const path of paths) queue.add(path, 'composite', `https://samples.earshot.invalid/${path}`);
    begin();
    await settled('hello/user.wav', 'ready');
    const others = paths.slice(1);
    for (const path of others) await settled(path, 'unavailable');
    expect(others.map((path) => queue.get(path).reason)).toEqual(others.map(() => 'bad-address'));
  });

  it('asks again where a page came in the coat of a WAV, and keeps nothing of it', async () => {
    const { base } = await aListedServer({ '/x.wav': (_, response) => response.end(Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE<html>'), Buffer.alloc(100)])) });
    queue.add('call-1', 'composite', `${base}/x.wav`);
    begin();
    await failed('call-1');
    expect({ ...queue.get('call-1'), kept: readdirSync(dir) }).toMatchObject({ state: 'waiting', reason: 'not-decodable', kept: [] });
  });

  it('says when it cannot write', async () => {
    const { base } = await aListedServer({ '/x.wav': sound });
    queue.add('call-1', 'composite', `${base}/x.wav`);
    const recordings = begin({ dir: join(dir, 'gone') });
    rmSync(join(dir, 'gone'), { recursive: true });
    await failed('call-1');
    expect(queue.get('call-1')).toMatchObject({ state: 'waiting', reason: 'cannot-write' });
    expect(existsSync(join(dir, 'gone'))).toBe(false);
    expect(await recordings.openFile('../secret.wav')).toBeNull();
  });
});
