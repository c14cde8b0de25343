import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CallTiming } from '#shared/model/callTiming.ts';
import { openReadable } from '../../../electron/core/store/handle.ts';
import { examineDatabase } from '../../../electron/core/store/index.ts';
import { putReleasedDatabase } from '../../support/databases/open.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aPushedRecord } from '../../support/pushes.ts';
import { aTimedPush, nextJob, ready, sentences, solved, timedCall } from '../../support/callsToTime.ts';

const timing = (db: DerivedStore, callId = 'a'): CallTiming | undefined => db.reading.getCall(callId)?.timing;
const inWords = (db: DerivedStore, callId = 'a'): string => `${timing(db, callId)?.state} ${timing(db, callId)?.reason}`;
const times = (db: DerivedStore, callId = 'a') => db.reading.getCall(callId)?.utterances.map(({ startMs, endMs, timing: of }) => [startMs, endMs, of]);
/** How often watchers were told of times, after event `seq`. */
const told = (db: DerivedStore, seq = 0): string[] => {
  const events = db.reading.eventsAfter(seq, 1000);
  return events === 'too-old' ? ['too old'] : events.flatMap((event) => (event.kind === 'times' ? [event.callId] : []));
};
const estimate = (db: DerivedStore, callId: string, engineVersion = 1): void => {
  const job = nextJob(db, { engineVersion });
  expect(job?.callId).toBe(callId);
  db.store.finishTimes(job!, { ...solved, engineVersion });
};
const rows = (db: DerivedStore, sql: string): object[] => {
  const readable = openReadable(db.file);
  try {
    return readable.all<object>(sql);
  } finally {
    readable.close();
  }
};

