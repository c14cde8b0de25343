import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Receiver } from '#core/receiver/index.ts';
import { pushKey, startReceiver, testNowMs } from '../../support/startReceiver.ts';
import { waitFor } from '../../support/waitFor.ts';

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

const aReceiver: typeof startReceiver = async (options) => {
  const started = await startReceiver(options);
  open.push(started.receiver);
  return started;
};

const headersOf = (headers: Headers): string[] => [...headers.keys()].filter((name) => name !== 'date');
const record = '{"callId":"call-1"}';
const success = '{"status":"0","reason":"success"}';
const wrongKey = '{"status":"-1","reason":"Authentication error"}';

describe('the key in the push address', () => {
  it('keeps of a stranger’s push the first 4 KiB and its size', async () => {
    const { postTo, kept } = await aReceiver();
    const body = 'x'.repeat(10_000);
    expect(await postTo('/push/wrong', body)).toMatchObject({ status: 401, text: wrongKey });
    expect(kept()).toHaveLength(1);
    expect(kept()[0]).toMatchObject({ source: '127.0.0.1', refusal: { code: '-1', reason: 'The key in the push address is wrong.', isAuthenticated: false, wholeBytes: 10_000 } });
    expect(Buffer.from(kept()[0]!.body).toString()).toBe(body.slice(0, 4096));
  });

  it('answers a stranger’s endless body without reading it, and ends the connection', async () => {
    const { connect, kept } = await aReceiver();
    const connection = await connect();
    connection.write('POST /push/wrong HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n');
    connection.write('x'.repeat(100_000));
    expect(await connection.ended).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n[^]*"-1"/);
    expect(kept()[0]?.refusal?.wholeBytes).toBe(8_000_000);
  });

  it('tells a stranger the same whatever else is wrong', async () => {
    const strict = { signature: { apiKey: 'k', secret: 's', windowMinutes: 5 }, basic: { user: 'u', password: 'p' }, allowedAddresses: ['203.0.113.7'] };
    const [guarded, plain] = [await aReceiver({ receiver: strict }), await aReceiver()];
    const [first, second] = [await guarded.postTo('/push/wrong', record), await plain.postTo('/push/wrong', record)];
    expect([first.status, first.text, headersOf(first.headers)]).toEqual([second.status, second.text, headersOf(second.headers)]);
    expect([first.status, first.text]).toEqual([401, wrongKey]);
  });

  it('takes an older key until its end, and the new one at once', async () => {
    const { postTo, clock, set } = await aReceiver();
    set({ key: 'new-key-0123456789abc', previousKeys: [{ key: pushKey, endsAtMs: testNowMs + 1000 }] });
    expect(await postTo('/push/new-key-0123456789abc', record)).toMatchObject({ status: 200 });
    expect(await postTo(`/push/${pushKey}`, record)).toMatchObject({ status: 200 });
    clock.nowMs += 1000;
    expect(await postTo(`/push/${pushKey}`, record)).toMatchObject({ status: 401, text: wrongKey });
    expect(await postTo('/push/new-key-0123456789abc', record)).toMatchObject({ status: 200 });
  });
});

describe('too many wrong keys', () => {
  const limits = { failures: { perSource: 3, inAll: 100, sources: 10 } };

  it('are counted and not kept, told when to come again, and never cost a push with the right key', async () => {
    const { postTo, post, kept, clock, receiver, logged } = await aReceiver({ limits });
    for (let n = 0; n < 3; n += 1) expect(await postTo('/push/wrong', record)).toMatchObject({ status: 401 });
    clock.nowMs += 18_500;
    for (let n = 0; n < 5; n += 1) {
      const refused = await postTo('/push/wrong', record);
      expect(refused).toMatchObject({ status: 429, text: '{"status":"-47","reason":"Network is busy, please try again later"}' });
      expect(refused.headers.get('retry-after')).toBe('42');
    }
    expect(await post(record)).toMatchObject({ status: 200 });
    expect(kept()).toHaveLength(4);
    expect(receiver.turnedAway()).toMatchObject({ rateLimited: 5, busy: 0, elsewhere: 0 });
    expect(logged.filter((line) => line.includes('Too many requests'))).toHaveLength(1);
    clock.nowMs += 41_500;
    expect(await postTo('/push/wrong', record)).toMatchObject({ status: 401 });
  });

  it('does not count what has the right key and is refused for another reason', async () => {
    const { post, postTo, kept } = await aReceiver({ limits, receiver: { basic: { user: 'u', password: 'p' } } });
    for (let n = 0; n < 10; n += 1) expect(await post(record)).toMatchObject({ status: 401 });
    expect(kept()).toHaveLength(10);
    expect(await postTo('/push/wrong', record)).toMatchObject({ status: 401 });
  });

  it('counts each client of a trusted proxy for itself', async () => {
    const { postTo } = await aReceiver({ limits, receiver: { trustedProxies: 1 } });
    for (let n = 0; n < 4; n += 1) await postTo('/push/wrong', record, { 'x-forwarded-for': '203.0.113.7' });
    expect(await postTo('/push/wrong', record, { 'x-forwarded-for': '203.0.113.7' })).toMatchObject({ status: 429 });
    expect(await postTo('/push/wrong', record, { 'x-forwarded-for': '203.0.113.8' })).toMatchObject({ status: 401 });
  });
});

