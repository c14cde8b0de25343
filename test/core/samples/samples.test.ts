import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseExactJson } from '#shared/model/exactJson.ts';
import { parsePeaks, type Peaks } from '#shared/model/peaks.ts';
import { readPush } from '#shared/model/pushedBody.ts';
import { parsePushedCall, type PushedCall } from '#shared/model/pushedCall.ts';
import { peaksPath, prepareSound } from '../../../electron/core/recordings/sound/index.ts';
import { makeSampleCall, postPush, postSamples, sampleOfLanguage, type SampleCall } from '../../../electron/core/samples/index.ts';

const samplesDir = join(import.meta.dirname, '../../../samples');
const nowMs = 1_800_000_123_456;
const spoken = readdirSync(samplesDir).filter((name) => name !== 'unanswered');
const middle = (): number => 0.5;

const make = (sample: string, random = middle): Promise<SampleCall> => makeSampleCall({ samplesDir, sample, nowMs, random });

function parse(body: string): PushedCall {
  const [item] = readPush(parseExactJson(body));
  if (item?.kind !== 'record') throw new Error('no record');
  return parsePushedCall(item.record, { timeZone: '+08:00' });
}

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

describe('the shipped samples', () => {
  it('are of three languages and formats, small, and one was never answered', () => {
    expect(readdirSync(samplesDir)).toEqual(['answered-en', 'answered-id', 'answered-zh', 'handover-lost-es', 'unanswered']);
    const sizes = spoken.flatMap((name) => readdirSync(join(samplesDir, name)).map((file) => readFileSync(join(samplesDir, name, file)).length));
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_400_000);
  });

  it.each(spoken)('%s is a call that can be read whole, with the length of its recordings', async (name) => {
    const call = parse((await make(name)).body);
    expect(call.unknownFields).toEqual({});
    expect(call.status).toBe(name.startsWith('handover') ? 'TRANSFER_ARTIFICIAL' : 'ANSWERED');
    expect(call.utterances.map(({ timing }) => timing)).toEqual(call.utterances.map(({ speaker }) => (speaker === 'customer' ? 'given' : 'unknown')));
    for (const kind of ['composite', 'customer'] as const) {
      const { durationMs } = await prepareCopy(name, call.urls[kind]);
      expect(Math.ceil((durationMs ?? 0) / 1000) * 1000).toBe(call.durationMs);
    }
  });

  it.each(spoken)('%s has the customer where the push says, and the robot nowhere in the customer recording', async (name) => {
    const call = parse((await make(name)).body);
    const customer = (await prepareCopy(name, call.urls.customer)).peaks;
    const composite = (await prepareCopy(name, call.urls.composite)).peaks;
    const sentences = call.utterances.filter(({ speaker }) => speaker === 'customer').map(({ startMs, endMs }) => ({ from: startMs ?? 0, to: endMs ?? 0 }));
    expect(sentences.length).toBeGreaterThanOrEqual(2);

    // An MP3's frames smear a sound by some milliseconds.
    const isSpoken = (atMs: number): boolean => sentences.some(({ from, to }) => atMs >= from - 60 && atMs <= to + 60);
    const quiet = loudness(customer, (atMs) => !isSpoken(atMs));
    const robot = loudness(composite, (atMs) => !isSpoken(atMs));
    expect(quiet.highest).toBeLessThanOrEqual(4);
    expect(robot.highest).toBeGreaterThanOrEqual(40);
    for (const { from, to } of sentences) {
      const sentence = loudness(customer, (atMs) => atMs >= from && atMs < to);
      expect(sentence.highest).toBeGreaterThanOrEqual(40);
      expect(loudness(customer, (atMs) => atMs >= from && atMs < from + 150).highest).toBeGreaterThanOrEqual(8);
      expect(loudness(customer, (atMs) => atMs >= to - 150 && atMs < to).highest).toBeGreaterThanOrEqual(8);
    }
  });

  it('keep every digit of Longs', async () => {
    const call = parse((await make('answered-zh')).body);
    expect([call.taskId, call.scriptId, call.lineId]).toEqual(['9007199254741117', '1180591620717411303', '4611686018427387905']);
  });
});