describe('what is known of the times of a call', () => {
  it('is that there is nothing to find out, where nobody spoke or the platform gave all times', () => {
    using db = openDerivedStore();
    db.push(aTimedPush('a', { callDetailList: [] }), aTimedPush('b', { callDetailList: [sentences[1]!] }), aTimedPush('c', { callDetailList: [{ text: ' ', type: 'ROBOT' }, sentences[1]!] }));
    expect(['a', 'b', 'c'].map((callId) => inWords(db, callId))).toEqual(['none no-sentences', 'none nothing-to-estimate', 'none nothing-to-estimate']);
    expect(db.reading.getCall('b')?.conversation).toMatchObject({ customerMs: 1000, isEstimated: false });
    expect(nextJob(db)).toBeNull();
  });

  it('is that they are waited for, until both recordings are here', () => {
    using db = openDerivedStore();
    db.push(aTimedPush('a'));
    expect(inWords(db)).toBe('waiting recording-coming');
    ready(db, 'a', 'composite');
    expect(inWords(db)).toBe('waiting recording-coming');
    expect(nextJob(db)).toBeNull();
    ready(db, 'a', 'customer');
    expect(inWords(db)).toBe('waiting queued');
    expect(nextJob(db)).toMatchObject({ callId: 'a', composite: { file: 'a-composite.wav' }, customer: { file: 'a-customer.wav' }, sentences: [{ speaker: 'robot', startMs: null }, { speaker: 'customer', startMs: 3000, endMs: 4000 }, { speaker: 'robot' }] });
  });

  it.each([
    ['no recording of both voices', { fullAudioUrl: undefined }, 'unknown no-composite'],
    ['no recording at all', { fullAudioUrl: undefined, customerAudioUrl: undefined }, 'unknown no-composite'],
    ['no recording of the customer', { customerAudioUrl: undefined }, 'unknown no-customer-recording'],
  ])('is unknown at once, and no work, where there is %s', (_what, record, expected) => {
    using db = openDerivedStore();
    db.push(aTimedPush('a', record));
    if (!('fullAudioUrl' in record)) ready(db, 'a', 'composite');
    expect(inWords(db)).toBe(expected);
    expect(nextJob(db)).toBeNull();
    expect(rows(db, 'SELECT state, robot_ms FROM call_times')).toEqual([{ state: 'unknown', robot_ms: null }]);
  });

  it('can be found out without the customer’s recording where each voice has a channel', () => {
    using db = openDerivedStore();
    db.push(aTimedPush('a', { customerAudioUrl: undefined }));
    ready(db, 'a', 'composite', { channels: 2 });
    expect(inWords(db)).toBe('waiting queued');
    expect(nextJob(db)).toMatchObject({ callId: 'a', customer: null });
    db.push(aTimedPush('b', { customerAudioUrl: undefined, callDetailList: sentences.filter(({ type }) => type === 'ROBOT') }));
    ready(db, 'b', 'composite', { channels: 2 });
    expect(inWords(db, 'b')).toBe('unknown no-customer-recording');
  });

  it('follows what becomes of a recording, and is told of', () => {
    using db = openDerivedStore();
    db.push(aTimedPush('a'));
    ready(db, 'a', 'composite');
    const failed = { url: 'https://recordings.example.net/user.wav', reason: 'gone', attempts: 1 } as const;
    db.store.markFailed('a', 'customer', { ...failed, nextTryAtMs: 5 });
    expect([inWords(db), told(db)]).toEqual(['waiting recording-coming', []]);
    db.store.markFailed('a', 'customer', { ...failed, nextTryAtMs: null });
    expect([inWords(db), told(db)]).toEqual(['unknown recording-unavailable', ['a']]);
    db.store.retryNow('a', 'customer');
    expect([inWords(db), told(db)]).toEqual(['waiting recording-coming', ['a', 'a']]);
    ready(db, 'a', 'customer');
    db.store.freeSome({ fetchedUntilMs: Date.now() + 1, bytes: null, limit: 10 });
    expect([inWords(db), told(db)]).toEqual(['unknown recording-freed', ['a', 'a', 'a']]);
    expect(nextJob(db)).toBeNull();
  });

  it('is the estimate, once there is one; the platform’s own times are left alone', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    const job = nextJob(db)!;
    const seq = db.reading.lastEventSeq();
    expect(db.store.finishTimes(job, { ...solved, times: [[500, 2500], [7, 8], [4500, 6000]] })).toBe(true);
    expect(timing(db)).toEqual({ state: 'solved', reason: 'solved', why: 'Heard in both recordings.', shiftMs: 0, hasCorrections: false });
    expect(times(db)).toEqual([[500, 2500, 'estimated'], [3000, 4000, 'given'], [4500, 6000, 'estimated']]);
    expect(db.reading.getCall('a')?.conversation).toMatchObject({ robotMs: 3500, customerMs: 1000, silenceMs: 5500, isEstimated: true, reactions: { customerMedianMs: 500, robotMedianMs: 500 } });
    expect(told(db, seq)).toEqual(['a']);
    expect([nextJob(db), db.store.areTimesDue(1)]).toEqual([null, false]);
  });

  it('has no figures where a sentence’s time stays unknown', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    db.store.finishTimes(nextJob(db)!, { ...solved, reason: 'solved-in-part', times: [[500, 2500], null, null] });
    expect(times(db)).toEqual([[500, 2500, 'estimated'], [3000, 4000, 'given'], [null, null, 'unknown']]);
    expect(db.reading.getCall('a')?.conversation).toBeNull();
    expect(rows(db, 'SELECT state, reason, robot_ms FROM call_times')).toEqual([{ state: 'solved', reason: 'solved-in-part', robot_ms: null }]);
  });

  it('keeps the figures of each call beside it', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    estimate(db, 'a');
    expect(rows(db, 'SELECT * FROM call_times')).toEqual([
      {
        call_row: 1, state: 'solved', reason: 'solved', is_estimated: 1, robot_ms: 3500, customer_ms: 1000, silence_ms: 5500, talk_share: 1000 / 4500, longest_monologue_ms: 2000, longest_monologue_by: 'robot',
        robot_interruptions: 0, customer_interruptions: 0, robot_reaction_ms: 500, customer_reaction_ms: 500, slowest_reaction_ms: 500, slowest_reaction_by: 'customer', dead_airs: 1, dead_air_ms: 4000, last_speaker: 'robot',
      },
    ]);
  });

  it('keeps an estimate, its figures too, of sounds that made room for others', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    estimate(db, 'a');
    const before = db.reading.getCall('a');
    db.store.forgetFreed(db.store.freeSome({ fetchedUntilMs: Date.now() + 1, bytes: null, limit: 10 }));
    expect(db.reading.getCall('a')).toMatchObject({ timing: before?.timing, utterances: before?.utterances, conversation: before?.conversation });
    expect(nextJob(db)).toBeNull();
  });
});

