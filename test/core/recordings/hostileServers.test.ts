import { readdirSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { RecordingReason } from '#shared/model/recording.ts';
import { inTurn, ranged, redirect, send, startPrivateListener, startRecordingHost, status } from '../../support/recordingHost.ts';
import type { Handler } from '../../support/recordingHost.ts';
import { startRecordings } from '../../support/startRecordings.ts';
import type { StartedRecordings } from '../../support/startRecordings.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const wav = aWav({ data: asPcm16(aTone(5)) });
const html = Buffer.from('<!doctype html><html><body>Sign in, please</body></html>'.repeat(200));

type Started = StartedRecordings & { readonly url: string; readonly host: string };

/** A host with one answer, or one that speaks for itself on the socket. */
async function against<Result>(answer: Handler | { readonly raw: (socket: Socket) => void }, check: (started: Started, fetches: () => number) => Promise<Result>, deps: Parameters<typeof startRecordings>[0] = {}): Promise<Result> {
  const sockets = new Set<Socket>();
  await using http = await startRecordingHost(typeof answer === 'function' ? { '/x.wav': answer } : {});
  const raw = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => typeof answer === 'object' && answer.raw(socket));
  });
  await new Promise<void>((resolve) => {
    raw.listen(0, '127.0.0.1', resolve);
  });
  const host = typeof answer === 'function' ? http.host : `127.0.0.1:${(raw.address() as AddressInfo).port}`;
  try {
    await using started = await startRecordings({ ...deps, rules: { allowedPrivateHosts: [host], ...deps.rules } });
    started.queue.add('call-1', 'composite', `http://${host}/x.wav`);
    started.recordings.wake();
    return await check(Object.assign(started, { url: `http://${host}`, host }), () => http.asked.length);
  } finally {
    for (const socket of sockets) socket.destroy();
    raw.close();
  }
}

const raw = (head: string, body: Uint8Array = Buffer.alloc(0), isClosed = true) => ({
  raw(socket: Socket) {
    socket.write(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]));
    if (isClosed) setTimeout(() => socket.end(), 30);
  },
});

