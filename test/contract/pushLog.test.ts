import { isDefinedError, safe } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { postPush, startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

const record = (overrides: Parameters<typeof aPushedRecord>[0] = {}) => aPushedRecord({ fullAudioUrl: undefined, customerAudioUrl: undefined, ...overrides });

describe.each(transports)('the push log over %s', (_name, connect) => {
  let earshot: StartedCore;
  let connection: Connection;
  let client: EarshotClient;
  beforeEach(async () => {
    earshot = await startCore();
    connection = await connect(earshot.core);
    ({ client } = connection);
  });
  afterEach(async () => {
    await connection.close();
    await earshot.close();
  });

  const whenDerived = () => waitFor(async () => (await client.status.get()).backlog === 0);
  /** A push to the address of a stranger who guessed. */
  const pushAsStranger = (body: string) => postPush(earshot.core.pushUrl().replace(/[^/]+$/, 'guessed'), body);

  it('shows what a push came as, what it was answered and what it became', async () => {
    await earshot.push(record());
    await earshot.push(record({ intentLevelDetailName: 'B (maybe)', resultStatus: 'BUSY' }));
    await whenDerived();
    const push = await client.pushes.get({ id: 2 });
    expect(push).toMatchObject({ id: 2, outcome: 'revision', isAuthenticated: true, replayOf: null, replayedAs: null, alike: 0, recordCount: 1 });
    expect(push.wholeBytes).toBe(push.bytes);
    expect(push.headers).toContainEqual({ name: 'content-type', value: 'application/json; charset=utf-8' });
    expect(push.answer).toEqual({ httpStatus: 200, text: '{"status":"0","reason":"success"}', tookMs: expect.any(Number) as number });
    expect(JSON.parse(push.body.text)).toEqual(record({ intentLevelDetailName: 'B (maybe)', resultStatus: 'BUSY' }));
    expect(push.body).toMatchObject({ isCut: false, isText: true });
    expect(push.records).toEqual([
      {
        index: 0,
        outcome: 'revision',
        callId: 'call-1',
        phone: '447700900123',
        status: 'BUSY',
        code: null,
        reason: null,
        delivery: null,
        changes: [
          { field: 'resultStatus', from: 'ANSWERED', to: 'BUSY' },
          { field: 'intentLevelDetailName', from: 'A (strong interest)', to: 'B (maybe)' },
        ],
      },
    ]);
    expect((await safe(client.pushes.get({ id: 9 }))).error).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lists by outcome, sender, code and what is searched', async () => {
    await earshot.push(record());
    await earshot.push('{"no":"id"}');
    await earshot.push('not JSON');
    await whenDerived();
    const ids = async (query: Parameters<EarshotClient['pushes']['list']>[0]): Promise<number[]> => (await client.pushes.list(query)).items.map(({ id }) => id);
    expect(await ids({ outcome: ['stored', 'refused'] })).toEqual([3, 2, 1]);
    expect(await ids({ outcome: 'refused' })).toEqual([3, 2]);
    expect(await ids({ code: '-41' })).toEqual([2]);
    expect(await ids({ source: '127.0.0.1' })).toEqual([3, 2, 1]);
    expect(await ids({ q: '900123' })).toEqual([1]);
    expect(await ids({ q: 'NOT json' })).toEqual([3]);
    expect(await client.pushes.list({ q: 'nowhere' })).toEqual({ items: [], nextCursor: null, searchedToMs: null });
    expect((await safe(client.pushes.list({ q: 'x', cursor: '5' }))).error).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('keeps the beginning of what a stranger sent, and does not replay it', async () => {
    const body = JSON.stringify(record({ analysisBasis: 'x'.repeat(9000) }));
    expect((await pushAsStranger(body)).status).toBe(401);
    const push = await client.pushes.get({ id: 1 });
    expect(push).toMatchObject({
      outcome: 'refused',
      code: '-1',
      isAuthenticated: false,
      bytes: 4096,
      wholeBytes: body.length,
      named: { callId: 'call-1', phone: '447700900123' },
      answer: { httpStatus: 401, text: '{"status":"-1","reason":"Authentication error"}', tookMs: expect.any(Number) as number },
    });
    expect(push.body.text).toBe(body.slice(0, 4096));
    const { error } = await safe(client.pushes.replay({ id: 1 }));
    expect(isDefinedError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'CUT', status: 409, message: expect.stringContaining('cannot be replayed') as unknown });
    expect(await client.pushes.replayAlike({ code: '-1', isAuthenticated: false, source: '127.0.0.1' })).toEqual({ replayed: 0, refusedAgain: 0, nextCursor: null });
  });

  it('replays one that was refused, and then all that are like it', async () => {
    const signature = { apiKey: 'LILIN888', secret: 'secret', windowMinutes: 5 };
    await client.settings.update({ receiver: { signature } });
    for (const callId of ['a', 'b', 'c']) expect((await earshot.push(record({ callId }))).status).toBe(401);
    const refused = await client.pushes.get({ id: 1 });
    expect(refused).toMatchObject({ outcome: 'refused', isAuthenticated: true, alike: 2 });
    const replayed = await client.pushes.replay({ id: 1 });
    expect(replayed).toMatchObject({ id: 4, replayOf: 1, source: 'replay' });
    expect(refused.alikeAllowed).toBe(0);
    expect(await client.pushes.replayAlike({ code: refused.code ?? '' })).toEqual({ replayed: 0, refusedAgain: 2, nextCursor: null });
    await client.settings.update({ receiver: { signature: null } });
    expect((await client.pushes.get({ id: 2 })).alikeAllowed).toBe(2);
    expect(await client.pushes.replayAlike({ code: refused.code ?? '' })).toEqual({ replayed: 2, refusedAgain: 0, nextCursor: null });
    await whenDerived();
    expect((await client.calls.list({})).items.map(({ callId }) => callId)).toEqual(['c', 'b', 'a']);
    expect(await client.pushes.get({ id: 1 })).toMatchObject({ outcome: 'refused', replayedAs: 4, alike: 0 });
    expect((await client.pushes.get({ id: 4 })).answer).toBeNull();
  });

  it('replays those of a stranger only of one source, which is named', async () => {
    for (const callId of ['a', 'b']) expect((await pushAsStranger(JSON.stringify(record({ callId })))).status).toBe(401);
    expect(await client.pushes.get({ id: 1 })).toMatchObject({ isAuthenticated: false, alike: 1, alikeAllowed: 2 });
    expect((await safe(client.pushes.replayAlike({ code: '-1', isAuthenticated: false }))).error).toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('name it') as unknown });
    expect(await client.pushes.replayAlike({ code: '-1', isAuthenticated: false, source: '127.0.0.1' })).toEqual({ replayed: 2, refusedAgain: 0, nextCursor: null });
  });

  it('gives all that was pushed of a call', async () => {
    await earshot.push(record());
    await earshot.push(record());
    await earshot.push(record({ chatRound: 3 }));
    await whenDerived();
    const { items, nextCursor } = await client.calls.pushes({ callId: 'call-1' });
    expect(items.map(({ pushId, outcome, record: pushed }) => [pushId, outcome, pushed?.['chatRound']])).toEqual([
      [1, 'stored', 2],
      [2, 'duplicate', 2],
      [3, 'revision', 3],
    ]);
    expect(items[0]?.record).toEqual(record());
    expect(nextCursor).toBeNull();
    expect((await safe(client.calls.pushes({ callId: 'nobody' }))).error).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('sums up what came since a time, and how fast it was answered', async () => {
    const empty = await client.pushes.summary({ sinceMs: 0 });
    expect(empty).toEqual({ sinceMs: 0, counts: {}, dropped: { authenticated: 0, unauthenticated: 0, sinceMs: null }, sources: [], medianAnswerMs: null, lastAnswerMs: null, turnedAway: { rateLimited: 0, busy: 0, elsewhere: 0, notHttp: 0, headTooLarge: 0, tooSlow: 0, cutOff: 0, notEncrypted: 0 } });
    await earshot.push(record());
    await earshot.push(record());
    await earshot.push('not JSON');
    await whenDerived();
    const summary = await client.pushes.summary({ sinceMs: Date.now() - 1000 });
    expect(summary).toMatchObject({ counts: { stored: 1, duplicate: 1, refused: 1 }, sources: [{ source: '127.0.0.1', pushes: 3 }] });
    expect(summary.medianAnswerMs).toBeGreaterThan(0);
    expect(summary.lastAnswerMs).toBeGreaterThan(0);
    expect((await client.pushes.summary({ sinceMs: Date.now() + 3_600_000 })).counts).toEqual({});
    expect((await client.status.get()).answerDoubt).toBeNull();
  });
});