describe('the queue of calls to estimate', () => {
  it('names the newest call first, and before it those on screen', () => {
    using db = openDerivedStore();
    for (const callId of ['a', 'b', 'c', 'd']) timedCall(db, callId);
    const order: string[] = [];
    for (const first of [['b', 'no such call', 'a'], [], [], ['a']]) {
      const job = nextJob(db, { first })!;
      order.push(job.callId);
      db.store.finishTimes(job, solved);
    }
    expect(order).toEqual(['b', 'd', 'c', 'a']);
    expect(nextJob(db, { first: ['b'] })).toBeNull();
  });

  it('names a call again after an end in its midst, and gives it up after three', () => {
    using db = openDerivedStore();
    timedCall(db, 'older');
    timedCall(db, 'a');
    for (let tries = 0; tries < 3; tries += 1) expect(nextJob(db)?.callId).toBe('a');
    const seq = db.reading.lastEventSeq();
    expect(nextJob(db)?.callId).toBe('older');
    expect([inWords(db), told(db, seq)]).toEqual(['unknown gave-up', ['a']]);
  });

  it('does not count a try that was given back', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    for (let tries = 0; tries < 10; tries += 1) db.store.giveTimesBack(nextJob(db)!);
    expect(inWords(db)).toBe('waiting queued');
  });

  it('takes up a call that was given up when it has another sound', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    for (let tries = 0; tries < 3; tries += 1) nextJob(db);
    expect([nextJob(db), inWords(db)]).toEqual([null, 'unknown gave-up']);
    db.push(aTimedPush('a', { fullAudioUrl: 'https://recordings.example.net/2.wav' }));
    expect(inWords(db)).toBe('unknown gave-up');
    ready(db, 'a', 'composite', { url: 'https://recordings.example.net/2.wav', bytes: 99 });
    estimate(db, 'a');
    expect(inWords(db)).toBe('solved solved');
  });

  it('estimates anew when a revision changes a sentence, and shows no time of the former ones', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    estimate(db, 'a');
    db.push(aTimedPush('a', { chatRound: 9 }));
    expect([inWords(db), nextJob(db)]).toEqual(['solved solved', null]);
    db.push(aTimedPush('a', { chatRound: 10, callDetailList: [...sentences, { callDetailId: 4, text: 'Goodbye.', type: 'ROBOT' }] }));
    expect(inWords(db)).toBe('waiting queued');
    expect(times(db)?.[0]).toEqual([null, null, 'unknown']);
    expect(rows(db, 'SELECT * FROM call_times')).toEqual([]);
    expect(nextJob(db)?.sentences).toHaveLength(4);
  });

  it('does not take a result for sentences or sounds that have changed meanwhile', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    const job = nextJob(db)!;
    db.push(aTimedPush('a', { chatRound: 10, callDetailList: sentences.slice(1) }));
    expect(db.store.finishTimes(job, solved)).toBe(false);
    expect(inWords(db)).toBe('waiting queued');
    const [, , third] = [nextJob(db), nextJob(db), nextJob(db)];
    expect(third).toMatchObject({ callId: 'a', sentences: [{}, {}] });
    expect(db.store.finishTimes({ ...job, callId: 'no such call' }, solved)).toBe(false);
  });

  it('estimates anew from a sound that was fetched anew, and meanwhile shows nothing of the former one', () => {
    let nowMs = 1_790_841_700_000;
    using db = openDerivedStore({ now: () => nowMs });
    timedCall(db, 'a');
    estimate(db, 'a');
    nowMs += 1000;
    db.store.markLost('a', 'customer', 'a-customer.wav');
    expect(inWords(db)).toBe('solved solved');
    ready(db, 'a', 'customer');
    expect([inWords(db), times(db)?.[0]]).toEqual(['waiting queued', [null, null, 'unknown']]);
    estimate(db, 'a');
    expect(inWords(db)).toBe('solved solved');
  });

  it('keeps to the old sound until a revision’s other one is here', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    estimate(db, 'a');
    db.push(aTimedPush('a', { fullAudioUrl: 'https://recordings.example.net/2.wav' }));
    expect([inWords(db), nextJob(db, { engineVersion: 2 })]).toEqual(['solved solved', null]);
    ready(db, 'a', 'composite', { url: 'https://recordings.example.net/2.wav', bytes: 99 });
    expect(inWords(db)).toBe('waiting queued');
  });

  it('estimates everything anew with a newer engine, after what has no estimate, and shows the old one until then', () => {
    using db = openDerivedStore();
    for (const callId of ['a', 'b', 'freed']) timedCall(db, callId);
    for (const callId of ['freed', 'b', 'a']) estimate(db, callId);
    timedCall(db, 'new');
    for (const kind of ['composite', 'customer'] as const) db.store.markLost('freed', kind, `freed-${kind}.wav`);
    expect(db.store.areTimesDue(2)).toBe(true);
    estimate(db, 'new', 2);
    expect(inWords(db, 'a')).toBe('solved solved');
    const again = [nextJob(db, { engineVersion: 2, first: ['b'] })!];
    db.store.finishTimes(again[0]!, { ...solved, engineVersion: 2, state: 'unknown', reason: 'swapped', times: [] });
    again.push(nextJob(db, { engineVersion: 2 })!);
    db.store.finishTimes(again[1]!, { ...solved, engineVersion: 2 });
    expect(again.map(({ callId }) => callId)).toEqual(['b', 'a']);
    expect([inWords(db, 'b'), times(db, 'b')?.[0]]).toEqual(['unknown swapped', [null, null, 'unknown']]);
    // What cannot be made anew stays as it is, and is asked about once.
    expect([nextJob(db, { engineVersion: 2 }), db.store.areTimesDue(2), inWords(db, 'freed')]).toEqual([null, false, 'solved solved']);
  });

  it('keeps the older estimate where a newer engine fails', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    estimate(db, 'a');
    for (let tries = 0; tries < 3; tries += 1) expect(nextJob(db, { engineVersion: 2 })?.callId).toBe('a');
    expect([nextJob(db, { engineVersion: 2 }), db.store.areTimesDue(2), inWords(db)]).toEqual([null, false, 'solved solved']);
  });

  it('looks at calls a few at a time', () => {
    using db = openDerivedStore();
    for (let at = 0; at < 50; at += 1) timedCall(db, `call-${at}`);
    for (let at = 0; at < 50; at += 1) for (const kind of ['composite', 'customer'] as const) db.store.markLost(`call-${at}`, kind, `call-${at}-${kind}.wav`);
    expect(db.store.areTimesDue(1)).toBe(false);
    db.push(aPush(aPushedRecord({ callId: 'x' })));
    expect(db.store.nextTimesJob({ first: [], engineVersion: 1 })).toEqual({ job: null, hasMore: false, hasChanged: false });
  });
});

describe('examineDatabase', () => {
  it('counts calls by what is known of their times, and knows that an older schema cannot tell', () => {
    using db = openDerivedStore();
    for (const callId of ['a', 'b', 'c']) timedCall(db, callId);
    estimate(db, 'c');
    for (let tries = 0; tries < 3; tries += 1) nextJob(db);
    expect(nextJob(db)?.callId).toBe('a');
    const examined = examineDatabase(db.file);
    expect(examined.ok && examined.found.times).toEqual({ solved: 1, unknown: 1, waiting: 1, gaveUp: 1, gaveUpOn: 'b' });
    const older = join(db.dir, 'older.db');
    putReleasedDatabase(10, older);
    const found = examineDatabase(older);
    expect(found.ok && found.found.times).toBeNull();
  });
});