describe('a server that lies about the length', () => {
  const cases: [string, Handler | ReturnType<typeof raw>, RecordingReason | 'ready'][] = [
    ['announces less than it sends', raw('HTTP/1.1 200 OK\r\nContent-Length: 9000', wav), 'cut-off'],
    ['announces more than it sends, and closes', raw(`HTTP/1.1 200 OK\r\nContent-Length: ${wav.length + 500}`, wav.subarray(0, 40_000)), 'cut-off'],
    ['announces none, and breaks off', raw('HTTP/1.0 200 OK', wav.subarray(0, 30_000)), 'cut-off'],
    ['announces none, and sends all', raw('HTTP/1.0 200 OK', wav), 'ready'],
    ['announces 0 and sends a sound', raw('HTTP/1.1 200 OK\r\nContent-Length: 0', wav), 'not-audio'],
    ['announces 0 and sends nothing', raw('HTTP/1.1 200 OK\r\nContent-Length: 0'), 'not-audio'],
    ['announces what is no number', raw('HTTP/1.1 200 OK\r\nContent-Length: many', wav), 'unreachable'],
    ['announces two lengths', raw(`HTTP/1.1 200 OK\r\nContent-Length: 9000\r\nContent-Length: ${wav.length}`, wav), 'unreachable'],
    ['ends its chunks in the middle', raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked', Buffer.concat([Buffer.from('4000\r\n'), wav.subarray(0, 0x4000), Buffer.from('\r\n')])), 'cut-off'],
    ['says that there is no content', raw('HTTP/1.1 204 No Content'), 'bad-answer'],
    ['sends a page', (_, response) => send(response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': html.length }), html), 'not-audio'],
    ['sends a page packed, though nobody asked for that', (_, response) => send(response.writeHead(200, { 'content-type': 'audio/wav', 'content-encoding': 'gzip' }), Buffer.from([31, 139, 8, 0, 1, 2, 3])), 'not-audio'],
    ['speaks no HTTP', raw('SSH-2.0-OpenSSH_9.9'), 'unreachable'],
    ['hangs up', { raw: (socket) => socket.destroy() }, 'unreachable'],
  ];
  it.each(cases)('%s', async (_, answer, outcome) => {
    await against(answer, async (started) => {
      await (outcome === 'ready' ? started.becomes('call-1', 'ready') : started.becomes('call-1', 'waiting', outcome));
      expect(readdirSync(started.dir).filter((name) => /\.(?:wav|mp3)$/.test(name))).toHaveLength(outcome === 'ready' ? 1 : 0);
    });
  });

  it('is asked again until the file that it is still writing is whole', async () => {
    const sends = (bytes: number): Handler => ranged(wav.subarray(0, bytes), { etag: null });
    await against(inTurn(sends(30_000), sends(60_000), ranged(wav, { etag: null })), async (started) => {
      await started.becomes('call-1', 'waiting', 'cut-off');
      for (let attempt = 0; attempt < 6 && started.queue.get('call-1').state !== 'ready'; attempt += 1) await started.nextAttempt('call-1');
      expect(Buffer.from(await started.readyFile('call-1')).equals(wav)).toBe(true);
    });
  });

  it('is believed about a WAV whose header says more, once it ended twice at the same byte', async () => {
    const short = wav.subarray(0, 30_000);
    await against(ranged(short), async (started, fetches) => {
      await started.becomes('call-1', 'waiting', 'cut-off');
      await started.nextAttempt('call-1');
      expect(Buffer.from(await started.readyFile('call-1')).equals(short)).toBe(true);
      expect(fetches()).toBe(2);
    });
  });

  it('is forgiven where the sound is as long as it says itself', async () => {
    const answer = raw(`HTTP/1.1 200 OK\r\nContent-Length: ${wav.length + 500}`, wav);
    await against(answer, async (started) => {
      await started.becomes('call-1', 'waiting', 'cut-off');
      await started.nextAttempt('call-1');
      expect(Buffer.from(await started.readyFile('call-1')).equals(wav)).toBe(true);
    });
  });
});

const dripping: Handler = (_, response) => {
  response.writeHead(200);
  let at = 0;
  const timer = setInterval(() => response.write(wav.subarray(at, (at += 1))), 20);
  response.on('close', () => clearInterval(timer));
};

const endless: Handler = (_, response) => {
  response.writeHead(200);
  response.write(wav.subarray(0, 44));
  const more = Buffer.alloc(8192);
  const timer = setInterval(() => response.write(more), 5);
  response.on('close', () => clearInterval(timer));
};

describe('a server that takes its time', () => {
  it('drips its bytes: it is left after a while, and what has come is kept', async () => {
    const drip: Handler = (_, response) => {
      response.writeHead(200, { 'content-length': wav.length, etag: '"v1"' });
      response.write(wav.subarray(0, 20_000));
      const timer = setInterval(() => response.write(wav.subarray(0, 1)), 20);
      response.on('close', () => clearInterval(timer));
    };
    await against(inTurn(drip, ranged(wav)), async (started) => {
      await started.becomes('call-1', 'waiting', 'too-slow');
      await started.nextAttempt('call-1');
      // What dripped was not the sound's.
      expect(Buffer.from(await started.readyFile('call-1')).equals(wav)).toBe(true);
    }, { limits: { stretchMs: 100, leastBytesPerS: 20_000 } });
  });

  it('drips from its first byte on', async () => {
    expect(await against(dripping, (started) => started.becomes('call-1', 'waiting', 'too-slow'), { limits: { stretchMs: 100 } })).toMatchObject({ attempts: 1 });
  });

  it('never ends', async () => {
    expect(await against(endless, (started) => started.becomes('call-1', 'waiting', 'too-slow'), { limits: { totalMs: 400 } })).toMatchObject({ attempts: 1 });
    await against(endless, async (started) => {
      await started.becomes('call-1', 'unavailable', 'too-large');
      await eventually(() => expect(readdirSync(started.dir)).toEqual([]));
    }, { rules: { maxFileMiB: 1 } });
  });

  it('never begins, or sends its header byte by byte', async () => {
    expect(await against({ raw: () => {} }, (started) => started.becomes('call-1', 'waiting', 'unreachable'), { limits: { connectMs: 50, headersMs: 100 } })).toMatchObject({ attempts: 1 });
    const byteByByte = {
      raw(socket: Socket) {
        const timer = setInterval(() => socket.write('HTTP/1.1 200 OK\r\nX-Slow: aaaaaaaaaaaaaaaaaaa'.charAt(Math.floor(Math.random() * 20))), 10);
        socket.on('close', () => clearInterval(timer));
      },
    };
    expect(await against(byteByByte, (started) => started.becomes('call-1', 'waiting', 'unreachable'), { limits: { connectMs: 50, headersMs: 200 } })).toMatchObject({ attempts: 1 });
  });

  it.each<[string, (socket: Socket) => void]>([
    ['header of megabytes', (socket) => socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(4 * 1024 * 1024)}`)],
    ['header lines without end', (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('X-Line: 1\r\n'.repeat(500)), 2);
      socket.on('close', () => clearInterval(timer));
    }],
    ['answers that are none, without end', (socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'.repeat(100)), 2);
      socket.on('close', () => clearInterval(timer));
    }],
  ])('floods: %s', async (_, flood) => {
    expect(await against({ raw: flood }, (started) => started.becomes('call-1', 'waiting', 'unreachable'), { limits: { connectMs: 200, headersMs: 300 } })).toMatchObject({ attempts: 1 });
  });
});

describe('a server that changes its mind', () => {
  it('is late: it is asked until the recording is there', async () => {
    await against(inTurn(status(404), status(404), status(404), ranged(wav)), async (started) => {
      await started.becomes('call-1', 'waiting', 'not-there-yet');
      for (let attempt = 0; attempt < 3; attempt += 1) await started.nextAttempt('call-1');
      expect(started.queue.get('call-1').state).toBe('ready');
    });
  });

  it('expires: a refused signature is asked again for three days, what is gone is not', async () => {
    await against(status(403), async (started) => {
      await started.becomes('call-1', 'waiting', 'refused-by-server');
      for (let attempt = 0; attempt < 80 && started.queue.get('call-1').state === 'waiting'; attempt += 1) await started.nextAttempt('call-1');
      expect(started.queue.get('call-1')).toMatchObject({ state: 'unavailable', reason: 'refused-by-server' });
      expect(started.queue.get('call-1').attempts).toBeGreaterThan(40);
    });
    await against(status(410), (started) => started.becomes('call-1', 'unavailable', 'gone'));
  });
});

describe('an address that leads inside', () => {
  it.each([301, 302, 303, 307, 308])('is not followed on %i, in a chain, and nobody is connected to', async (code) => {
    await using inside = await startPrivateListener();
    const hosts = [inside.host, `localhost:${inside.port}`, `localhost.:${inside.port}`, `2130706433:${inside.port}`, `0x7f000001:${inside.port}`, `0177.0.0.1:${inside.port}`, `127.1:${inside.port}`, `[::ffff:127.0.0.1]:${inside.port}`, `127.0.0.1.:${inside.port}`];
    for (const target of hosts) {
      await using host = await startRecordingHost({ '/a': redirect('/b', code), '/b': redirect('c?x=1', code), '/c?x=1': redirect(`//${target}/secret.wav`, code) });
      await using started = await startRecordings({ rules: { allowedPrivateHosts: [host.host] } });
      started.queue.add('call-1', 'composite', `${host.url}/a`);
      started.recordings.wake();
      await started.becomes('call-1', 'waiting', 'private-address');
      expect(host.asked.map(({ path }) => path)).toEqual(['/a', '/b', '/c?x=1']);
    }
    expect(inside.connections()).toBe(0);
  });

  it('is not followed to another scheme, and to https only where that is allowed too', async () => {
    await using inside = await startPrivateListener();
    await against(redirect(`https://${inside.host}/secret.wav`), (started) => started.becomes('call-1', 'waiting', 'private-address'));
    for (const location of ['file:///etc/passwd', `ftp://${inside.host}/`, 'javascript:alert(1)', 'data:audio/wav;base64,UklGRg==', 'http://', '//']) {
      await against(redirect(location), (started) => started.becomes('call-1', 'waiting', 'bad-address'));
    }
    expect(inside.connections()).toBe(0);
  });

  it('is not asked through a proxy that the environment names', async () => {
    await using proxy = await startPrivateListener();
    const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'all_proxy'];
    for (const name of names) vi.stubEnv(name, `http://${proxy.host}`);
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    try {
      await against(ranged(wav), (started) => started.becomes('call-1', 'ready'));
      await against(redirect(`http://localhost:${proxy.port}/`), (started) => started.becomes('call-1', 'waiting', 'private-address'));
    } finally {
      vi.unstubAllEnvs();
    }
    expect(proxy.connections()).toBe(0);
  });

  it('is not asked any more once its host is no longer listed, not on an open connection either', async () => {
    await against(inTurn(status(404), ranged(wav)), async (started, fetches) => {
      await started.becomes('call-1', 'waiting', 'not-there-yet');
      started.rule({ allowedPrivateHosts: [] });
      await sleep(20);
      started.pass(3_600_000);
      await started.becomes('call-1', 'unavailable', 'private-address');
      expect(fetches()).toBe(1);
    });
  });

  it('sends no credentials, wherever it leads', async () => {
    await using host = await startRecordingHost({ '/x.wav': (request, response) => redirect(`http://user:word@${request.headers.host}/y.wav`)(request, response), '/y.wav': ranged(wav) });
    await using started = await startRecordings({ rules: { allowedPrivateHosts: [host.host] } });
    started.queue.add('call-1', 'composite', `http://operator:secret@${host.host}/x.wav`);
    started.recordings.wake();
    await started.becomes('call-1', 'ready');
    for (const { headers } of host.asked) expect(Object.keys(headers).toSorted()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });
});
