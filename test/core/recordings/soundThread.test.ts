import { afterEach, expect, describe, it } from 'vitest';
import { createSoundThread, type SoundThread } from '../../../electron/core/recordings/soundThread.ts';

/** A thread that answers with the path as the code, except to three paths. */
const entry = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ id, path, clip }) => {
    if (clip !== undefined) return parentPort.postMessage({ id, made: { verdict: 'ok', bytes: clip.endMs } });
    if (path === 'crashes') throw new Error('out of memory, say');
    if (path === 'never ends') for (;;);
    if (path === 'unreadable') return parentPort.postMessage({ id, problem: 'no such file' });
    parentPort.postMessage({ id, prepared: { verdict: 'ok', durationMs: 1, codec: path, channels: 1, sampleRate: 8000, playable: 'original', hasPeaks: true, bytesBeside: 24 } });
  });
`)}`);

let said: string[] = [];
let thread: SoundThread | undefined;
const begin = (longestMs?: number): SoundThread => {
  said = [];
  thread = createSoundThread(entry, { info: () => {}, warn: (_: unknown, message: string) => void said.push(message) }, longestMs);
  return thread;
};
afterEach(() => thread?.close());

const codecs = async (thread: SoundThread, paths: readonly string[]): Promise<(string | null)[]> =>
  Promise.all(paths.map(async (path) => {
    const prepared = await thread.prepare(path);
    return prepared?.verdict === 'ok' ? prepared.codec : null;
  }));

describe('createSoundThread', () => {
  it('answers for each sound', async () => {
    expect(await codecs(begin(), ['one', 'unreadable', 'two'])).toEqual(['one', null, 'two']);
    expect(said).toEqual(['a recording could not be looked at']);
  });

  it('looks at those in line behind a sound that brings the thread down', async () => {
    expect(await codecs(begin(), ['one', 'crashes', 'two', 'crashes', 'three'])).toEqual(['one', null, 'two', null, 'three']);
  });

  it('makes what somebody waits for before it looks at what is in line', async () => {
    const thread = begin();
    const order: string[] = [];
    const clip = { path: 'one', startMs: 0, endMs: 7, format: 'wav', into: 'clip' } as const;
    const looks = ['one', 'two'].map(async (path) => {
      await thread.prepare(path);
      order.push(path);
    });
    const made = await thread.writeClip(clip);
    order.push('clip');
    await Promise.all(looks);
    expect(made).toEqual({ verdict: 'ok', bytes: 7 });
    expect(order).toEqual(['one', 'clip', 'two']);
  });

  it('gives a sound up that takes too long, and goes on with the next', async () => {
    expect(await codecs(begin(2000), ['one', 'never ends', 'two'])).toEqual(['one', null, 'two']);
    expect(said).toContain('a recording took too long to look at');
  });

  it('answers nobody any more once it is closed', async () => {
    const thread = begin();
    const answers = codecs(thread, ['never ends', 'two']);
    await thread.close();
    expect(await answers).toEqual([null, null]);
    expect(await thread.prepare('three')).toBeNull();
  });
});