/** The headers of a push that was signed so long ago. */
function signed(ageMs: number, changed: Record<string, string> = {}): Record<string, string> {
  const timestamp = String((testNowMs - ageMs) / 1000);
  return { 'api-key': 'LILIN888', timestamp, sign: hash('md5', `LILIN888s3cret${timestamp}`), ...changed };
}

describe('the signature', () => {
  const signature = { apiKey: 'LILIN888', secret: 's3cret', windowMinutes: 5 };

  it('takes a push that is signed, and keeps one that is not whole, with the code and the reason', async () => {
    const { post, kept } = await aReceiver({ receiver: { signature } });
    const large = `{"callId":"call-1","analysisBasis":"${'x'.repeat(20_000)}"}`;
    expect(await post(large, signed(0))).toMatchObject({ status: 200, text: success });
    expect(await post(large, signed(651_000))).toMatchObject({ status: 401, text: '{"status":"-4","reason":"Timestamp expires"}' });
    expect(kept()[1]).toMatchObject({
      refusal: {
        code: '-4',
        reason: 'The signature was 10 min 51 s old. Earshot accepts signatures up to 5 min old. The key and the sign are right, so the push is real: the platform sent it late, or its clock is behind.',
        isAuthenticated: true,
        wholeBytes: large.length,
      },
    });
    expect(Buffer.from(kept()[1]!.body).toString()).toBe(large);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a wrong sign', signed(0, { sign: 'f'.repeat(32) }), '-1'],
    ['another account’s key', signed(0, { 'api-key': 'OTHER' }), '-1'],
    ['no sign', { 'api-key': 'LILIN888', timestamp: '1790841700' }, '-57'],
    ['no timestamp', { 'api-key': 'LILIN888', sign: 'f'.repeat(32) }, '-58'],
    ['no key', { timestamp: '1790841700', sign: 'f'.repeat(32) }, '-59'],
  ])('refuses %s', async (_what, headers, code) => {
    const { post, kept } = await aReceiver({ receiver: { signature } });
    expect(await post(record, headers)).toMatchObject({ status: 401, text: expect.stringContaining(`"${code}"`) as unknown });
    expect(kept()).toMatchObject([{ refusal: { code, isAuthenticated: true } }]);
  });

  it('asks for it as soon as the settings do, and no longer once they do not', async () => {
    const { post, set } = await aReceiver();
    expect(await post(record)).toMatchObject({ status: 200 });
    set({ signature });
    expect(await post(record)).toMatchObject({ status: 401 });
    set({ signature: null });
    expect(await post(record)).toMatchObject({ status: 200 });
  });
});