describe('makeSampleCall', () => {
  it('makes a call of its own that ended now', async () => {
    const { callId, body } = await make('answered-en');
    const call = parse(body);
    expect(callId).toBe('2180000012345650000');
    expect(call).toMatchObject({ callId, endedAtMs: 1_800_000_123_000, phone: '447700900500', customerName: 'Ms Carter' });
    expect(call.startedAtMs).toBe(1_800_000_123_000 - 26_000);
    expect(call.urls).toEqual({
      composite: 'https://samples.earshot.invalid/answered-en/ai_user.wav',
      customer: 'https://samples.earshot.invalid/answered-en/user.wav',
    });
  });

  it('names another base address', async () => {
    const { body } = await makeSampleCall({ samplesDir, sample: 'answered-en', nowMs, random: middle, base: 'http://127.0.0.1:8123/' });
    expect(parse(body).urls.customer).toBe('http://127.0.0.1:8123/answered-en/user.wav');
  });

  it('varies the calls that nobody took', async () => {
    const calls = await Promise.all([0, 0.45, 0.6, 0.99].map(async (value) => parse((await make('unanswered', () => value)).body)));
    expect(calls.map(({ status }) => status)).toEqual(['NO_ANSWER', 'BUSY', 'POWER_OFF', 'SYSTEM_ERROR']);
    expect(new Set(calls.map(({ phone }) => phone)).size).toBe(4);
    expect(new Set(calls.map(({ customerName }) => customerName)).size).toBe(4);
    expect(calls.map(({ urls }) => urls)).toEqual(calls.map(() => ({ composite: null, customer: null })));
  });

  it('says where samples are missing', async () => {
    await expect(makeSampleCall({ samplesDir: '/nowhere', sample: 'answered-en', nowMs, random: middle })).rejects.toMatchObject({ code: 'samples-missing' });
    await expect(make('../electron')).rejects.toMatchObject({ code: 'samples-missing' });
    await expect(sampleOfLanguage(samplesDir, 'tlh')).rejects.toMatchObject({ code: 'samples-missing' });
  });
});

describe('sampleOfLanguage', () => {
  it('knows the three languages of the empty feed', async () => {
    expect(await Promise.all(['en', 'es', 'zh'].map((language) => sampleOfLanguage(samplesDir, language)))).toEqual(['answered-en', 'handover-lost-es', 'answered-zh']);
  });
});

describe('postSamples', () => {
  it('posts a mix as of a busy day and counts what became of it', async () => {
    const { url, bodies } = await aReceiver((count) => (count % 10 === 0 ? 503 : 200));
    const random = sequence();
    const progress: number[] = [];
    const posted = await postSamples({ pushUrl: url, samplesDir, count: 200, rate: Number.POSITIVE_INFINITY, now: Date.now, random, onProgress: (soFar) => progress.push(soFar.posted) });
    expect(posted).toEqual({ posted: 200, acknowledged: 180, refused: 20, unreachable: 0, problem: 'HTTP 503, -5, Try later' });
    expect(progress).toHaveLength(200);
    const calls = bodies.map(parse);
    expect(new Set(calls.map(({ callId }) => callId)).size).toBe(200);
    const talked = calls.filter(({ utterances }) => utterances.length > 0).length;
    expect(talked).toBeGreaterThan(50);
    expect(talked).toBeLessThan(90);
  });

  it('ends when told to', async () => {
    const { url } = await aReceiver(() => 200);
    const stop = new AbortController();
    const posted = await postSamples({ pushUrl: url, samplesDir, count: 1000, rate: 0.001, now: Date.now, random: middle, signal: stop.signal, onProgress: () => stop.abort() });
    expect(posted).toMatchObject({ posted: 1, acknowledged: 1 });
  });

  it('tells a receiver that is not there from one that refuses', async () => {
    const { url, server } = await aReceiver(() => 404);
    expect(await postPush(url, '{}')).toEqual({ ok: false, reason: 'refused', problem: 'HTTP 404, -5, Try later' });
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    expect(await postPush(url, '{}')).toEqual({ ok: false, reason: 'unreachable', problem: expect.stringContaining('ECONNREFUSED') });
  });
});

interface Receiver {
  readonly url: string;
  readonly server: Server;
  readonly bodies: string[];
}

/** Answers the nth push with the HTTP status that `statusOf` gives. */
async function aReceiver(statusOf: (count: number) => number): Promise<Receiver> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      bodies.push(Buffer.concat(parts).toString());
      const status = statusOf(bodies.length);
      response.writeHead(status).end(JSON.stringify(status === 200 ? { status: '0', reason: 'success' } : { status: '-5', reason: 'Try later' }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push/key`, server, bodies };
}

/** The same numbers each time, 0 … 1. */
function sequence(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Measures a copy: the shipped folder stays as it is. */
async function prepareCopy(name: string, url: string | null): Promise<{ durationMs: number | null; peaks: Peaks }> {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-sample-'));
  cleanups.push(() => rmSync(dir, { recursive: true }));
  const file = url?.split('/').at(-1) ?? '';
  copyFileSync(join(samplesDir, name, file), join(dir, file));
  const prepared = await prepareSound(join(dir, file));
  if (prepared.verdict !== 'ok') throw new Error(`${name}/${file}: ${prepared.verdict}`);
  return { durationMs: prepared.durationMs, peaks: parsePeaks(Uint8Array.from(readFileSync(peaksPath(join(dir, file))))) };
}

/** Of the points (10 ms each) that begin at a time that `isMeant`; 0 … 128. */
function loudness({ data, length }: Peaks, isMeant: (atMs: number) => boolean): { highest: number } {
  let highest = 0;
  for (let point = 0; point < length; point++) {
    if (isMeant(point * 10)) highest = Math.max(highest, Math.abs(data[point * 2] ?? 0), Math.abs(data[point * 2 + 1] ?? 0));
  }
  return { highest };
}
