import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createBodyReader, readStart } from '../../../electron/core/receiver/readBody.ts';
import type { RequestBody } from '../../../electron/core/receiver/readBody.ts';

const limits = { bytes: 1024 * 1024, bytesAtOnce: 4 * 1024 * 1024 };

/** A request whose body comes in the pieces that the test says. */
function aRequest(headers: Record<string, string> = {}) {
  const emitter = Object.assign(new EventEmitter(), { headers, pause: () => {} });
  return {
    request: emitter as unknown as IncomingMessage, // of a request only its body's events and its headers are read
    comes: (piece: Uint8Array) => emitter.emit('data', piece),
    ends: () => emitter.emit('end'),
    breaks: () => emitter.emit('error', new Error('gone')),
  };
}

const someBytes = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) % 256));
const pieces = (bytes: Buffer, size: number): Buffer[] => Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => Buffer.from(bytes.subarray(at * size, (at + 1) * size)));
const onePieceEach = (count: number): Buffer[] => pieces(someBytes(count), 1);

function wholeOf(body: RequestBody): Uint8Array {
  if (body.kind !== 'whole') throw new Error(`The body is ${body.kind}.`);
  return body.bytes;
}

/** What is held, garbage aside. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('createBodyReader', () => {
  it('gives a body that came in one piece as that piece', async () => {
    const { request, comes, ends } = aRequest();
    const body = createBodyReader(limits)(request);
    const piece = someBytes(3000);
    comes(piece);
    ends();
    expect(wholeOf(await body)).toBe(piece);
  });

  it.each([
    ['none', 0, 1],
    ['two', 5000, 2500],
    ['odd ones', 100_001, 777],
    ['large ones', 900_000, 65_536],
    ['as many bytes as are taken', limits.bytes, 100_000],
  ])('joins pieces, whatever length their sender says: %s', async (_what, length, size) => {
    const bytes = someBytes(length);
    for (const headers of [{}, { 'content-length': String(length) }, { 'content-length': '5' }, { 'content-length': '1e3' }]) {
      const { request, comes, ends } = aRequest(headers);
      const body = createBodyReader(limits)(request);
      for (const piece of pieces(bytes, size)) comes(piece);
      ends();
      const joined = wholeOf(await body);
      expect(bytes.equals(joined)).toBe(true);
      // It waits for its commit without room for more; small buffers share theirs.
      expect(joined.buffer.byteLength).toBeLessThanOrEqual(Math.max(length, Buffer.poolSize));
    }
  });

  it('keeps small and large pieces in their order', async () => {
    const { request, comes, ends } = aRequest();
    const body = createBodyReader(limits)(request);
    const bytes = someBytes(300_000);
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const size = [1, 4095, 4096, 3, 20_000, 700][turn % 6]!;
      comes(bytes.subarray(at, at + size));
      at += size;
    }
    ends();
    expect(bytes.equals(wholeOf(await body))).toBe(true);
  });

  it('holds hardly more than the bytes however small the pieces are', async () => {
    const count = 200_000;
    const { request, comes, ends } = aRequest();
    const body = createBodyReader(limits)(request);
    const before = heldBytes();
    for (let at = 0; at < count; at += 1) comes(Uint8Array.of(at % 256));
    expect(heldBytes() - before).toBeLessThan(10 * count);
    ends();
    const whole = wholeOf(await body);
    expect(whole.length === count && whole.every((byte, at) => byte === at % 256)).toBe(true);
  });

  it('counts the memory that it holds, and takes it for others again when the body is through', async () => {
    const read = createBodyReader({ ...limits, bytesAtOnce: 20_000 });
    const [first, second, third, fourth] = [aRequest(), aRequest(), aRequest(), aRequest()];
    const bodies = [first, second, third].map(({ request }) => read(request));
    for (const { comes } of [first, second]) onePieceEach(2).forEach(comes);
    expect(await bodies[1]).toEqual({ kind: 'busy' });
    second.ends();
    first.ends();
    onePieceEach(10_000).forEach(third.comes);
    third.breaks();
    await expect(bodies[2]).rejects.toThrow('gone');
    const last = read(fourth.request);
    fourth.comes(someBytes(20_000));
    fourth.ends();
    expect(await last).toMatchObject({ kind: 'whole' });
  });

  it('keeps the beginning of a body that is too large', async () => {
    for (const size of [1, 700, 4096, 5000]) {
      const read = createBodyReader({ bytes: 5000, bytesAtOnce: 100_000 });
      const { request, comes, ends } = aRequest();
      const body = read(request);
      pieces(someBytes(20_000), size).forEach(comes);
      ends();
      expect(await body).toEqual({ kind: 'too-large', start: Uint8Array.from(someBytes(4096)), wholeBytes: 20_000 });
    }
  });
});

describe('readStart', () => {
  it.each([1, 100, 4095, 4096, 9000])('keeps the first 4 KiB of pieces of %i bytes, and holds nothing else', async (size) => {
    const { request, comes, ends } = aRequest();
    const body = readStart(request);
    pieces(someBytes(9000), size).forEach(comes);
    ends();
    const { start, wholeBytes, isEnded } = await body;
    expect([Buffer.from(start).equals(someBytes(4096)), start.buffer.byteLength, wholeBytes, isEnded]).toEqual([true, 4096, 9000, true]);
  });

  it('keeps a short one whole', async () => {
    const { request, comes, ends } = aRequest();
    const body = readStart(request);
    comes(Buffer.from('{"a":'));
    comes(Buffer.from('1}'));
    ends();
    expect(Buffer.from((await body).start).toString()).toBe('{"a":1}');
  });

  it('gives up on one that goes on and on', async () => {
    const { request, comes } = aRequest({ 'content-length': '70000' });
    const body = readStart(request);
    pieces(someBytes(70_000), 1000).forEach(comes);
    expect(await body).toMatchObject({ wholeBytes: 70_000, isEnded: false });
  });
});
