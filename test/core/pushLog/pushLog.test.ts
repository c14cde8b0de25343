import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '#shared/model/settings.ts';
import { createPushLog } from '../../../electron/core/pushLog/index.ts';
import type { PushLogDeps } from '../../../electron/core/pushLog/pushLog.ts';
import { createAuthentication } from '../../../electron/core/receiver/authentication.ts';
import { checkBody } from '../../../electron/core/receiver/index.ts';
import { signOf } from '../../../electron/core/receiver/signature.ts';
import type { Reading } from '../../../electron/core/store/reader.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aSettings } from '../../support/settings.ts';

const nowMs = 1_790_841_700_000;
const turnedAway = { rateLimited: 3, busy: 2, elsewhere: 40, notHttp: 1, headTooLarge: 0, tooSlow: 0, cutOff: 5, notEncrypted: 0 };
const withoutId = { code: '-41', reason: 'The record has neither a callId nor a callRecordId.' };

let db: DerivedStore;
let warnings: string[];
let lookedMs: number;
beforeEach(() => {
  db = openDerivedStore({ now: () => nowMs, looking: { clock: () => (lookedMs += 1), atMostMs: 5 } });
  warnings = [];
  lookedMs = 0;
});
afterEach(() => db[Symbol.dispose]());

/** The store's answers as promises, in this thread. */
const ask =
  <Name extends keyof Reading>(question: Name) =>
  (...values: Parameters<Reading[Name]>): Promise<ReturnType<Reading[Name]>> =>
    Promise.resolve().then(() => Reflect.apply(db.reading[question], db.reading, values) as ReturnType<Reading[Name]>);

function aReader(): PushLogDeps['reader'] {
  return {
    listPushes: ask('listPushes'),
    getPush: ask('getPush'),
    pushBody: ask('pushBody'),
    pushDetail: ask('pushDetail'),
    callPushes: ask('callPushes'),
    pushSummary: ask('pushSummary'),
    openRefused: ask('openRefused'),
    openRefusedSenders: ask('openRefusedSenders'),
    repeatedCalls: ask('repeatedCalls'),
  };
}

function aPushLog(overrides: Partial<PushLogDeps> = {}): ReturnType<typeof createPushLog> {
  return createPushLog({
    reader: aReader(),
    accept(body, from) {
      const refusal = checkBody(body, from.headers);
      const [id = 0] = db.push(aPush(body, { ...from, refusal: refusal === null ? null : { ...refusal, httpStatus: null } }));
      return Promise.resolve({ kept: true, id });
    },
    check: checkBody,
    mayPush: () => true,
    answer: () => ({ kind: 'json' }),
    recordAnswerForm: (form) => db.store.recordAnswerForm(form),
    receiving: () => ({ medianAnswerMs: 6, lastAnswerMs: 4, turnedAway }),
    answerMsOf: (id) => (id === 1 ? 2.5 : null),
    now: () => nowMs,
    clock: () => 0,
    log: { warn: (_details, message) => void warnings.push(message) },
    ...overrides,
  });
}

describe('replay', () => {
  it('accepts a kept push again as one that names it', async () => {
    db.push(aPush({ callId: 'a' }, { refusal: { code: '-4', reason: 'The signature was 10 min old.' }, headers: { 'content-type': 'application/json' } }));
    const pushLog = aPushLog();
    expect(await pushLog.replay(1)).toMatchObject({ id: 2, replayOf: 1, source: 'replay', outcome: 'stored' });
    expect(await pushLog.get(1)).toMatchObject({ replayedAs: 2 });
    expect((await pushLog.get(2))?.headers).toEqual([{ name: 'content-type', value: 'application/json' }]);
  });

  it('keeps one that is refused again too, so that its reason can be read', async () => {
    db.push(aPush('{}', { refusal: withoutId }));
    expect(await aPushLog().replay(1)).toMatchObject({ id: 2, replayOf: 1, outcome: 'refused', code: '-41' });
    expect(db.reading.getPush(1)?.replayedAs).toBeNull();
  });

  it('is not possible where only the beginning is kept, or nothing', async () => {
    db.push(aPush('{"callId":"a"}', { refusal: { isAuthenticated: false, wholeBytes: 9000 } }));
    expect(await aPushLog().replay(1)).toBe('cut');
    expect(await aPushLog().replay(7)).toBe('not-found');
    expect(db.reading.totals().pushes).toBe(1);
  });

  it('says where it cannot be kept', async () => {
    db.push(aPush({ callId: 'a' }));
    const pushLog = aPushLog({ accept: () => Promise.resolve({ kept: false }) });
    await expect(pushLog.replay(1)).rejects.toThrow(expect.objectContaining({ code: 'not-kept' }));
  });
});

