import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createTimingThread, type TimingThread } from '../../../electron/core/recordings/timingThread.ts';
import { waitFor } from '../../support/waitFor.ts';

/** A thread that estimates by the name of the composite; `paused` counts how far it comes between pauses. */
const entry = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort, workerData, threadId } from 'node:worker_threads';
  const pausing = new Int32Array(workerData.pausing);
  parentPort.on('message', ({ id, composite, customer, sentences }) => {
    if (composite === 'crashes') throw new Error('out of memory, say');
    if (composite === 'exits') process.exit(1);
    if (composite === 'never ends') for (;;) while (Atomics.load(pausing, 0) === 1) Atomics.wait(pausing, 0, 1);
    if (composite === 'pauses') while (Atomics.load(pausing, 0) === 0) Atomics.wait(pausing, 0, 0, 10);
    if (composite === 'pauses') while (Atomics.load(pausing, 0) === 1) Atomics.wait(pausing, 0, 1);
    if (composite === 'eats') { const all = []; for (;;) all.push(Array.from({ length: 1000 }, (_, at) => ({ at }))); }
    if (composite === 'babbles') return parentPort.postMessage('what?');
    if (composite === 'unreadable') return parentPort.postMessage({ id, problem: 'no such file' });
    parentPort.postMessage({ id: id - 1, problem: 'of another call' });
    parentPort.postMessage({ id, times: {
      verdict: { state: 'solved', reason: 'solved', why: composite + ' in thread ' + threadId },
      sentences: sentences.map(() => ({ startMs: 1, endMs: 2, timing: 'estimated' })),
      measured: { lagMs: 3, more: 'kept' },
    } });
  });
`)}`);

let said: string[] = [];
let thread: TimingThread | undefined;
let isBusy = false;
const begin = (limits: { readonly longestMs?: number; readonly idleMs?: number; readonly heapMb?: number } = {}): TimingThread => {
  said = [];
  isBusy = false;
  thread = createTimingThread({ entry, isBusy: () => isBusy, log: { info: () => {}, warn: (_: unknown, message: string) => void said.push(message) }, ...limits });
  return thread;
};
afterEach(() => thread?.close());

const estimate = async (timing: TimingThread, composite: string): Promise<string> => {
  const answer = await timing.estimate({ composite, customer: null, sentences: [{ speaker: 'robot', text: 'Hello', startMs: null, endMs: null }] });
  return answer.kind === 'estimated' ? answer.times.verdict.why.replace(/ in thread \d+/, '') : answer.kind;
};

describe('createTimingThread', () => {
  it('answers with what was estimated', async () => {
    expect(await begin().estimate({ composite: 'one', customer: null, sentences: [{ speaker: 'robot', text: 'Hello', startMs: null, endMs: null }] })).toMatchObject({
      kind: 'estimated',
      times: { sentences: [{ startMs: 1, endMs: 2, timing: 'estimated' }], measured: { lagMs: 3, more: 'kept' } },
    });
  });

  it.each([
    ['crashes', 'the thread that estimates times ended'],
    ['eats', 'the thread that estimates times ended'],
    ['babbles', 'the times of a call could not be estimated'],
    ['unreadable', 'the times of a call could not be estimated'],
  ])('says that it failed where a call %s, and goes on with the next', async (what, saying) => {
    const timing = begin({ heapMb: 32 });
    expect([await estimate(timing, 'one'), await estimate(timing, what), await estimate(timing, 'two')]).toEqual(['one', 'failed', 'two']);
    expect(said).toEqual([saying]);
  });

  it('says so where the thread only ends', async () => {
    const timing = begin();
    expect([await estimate(timing, 'exits'), await estimate(timing, 'two')]).toEqual(['failed', 'two']);
  });

  it('ends what takes too long; time in which it stands still does not count', async () => {
    const timing = begin({ longestMs: 500 });
    isBusy = true;
    const answer = estimate(timing, 'never ends');
    expect(await Promise.race([answer, sleep(2000, 'still there')])).toBe('still there');
    isBusy = false;
    expect([await answer, await estimate(timing, 'two')]).toEqual(['failed', 'two']);
    expect(said).toEqual(['the times of a call took too long to estimate']);
  });

  it('stands still while there is something more urgent, and goes on after it', async () => {
    const timing = begin();
    isBusy = true;
    const answer = estimate(timing, 'pauses');
    expect(await Promise.race([answer, sleep(1000, 'still there')])).toBe('still there');
    isBusy = false;
    expect(await answer).toBe('pauses');
  });

  it('is ended while nobody needs it, and started again', async () => {
    const timing = begin({ idleMs: 10 });
    const threadOf = async (): Promise<string> => {
      const answer = await timing.estimate({ composite: 'one', customer: null, sentences: [] });
      return answer.kind === 'estimated' ? answer.times.verdict.why : answer.kind;
    };
    const first = await threadOf();
    expect(await waitFor(async () => {
      await sleep(50);
      const other = await threadOf();
      return other === first ? null : other;
    })).toMatch(/^one in thread/);
    expect(said).toEqual([]);
  });

  it('says that it was closed to whoever waits for an answer, and from then on', async () => {
    const timing = begin();
    const answer = estimate(timing, 'never ends');
    await sleep(200);
    await timing.close();
    expect([await answer, await estimate(timing, 'two')]).toEqual(['closed', 'closed']);
    expect(said).toEqual([]);
  });
});