describe('user name and password', () => {
  it('takes the right ones, asks for them, and keeps them nowhere', async () => {
    const { post, postTo, kept } = await aReceiver({ receiver: { basic: { user: 'platform', password: 'geheim ü' } } });
    const authorization = `Basic ${Buffer.from('platform:geheim ü').toString('base64')}`;
    expect(await post(record, { authorization })).toMatchObject({ status: 200 });
    const refused = await postTo(`/push/${pushKey}`, record);
    expect(refused).toMatchObject({ status: 401, text: wrongKey });
    expect(refused.headers.get('www-authenticate')).toBe('Basic realm="push"');
    expect(kept()).toMatchObject([{ refusal: null }, { refusal: { code: '-1', isAuthenticated: true } }]);
    expect(JSON.stringify(kept())).not.toContain(authorization.slice(6));
  });

  it('notes of what is refused for something else that they were right, and nothing of what is taken', async () => {
    const { post, postTo, kept, set } = await aReceiver({ receiver: { basic: { user: 'platform', password: 'geheim' } } });
    const authorization = `Basic ${Buffer.from('platform:geheim').toString('base64')}`;
    expect(await post(record, { authorization })).toMatchObject({ status: 200 });
    set({ allowedAddresses: ['203.0.113.7'] });
    for (const headers of [{ authorization }, {}, { authorization: 'Basic eA==' }]) expect(await post(record, headers)).toMatchObject({ status: 403 });
    expect(await postTo('/push/wrong', record, { authorization })).toMatchObject({ status: 401 });
    expect(kept().map(({ headers }) => headers[':password'])).toEqual([undefined, 'right', undefined, undefined, 'right']);
  });
});

describe('allowed addresses', () => {
  const restricted = '{"status":"-6","reason":"Restricted IP access"}';

  it('refuses what comes from elsewhere, keeps it whole, and says where from', async () => {
    const { post, kept, set } = await aReceiver({ receiver: { allowedAddresses: ['203.0.113.0/24'] } });
    expect(await post(record)).toMatchObject({ status: 403, text: restricted });
    expect(kept()).toMatchObject([{ refusal: { code: '-6', reason: 'The push came from 127.0.0.1, which is not among the addresses that may push.', isAuthenticated: true } }]);
    set({ allowedAddresses: ['127.0.0.0/8'] });
    expect(await post(record)).toMatchObject({ status: 200 });
  });

  it('takes no word on where a push came from unless a proxy is trusted', async () => {
    const { post, kept } = await aReceiver({ receiver: { allowedAddresses: ['203.0.113.0/24'] } });
    for (const headers of [{ 'x-forwarded-for': '203.0.113.7' }, { forwarded: 'for=203.0.113.7' }, { 'x-real-ip': '203.0.113.7' }]) {
      expect(await post(record, headers)).toMatchObject({ status: 403, text: restricted });
    }
    expect(kept().map(({ source }) => source)).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
  });

  it('reads the address that the tunnel wrote, not the one that the sender made up before it', async () => {
    const { post, kept, receiver } = await aReceiver({ receiver: { allowedAddresses: ['203.0.113.0/24', '2001:db8::/32'], trustedProxies: 1 } });
    expect(await post(record, { 'x-forwarded-for': '203.0.113.7' })).toMatchObject({ status: 200 });
    expect(await post(record, { 'x-forwarded-for': '203.0.113.7, 198.51.100.9' })).toMatchObject({ status: 403, text: restricted });
    expect(await post(record, { forwarded: 'for="[2001:db8::7]:4711";proto=https' })).toMatchObject({ status: 200 });
    expect(await post(record, { forwarded: 'for=203.0.113.7', 'x-forwarded-for': '198.51.100.9' })).toMatchObject({ status: 403, text: restricted });
    expect(kept().map(({ source, refusal }) => [source, refusal?.code ?? null])).toEqual([
      ['203.0.113.7', null],
      ['198.51.100.9', '-6'],
      ['2001:db8::7', null],
      ['127.0.0.1', '-6'],
    ]);
    expect(receiver.recentSources()).toEqual(['127.0.0.1', '2001:db8::7', '198.51.100.9', '203.0.113.7']);
  });

  it('knows where a push came from whose sender resets the connection behind it', async () => {
    const { connect, kept } = await aReceiver({ receiver: { allowedAddresses: ['127.0.0.1'] } });
    const client = await connect();
    client.write(`POST /push/${pushKey} HTTP/1.1\r\nHost: a\r\nContent-Length: ${record.length}\r\n\r\n`);
    await sleep(50);
    client.socket.write(record, () => client.socket.resetAndDestroy());
    await waitFor(() => kept().length === 1);
    expect(kept()).toMatchObject([{ source: '127.0.0.1', refusal: null }]);
  });

  it('knows an IPv4 sender on a listener of both families', async () => {
    const { post, kept } = await aReceiver({ host: '::', receiver: { allowedAddresses: ['127.0.0.1'] } });
    expect(await post(record)).toMatchObject({ status: 200 });
    expect(kept()[0]?.source).toBe('127.0.0.1');
  });
});
