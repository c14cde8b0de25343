import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEstimating } from '../../../electron/core/recordings/index.ts';
import type { Store } from '../../../electron/core/store/index.ts';
import { openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aTimedPush, sentences, timedCall } from '../../support/callsToTime.ts';
import { waitFor } from '../../support/waitFor.ts';

/** Estimates each call by the name of its composite, which begins with the call's id. */
const entry = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ id, composite, sentences }) => {
    if (composite.includes('crashes')) throw new Error('out of memory, say');
    if (composite.includes('hangs')) return;
    const reason = composite.includes('swapped') ? 'swapped' : 'solved';
    parentPort.postMessage({ id, times: {
      verdict: { state: reason === 'solved' ? 'solved' : 'unknown', reason, why: 'Because.' },
      sentences: sentences.map(({ startMs, endMs }, at) => startMs === null ? { startMs: at * 1000, endMs: at * 1000 + 500, timing: 'estimated' } : { startMs, endMs, timing: 'given' }),
      measured: { lagMs: 20 },
    } });
  });
`)}`);

let db: DerivedStore;
let said: string[];
let lost: string[];
/** The calls that were begun, in order. */
let begun: string[];
let changes: number;
let isBusy: boolean;
let gone: readonly string[];
let isBroken: boolean;
let started: ReturnType<typeof createEstimating>[];
beforeEach(() => {
  db = openDerivedStore();
  [said, lost, begun, started, gone] = [[], [], [], [], []];
  changes = 0;
  [isBusy, isBroken] = [false, false];
});
afterEach(async () => {
  for (const estimating of started) await estimating.close();
  db[Symbol.dispose]();
});

function begin(): ReturnType<typeof createEstimating> {
  const { store } = db;
  const estimating = createEstimating({
    queue: {
      areTimesDue: (engineVersion) => store.areTimesDue(engineVersion),
      async nextTimesJob(query) {
        if (isBroken) throw new Error('the disk is full');
        const next = store.nextTimesJob(query);
        if (next.job !== null) begun.push(next.job.callId);
        return next;
      },
      giveTimesBack: async (job) => store.giveTimesBack(job),
      finishTimes: async (...finished: Parameters<Store['finishTimes']>) => store.finishTimes(...finished),
    },
    openFile: async (file) => (gone.includes(file) ? null : { path: `/${file}`, bytes: 1, contentType: 'audio/wav', extension: '.wav' }),
    async lost(callId, kind, file) {
      lost.push(file);
      db.store.markLost(callId, kind, file);
    },
    thread: entry,
    onChange: () => void (changes += 1),
    isBusy: () => isBusy,
    log: { info: () => {}, warn: (_: unknown, message: string) => void said.push(message) },
    rests: { afterCall: 1, afterFailure: 1, afterFault: 1, whileBusy: 1 },
  });
  started.push(estimating);
  estimating.start();
  return estimating;
}
const inWords = (callId: string): string => {
  const { state, reason } = db.reading.getCall(callId)?.timing ?? {};
  return `${state} ${reason}`;
};
const becomes = (callId: string, words: string): Promise<unknown> => waitFor(() => inWords(callId) === words, 15_000);

describe('createEstimating', () => {
  it('estimates what there is, the newest call first, and tells of it', async () => {
    for (const callId of ['a', 'b', 'swapped']) timedCall(db, callId);
    begin();
    await becomes('a', 'solved solved');
    expect(begun).toEqual(['swapped', 'b', 'a']);
    expect(inWords('swapped')).toBe('unknown swapped');
    expect(db.reading.getCall('a')).toMatchObject({ timing: { why: 'Because.' }, utterances: [{ startMs: 0, endMs: 500, timing: 'estimated' }, { startMs: 3000, timing: 'given' }, { startMs: 2000, timing: 'estimated' }] });
    expect(db.reading.getCall('swapped')?.utterances[0]).toMatchObject({ startMs: null, timing: 'unknown' });
    expect([changes >= 3, said]).toEqual([true, []]);
  });

  it('estimates the call on screen before all others', async () => {
    isBusy = true;
    const estimating = begin();
    for (const callId of ['a', 'b', 'c']) timedCall(db, callId);
    estimating.prioritise(['a', 'b']);
    isBusy = false;
    await becomes('c', 'solved solved');
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('is woken by what comes later, and by a revision', async () => {
    const estimating = begin();
    timedCall(db, 'a');
    estimating.wake();
    await becomes('a', 'solved solved');
    db.push(aTimedPush('a', { chatRound: 9, callDetailList: sentences.slice(1) }));
    expect(inWords('a')).toBe('waiting queued');
    estimating.wake();
    await becomes('a', 'solved solved');
    expect(begun).toEqual(['a', 'a']);
  });

  it('begins nothing while there is something more urgent to do', async () => {
    isBusy = true;
    let asked = 0;
    timedCall(db, 'a');
    const { store } = db;
    const estimating = createEstimating({
      queue: { areTimesDue: () => true, nextTimesJob: async (query) => store.nextTimesJob(query), giveTimesBack: async () => {}, finishTimes: async (...finished: Parameters<Store['finishTimes']>) => store.finishTimes(...finished) },
      openFile: async (file) => ({ path: file, bytes: 1, contentType: 'audio/wav', extension: '.wav' }),
      lost: async () => {},
      thread: entry,
      onChange: () => {},
      isBusy() {
        asked += 1;
        return isBusy;
      },
      log: { info: () => {}, warn: () => {} },
      rests: { whileBusy: 1 },
    });
    started.push(estimating);
    estimating.start();
    await waitFor(() => asked > 20);
    expect(inWords('a')).toBe('waiting queued');
    isBusy = false;
    await becomes('a', 'solved solved');
  });

  it('gives a call up that ends its thread three times, and goes on with the next', async () => {
    for (const callId of ['a', 'crashes']) timedCall(db, callId);
    begin();
    await becomes('a', 'solved solved');
    expect(begun).toEqual(['crashes', 'crashes', 'crashes', 'a']);
    expect(inWords('crashes')).toBe('unknown gave-up');
    expect(said).toEqual(Array.from({ length: 3 }, () => 'the thread that estimates times ended'));
  });

  it('has a recording fetched anew that is gone, and estimates the others meanwhile', async () => {
    gone = ['b-customer.wav'];
    for (const callId of ['a', 'b']) timedCall(db, callId);
    begin();
    await becomes('a', 'solved solved');
    expect([inWords('b'), lost]).toEqual(['waiting recording-coming', ['b-customer.wav']]);
  });

  it('goes on when the queue does', async () => {
    timedCall(db, 'a');
    isBroken = true;
    begin();
    await waitFor(() => said.length > 2);
    isBroken = false;
    await becomes('a', 'solved solved');
    expect(new Set(said)).toEqual(new Set(['The times of calls could not be dealt with']));
  });

  it('begins again after its end with what was under way, however often', async () => {
    timedCall(db, 'hangs');
    for (let ends = 1; ends <= 5; ends += 1) {
      const estimating = begin();
      await waitFor(() => begun.length === ends);
      await estimating.close();
    }
    expect(inWords('hangs')).toBe('waiting queued');
    const closed = begin();
    await closed.close();
    closed.wake();
    expect(begun.length).toBeLessThanOrEqual(6);
  });
});