/** A push log for which the sender of a push has to be what these settings ask for. */
const byRules = (receiver: Partial<Settings['receiver']>) => aPushLog({ mayPush: (sender) => createAuthentication(aSettings({ receiver }).receiver).mayPush(sender) });
const fromStranger = (source: string, callId: string) => aPush({ callId }, { refusal: { code: '-1', isAuthenticated: false }, source });
const aPushThrough = (forwarded: string, sender: object) => aPush({ callId: forwarded }, { refusal: { code: '-6' }, headers: { 'x-forwarded-for': forwarded }, ...sender });

describe('replayAlike', () => {
  const expired = { code: '-4', reason: 'The signature was 10 min old.' };

  it('replays those of one code, oldest first, a hundred at a time, and leaves what would be refused again', async () => {
    db.push(...Array.from({ length: 230 }, (_, at) => aPush(at % 10 === 9 ? '{"no":"id"}' : { callId: 'a', chatRound: at }, { refusal: expired })), aPush({ callId: 'other' }, { refusal: {} }));
    const pushLog = aPushLog();
    expect((await pushLog.get(1))?.alike).toBe(229);
    const answers = [];
    let cursor: string | undefined;
    do {
      const answer = await pushLog.replayAlike({ code: '-4', isAuthenticated: true, cursor });
      answers.push(answer);
      cursor = answer.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(answers).toEqual([
      { replayed: 90, refusedAgain: 10, nextCursor: '100' },
      { replayed: 90, refusedAgain: 10, nextCursor: '200' },
      { replayed: 27, refusedAgain: 3, nextCursor: null },
    ]);
    // In the order of arrival: the latest is what the call is now.
    expect(db.reading.getCall('a')).toMatchObject({ rounds: 228, revisionCount: 207 });
    expect(db.reading.getCall('other')).toBeNull();
    expect((await pushLog.get(10))?.alike).toBe(22);
    expect(await pushLog.replayAlike({ code: '-4', isAuthenticated: true })).toEqual({ replayed: 0, refusedAgain: 23, nextCursor: null });
  });

  it('replays a stranger’s only where that is asked for, and of one source alone', async () => {
    db.push(fromStranger('203.0.113.24', 'a'), fromStranger('198.51.100.7', 'scan'), fromStranger('203.0.113.24', 'b'), aPush({ callId: 'signed' }, { refusal: { code: '-1' } }));
    const pushLog = aPushLog();
    expect(await pushLog.get(1)).toMatchObject({ alike: 1, alikeAllowed: 2 });
    await expect(pushLog.replayAlike({ code: '-1', isAuthenticated: false })).rejects.toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(await pushLog.replayAlike({ code: '-1', isAuthenticated: true })).toMatchObject({ replayed: 1 });
    expect(['a', 'b', 'scan'].map((callId) => db.reading.getCall(callId))).toEqual([null, null, null]);
    expect(await pushLog.replayAlike({ code: '-1', isAuthenticated: false, source: '203.0.113.24' })).toMatchObject({ replayed: 2, refusedAgain: 0 });
    expect(['a', 'b', 'scan'].map((callId) => db.reading.getCall(callId) !== null)).toEqual([true, true, false]);
  });

  it.each<[string, () => Promise<{ readonly kept: false }>, string]>([
    ['is not taken', () => Promise.resolve({ kept: false }), 'could not be kept again'],
    ['fails', () => Promise.reject(new Error('the disk has gone')), 'the disk has gone'],
    ['fails at once', () => { throw new Error('no store any more'); }, 'no store any more'],
  ])('says why it stopped where the first of them %s while others are still read, and nothing else fails', async (_what, accept, reason) => {
    db.push(...Array.from({ length: 40 }, (_, at) => aPush({ callId: `c${at}` }, { refusal: expired })));
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note);
    const reader = { ...aReader(), pushBody: async (id: number) => sleep(1).then(() => db.reading.pushBody(id)) };
    await expect(aPushLog({ reader, accept }).replayAlike({ code: '-4', isAuthenticated: true })).rejects.toThrow(reason);
    await sleep(20);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
    expect((await aPushLog().get(1))?.alike).toBe(39);
  });

  describe('asks what the rules now in force ask', () => {
    const signature = { apiKey: 'LILIN888', secret: 's3cret', windowMinutes: 15 };
    const signedAgo = (minutes: number) => {
      const timestamp = String(nowMs / 1000 - minutes * 60);
      return { 'api-key': signature.apiKey, timestamp, sign: signOf(signature, timestamp) };
    };

    it('of the address: those of the one that may push now, and of no other', async () => {
      const outside = { code: '-6' };
      db.push(...['203.0.113.24', '198.51.100.7', '203.0.113.24'].map((source, at) => aPush({ callId: `c${at}` }, { refusal: outside, source })));
      expect(await byRules({ allowedAddresses: ['10.0.0.0/8'] }).get(1)).toMatchObject({ alike: 2, alikeAllowed: 0 });
      const mended = byRules({ allowedAddresses: ['10.0.0.0/8', '203.0.113.24'] });
      expect(await mended.get(1)).toMatchObject({ alike: 2, alikeAllowed: 2 });
      expect(await mended.replayAlike({ code: '-6', isAuthenticated: true })).toEqual({ replayed: 2, refusedAgain: 1, nextCursor: null });
      expect(db.reading.getCall('c1')).toBeNull();
    });

    it('of the address past the proxies that are trusted now', async () => {
      db.push(aPushThrough('203.0.113.24', { source: '127.0.0.1' }), aPushThrough('198.51.100.7', { source: '198.51.100.7', proxy: '127.0.0.1' }), aPushThrough('203.0.113.24, 198.51.100.7', { source: '127.0.0.1' }));
      expect(await byRules({ allowedAddresses: ['203.0.113.0/24'] }).replayAlike({ code: '-6', isAuthenticated: true })).toMatchObject({ replayed: 0, refusedAgain: 3 });
      expect(await byRules({ allowedAddresses: ['203.0.113.0/24'], trustedProxies: 1 }).replayAlike({ code: '-6', isAuthenticated: true })).toMatchObject({ replayed: 1, refusedAgain: 2 });
      expect(db.reading.getCall('203.0.113.24')).not.toBeNull();
    });

    it('of the signature as of when the push came: none that was older than is accepted now', async () => {
      db.push(...[11, 40, 12].map((minutes) => aPush({ callId: `late-${minutes}` }, { refusal: expired, headers: signedAgo(minutes), receivedAtMs: nowMs })));
      const mended = byRules({ signature });
      expect(await mended.get(2)).toMatchObject({ alike: 2, alikeAllowed: 2 });
      expect(await mended.replayAlike({ code: '-4', isAuthenticated: true })).toEqual({ replayed: 2, refusedAgain: 1, nextCursor: null });
      expect(db.reading.getCall('late-40')).toBeNull();
      // By hand the operator decides.
      expect(await mended.replay(2)).toMatchObject({ outcome: 'stored' });
    });

    it.each(['-57', '-58', '-59', '-1'])('of what was refused with %s, until no signature is asked for any more', async (code) => {
      db.push(aPush({ callId: 'a' }, { refusal: { code } }), aPush({ callId: 'b' }, { refusal: { code } }));
      expect(await byRules({ signature }).replayAlike({ code, isAuthenticated: true })).toMatchObject({ replayed: 0, refusedAgain: 2 });
      expect(await byRules({}).replayAlike({ code, isAuthenticated: true })).toMatchObject({ replayed: 2, refusedAgain: 0 });
    });

    it('of the password whether it was right when the push came, because it is not kept', async () => {
      const basic = { user: 'platform', password: 'geheim' };
      db.push(aPush({ callId: 'a' }, { refusal: expired, headers: { ...signedAgo(11), ':password': 'right' } }), aPush({ callId: 'b' }, { refusal: expired, headers: signedAgo(11) }));
      expect(await byRules({ signature, basic }).replayAlike({ code: '-4', isAuthenticated: true })).toMatchObject({ replayed: 1, refusedAgain: 1 });
      expect((await aPushLog().get(3))?.headers.map(({ name }) => name)).toEqual(['api-key', 'timestamp', 'sign']);
    });

    it('of strangers too, but for their key', async () => {
      db.push(fromStranger('203.0.113.24', 'a'), fromStranger('198.51.100.7', 'b'));
      const pushLog = byRules({ allowedAddresses: ['203.0.113.24'] });
      expect(await pushLog.replayAlike({ code: '-1', isAuthenticated: false, source: '198.51.100.7' })).toMatchObject({ replayed: 0, refusedAgain: 1 });
      expect(await pushLog.replayAlike({ code: '-1', isAuthenticated: false, source: '203.0.113.24' })).toMatchObject({ replayed: 1 });
    });

    it('but of nobody where the body was the reason', async () => {
      db.push(aPush({ callId: 'a' }, { refusal: { code: '-27' } }), aPush('{}', { refusal: { code: '-27' } }));
      const pushLog = byRules({ signature });
      expect(await pushLog.get(1)).toMatchObject({ alike: 1, alikeAllowed: null });
      expect(await pushLog.replayAlike({ code: '-27', isAuthenticated: true })).toMatchObject({ replayed: 1, refusedAgain: 1 });
    });

    it('and does not count them where they are very many', async () => {
      db.push(...Array.from({ length: 501 }, () => aPush('{"callId":"a"}', { refusal: { code: '-6' } })));
      expect(await byRules({}).get(1)).toMatchObject({ alike: 500, alikeAllowed: null });
    });
  });

  it('refuses a cursor that is none', async () => {
    await expect(aPushLog().replayAlike({ code: '-4', isAuthenticated: true, cursor: 'x' })).rejects.toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});

describe('list', () => {
  it('goes on looking until its time is over', async () => {
    db.push(...Array.from({ length: 60 }, (_, at) => aPush({ callId: `c${at}`, word: at === 30 ? 'needle' : 'hay' }, { receivedAtMs: 1000 + at })));
    expect(await aPushLog().list({ q: 'needle', limit: 1 })).toMatchObject({ items: [{ id: 31 }], searchedToMs: null });
    let ms = 0;
    const hurried = await aPushLog({ clock: () => (ms += 200) }).list({ q: 'needle', limit: 1 });
    expect(hurried.items).toEqual([]);
    expect(hurried.searchedToMs).toBeGreaterThan(1030);
    const rest = await aPushLog().list({ q: 'needle', limit: 1, cursor: hurried.nextCursor ?? '' });
    expect(rest.items.map(({ id }) => id)).toEqual([31]);
  });
});

describe('get', () => {
  it('tells what the sender was answered, and in what time as far as that is known', async () => {
    const pushLog = aPushLog();
    db.push(
      aPush({ callId: 'a' }),
      aPush('{}', { refusal: { ...withoutId, httpStatus: 400 } }),
      aPush('x', { refusal: { code: '-1', isAuthenticated: false, httpStatus: 401 } }),
      aPush([{ callId: 'b' }, {}]),
      aPush({ callId: 'a' }, { source: 'replay', replayOf: 1 }),
      aPush('{}', { source: 'replay', replayOf: 2, refusal: { ...withoutId, httpStatus: null } }),
    );
    const success = { httpStatus: 200, text: '{"status":"0","reason":"success"}' };
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(async (id) => (await pushLog.get(id))?.answer));
    expect(answers).toEqual([
      { ...success, tookMs: 2.5 },
      { httpStatus: 400, text: '{"status":"-41","reason":"ID parameter abnormal"}', tookMs: null },
      { httpStatus: 401, text: '{"status":"-1","reason":"Authentication error"}', tookMs: null },
      { ...success, tookMs: null },
      null,
      null,
    ]);
    expect(await pushLog.get(99)).toBeNull();
  });

  it('tells the proxy that it came through, which is none of its headers', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.24' };
    db.push(aPush({ callId: 'a' }, { source: '203.0.113.24', proxy: '127.0.0.1', headers }), aPush('x', { refusal: {}, proxy: '10.0.0.9' }), aPush({ callId: 'a' }));
    const pushLog = aPushLog();
    expect(await pushLog.get(1)).toMatchObject({ source: '203.0.113.24', proxy: '127.0.0.1', headers: [{ name: 'x-forwarded-for', value: '203.0.113.24' }] });
    expect(await pushLog.get(2)).toMatchObject({ proxy: '10.0.0.9', headers: [] });
    expect(await pushLog.get(3)).toMatchObject({ proxy: null });
    await pushLog.replay(1);
    expect(await pushLog.get(4)).toMatchObject({ source: 'replay', proxy: null });
  });
});

