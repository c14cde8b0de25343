import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { inTurn, ranged, send, startRecordingHost, status } from '../../support/recordingHost.ts';
import type { Handler, RecordingHost } from '../../support/recordingHost.ts';
import { startRecordings } from '../../support/startRecordings.ts';
import type { StartedRecordings } from '../../support/startRecordings.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const wav = aWav({ data: asPcm16(aTone(20)) });
/** As long, with other bytes after the header. */
const other = aWav({ data: asPcm16(aTone(20).map((sample) => -sample)) });
const cutAfter = 100_000;

type Running = AsyncDisposable & { readonly host: RecordingHost; readonly started: StartedRecordings };

const page: Handler = (_, response) => send(response.writeHead(200, { 'content-type': 'audio/wav' }), Buffer.from('<html>Please sign in</html>'.repeat(500)));

/** One recording at a host that answers so. */
async function fetching(answer: Handler, deps: Parameters<typeof startRecordings>[0] = {}): Promise<Running> {
  const host = await startRecordingHost({ '/x.wav': answer });
  const started = await startRecordings({ rules: { allowedPrivateHosts: [host.host] }, ...deps });
  started.queue.add('call-1', 'composite', `${host.url}/x.wav`);
  started.recordings.wake();
  return {
    host,
    started,
    async [Symbol.asyncDispose]() {
      await started[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
    },
  };
}

const ranges = ({ host }: Running): (string | undefined)[] => host.asked.map(({ headers }) => headers.range);
const part = ({ started }: Running): string => join(started.dir, readdirSync(started.dir).find((name) => name.endsWith('.part')) ?? 'none');
/** What asks for the rest after so many bytes; the last 16 KiB are asked for again. */
const restAfter = (bytes: number): string => `bytes=${bytes - 16_384}-`;

describe('a download that is cut off', () => {
  it('goes on where it ended, however often it is cut, and is whole', async () => {
    await using running = await fetching(ranged(wav, { cutAfter }));
    const { started } = running;
    await started.becomes('call-1', 'waiting', 'cut-off');
    expect(statSync(part(running)).size).toBe(cutAfter);
    for (let attempt = 0; started.queue.get('call-1').state !== 'ready'; attempt += 1) {
      expect(attempt).toBeLessThan(10);
      await started.nextAttempt('call-1');
    }
    expect(Buffer.from(await started.readyFile('call-1')).equals(wav)).toBe(true);
    expect(ranges(running)).toEqual([undefined, restAfter(100_000), restAfter(183_616), restAfter(267_232)]);
    expect(running.host.asked.slice(1).map(({ headers }) => headers['if-range'])).toEqual(['"v1"', '"v1"', '"v1"']);
    // What is left of it goes once its state is told.
    await eventually(() => expect(readdirSync(started.dir).filter((name) => name.includes('.part'))).toEqual([]));
  });

  it('goes on after the program has ended', async () => {
    await using running = await fetching(inTurn(ranged(wav, { cutAfter }), ranged(wav)));
    const { started } = running;
    await started.becomes('call-1', 'waiting', 'cut-off');
    await started.restart();
    await started.nextAttempt('call-1');
    expect(ranges(running)).toEqual([undefined, restAfter(cutAfter)]);
    expect(Buffer.from(await started.readyFile('call-1')).equals(wav)).toBe(true);
  });

  it('is asked for again soon where a good piece of it came', async () => {
    await using running = await fetching(inTurn(status(500), status(500), status(500), ranged(wav, { cutAfter })));
    const { started } = running;
    await started.becomes('call-1', 'waiting', 'server-error');
    for (let attempt = 0; attempt < 3; attempt += 1) await started.nextAttempt('call-1');
    const { nextTryAtMs, reason } = started.queue.get('call-1');
    const waits = nextTryAtMs - (1_000_000 + 10_000 + 20_000 + 40_000);
    expect([reason, waits]).toEqual(['cut-off', 10_000]);
  });

  it.each<[string, Parameters<typeof ranged>[1], Handler]>([
    ['another ETag', { cutAfter }, ranged(other, { etag: '"v2"' })],
    ['another date', { etag: null, lastModified: 'Sun, 22 Nov 2026 10:00:00 GMT', cutAfter }, ranged(other, { etag: null, lastModified: 'Sun, 22 Nov 2026 11:00:00 GMT' })],
    ['the same ETag and other bytes', { cutAfter }, ranged(other)],
    ['no validator and other bytes', { etag: null, cutAfter }, ranged(other, { etag: null })],
    ['another length', { cutAfter }, ranged(aWav({ data: asPcm16(aTone(30)) }))],
    ['a weak ETag and other bytes', { etag: 'W/"v1"', cutAfter }, ranged(other, { etag: 'W/"v1"' })],
  ])('starts over where the file was replaced meanwhile: %s', async (_, before, after) => {
    await using running = await fetching(inTurn(ranged(wav, before), after));
    const { started } = running;
    await started.becomes('call-1', 'waiting', 'cut-off');
    await started.nextAttempt('call-1');
    const kept = Buffer.from(await started.readyFile('call-1'));
    const whole = await (await fetch(`${running.host.url}/x.wav`)).bytes();
    expect(kept.equals(whole)).toBe(true);
  });

  it('goes on without a validator where the bytes are the same', async () => {
    await using running = await fetching(inTurn(ranged(wav, { etag: null, cutAfter }), ranged(wav, { etag: null })));
    await running.started.becomes('call-1', 'waiting', 'cut-off');
    await running.started.nextAttempt('call-1');
    expect(ranges(running)).toEqual([undefined, restAfter(cutAfter)]);
    expect(Buffer.from(await running.started.readyFile('call-1')).equals(wav)).toBe(true);
  });

  const length = wav.length;
  it.each<[string, Handler]>([
    ['ignores ranges', (_, response) => send(response.writeHead(200, { 'content-length': length }), wav)],
    ['says 206 and sends everything', ({ headers }, response) => send(response.writeHead(headers.range === undefined ? 200 : 206, { 'content-length': length }), wav)],
    ['says 206 of another place', ({ headers }, response) => (headers.range === undefined ? send(response, wav) : send(response.writeHead(206, { 'content-range': `bytes 5-${length - 1}/${length}`, 'content-length': length - 5 }), wav.subarray(5)))],
    ['says 206 with a range that makes no sense', ({ headers }, response) => (headers.range === undefined ? send(response, wav) : send(response.writeHead(206, { 'content-range': 'bytes 900-2/7' }), wav))],
    ['says 206 with several parts', ({ headers }, response) => (headers.range === undefined ? send(response, wav) : send(response.writeHead(206, { 'content-type': 'multipart/byteranges; boundary=x' }), Buffer.from('--x\r\n\r\n')))],
    ['says 206 in which length and range differ', ({ headers }, response) => (headers.range === undefined ? send(response, wav) : send(response.writeHead(206, { 'content-range': `bytes 83616-${length - 1}/${length}`, 'content-length': 10 }), wav.subarray(0, 10)))],
    ['says that there is no such range', ({ headers }, response) => (headers.range === undefined ? send(response, wav) : send(response.writeHead(416), Buffer.alloc(0)))],
  ])('starts over at a server that %s', async (_, answer) => {
    await using running = await fetching(inTurn(ranged(wav, { cutAfter }), answer));
    await running.started.becomes('call-1', 'waiting', 'cut-off');
    await running.started.nextAttempt('call-1');
    expect(Buffer.from(await running.started.readyFile('call-1')).equals(wav)).toBe(true);
  });

  it('takes a shorter range than it asked for, and the rest after it', async () => {
    const stingy: Handler = ({ headers }, response) => {
      const from = Number(/\d+/.exec(headers.range ?? '0')?.[0]);
      const to = Math.min(wav.length, from + 120_000);
      send(response.writeHead(206, { 'content-range': `bytes ${from}-${to - 1}/${wav.length}`, 'content-length': to - from, etag: '"v1"' }), wav.subarray(from, to));
    };
    await using running = await fetching(stingy);
    await running.started.becomes('call-1', 'waiting', 'cut-off');
    for (let attempt = 0; attempt < 5 && running.started.queue.get('call-1').state !== 'ready'; attempt += 1) await running.started.nextAttempt('call-1');
    expect(Buffer.from(await running.started.readyFile('call-1')).equals(wav)).toBe(true);
  });

  it('keeps what has come while the server says otherwise for a while', async () => {
    await using running = await fetching(inTurn(ranged(wav, { cutAfter }), status(403), page, status(503), status(404), ranged(wav)));
    const { started } = running;
    await started.becomes('call-1', 'waiting', 'cut-off');
    for (const reason of ['refused-by-server', 'not-audio', 'server-error', 'not-there-yet'] as const) {
      await started.nextAttempt('call-1');
      expect([started.queue.get('call-1').reason, statSync(part(running)).size]).toEqual([reason, cutAfter]);
    }
    await started.nextAttempt('call-1');
    expect(Buffer.from(await started.readyFile('call-1')).equals(wav)).toBe(true);
    expect(ranges(running).at(-1)).toBe(restAfter(cutAfter));
  });

  it('keeps nothing of what is given up', async () => {
    await using running = await fetching(inTurn(ranged(wav, { cutAfter }), status(410)));
    await running.started.becomes('call-1', 'waiting', 'cut-off');
    await running.started.nextAttempt('call-1');
    expect(running.started.queue.get('call-1')).toMatchObject({ state: 'unavailable', reason: 'gone' });
    // What is left of it goes once its state is told.
    await eventually(() => expect(readdirSync(running.started.dir)).toEqual([]));
  });

  it('is not taken up where the kept piece was damaged, or nothing tells what it is of', async () => {
    await using running = await fetching(inTurn(ranged(wav, { cutAfter }), ranged(wav)));
    const { started } = running;
    await started.becomes('call-1', 'waiting', 'cut-off');
    // As a power cut may leave it: longer than what was written.
    const path = part(running);
    writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, 95_000), Buffer.alloc(5000)]));
    await started.nextAttempt('call-1');
    expect(Buffer.from(await started.readyFile('call-1')).equals(wav)).toBe(true);
    expect(ranges(running)).toEqual([undefined, restAfter(cutAfter), undefined]);
  });

  it.each(['{', '{"etag":7}', ''])('starts over where %j stands beside the kept piece', async (text) => {
    await using running = await fetching(inTurn(ranged(wav, { cutAfter }), ranged(wav)));
    const { started } = running;
    await started.becomes('call-1', 'waiting', 'cut-off');
    writeFileSync(`${part(running)}.json`, text);
    truncateSync(part(running), 50_000);
    await started.nextAttempt('call-1');
    expect(ranges(running)).toEqual([undefined, undefined]);
    expect(Buffer.from(await started.readyFile('call-1')).equals(wav)).toBe(true);
  });
});