/** A time within the last ten minutes. */
const at = (minute: number) => ({ receivedAtMs: nowMs - 10 * 60_000 + minute * 60_000 });
const comesAgain = (callId: string): void => void db.push(aPush({ callId }, at(0)), aPush({ callId }, at(1)), aPush({ callId }, at(3)), aPush({ callId }, at(7)));

describe('answerDoubt', () => {
  it('rises when calls come again although they were acknowledged, and ends when the answer is changed', async () => {
    let kind: 'json' | 'success' = 'json';
    const pushLog = aPushLog({ answer: () => ({ kind }) });
    comesAgain('a');
    expect(await pushLog.answerDoubt()).toBeNull();
    comesAgain('b');
    expect(await pushLog.answerDoubt()).toEqual({ callId: 'b', times: 4, sinceMs: at(0).receivedAtMs });
    pushLog.answerChanged();
    expect(await pushLog.answerDoubt()).not.toBeNull();
    kind = 'success';
    pushLog.answerChanged();
    expect(await pushLog.answerDoubt()).toBeNull();
  });

  it('ends when they come no more', async () => {
    let later = 0;
    const pushLog = aPushLog({ now: () => nowMs + later });
    comesAgain('a');
    comesAgain('b');
    expect(await pushLog.answerDoubt()).not.toBeNull();
    later = 8 * 60_000;
    expect(await pushLog.answerDoubt()).toBeNull();
  });

  it('is none where the database cannot be asked, nor is the start held up where it cannot be written', async () => {
    db.store.close();
    const pushLog = aPushLog();
    expect(warnings).toEqual(['It could not be noted what pushes are answered with']);
    db.reading.close();
    expect(await pushLog.answerDoubt()).toBeNull();
    expect(warnings).toHaveLength(2);
  });
});

describe('summary', () => {
  it('puts what was counted beside what the receiver knows', async () => {
    db.push(aPush({ callId: 'a' }), aPush({ callId: 'a' }), aPush('x', { refusal: { isAuthenticated: false } }));
    expect(await aPushLog().summary(nowMs)).toEqual({
      sinceMs: 1_790_841_600_000,
      counts: { stored: 1, duplicate: 1, refused: 1 },
      dropped: { authenticated: 0, unauthenticated: 0, sinceMs: null },
      sources: [{ source: '127.0.0.1', pushes: 3 }],
      medianAnswerMs: 6,
      lastAnswerMs: 4,
      turnedAway,
    });
  });
});
