import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isDefinedError, safe } from '@orpc/client';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppEvent } from '#shared/model/event.ts';
import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { postPush, startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

/** The next `count` events of one of `kinds`. */
async function take(stream: AsyncIterable<AppEvent>, count: number, kinds: readonly AppEvent['kind'][] = ['call']): Promise<AppEvent[]> {
  const events: AppEvent[] = [];
  for await (const event of stream) {
    if (!kinds.includes(event.kind)) continue;
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}
const noRecordings = { fullAudioUrl: undefined, customerAudioUrl: undefined };
const push = async (url: string): Promise<number> => (await postPush(url, aPushedRecord(noRecordings))).status;
const sign = (time: string): string => createHash('md5').update(`LILIN888the-secret${time}`).digest('hex');
const callIds = (events: readonly AppEvent[]): string[] => events.flatMap((event) => (event.kind === 'call' ? [event.call.callId] : []));

describe.each(transports)('the contract over %s', (_name, connect) => {
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

  const pushCall = async (overrides: Parameters<typeof aPushedRecord>[0] = {}): Promise<void> => {
    const response = await earshot.push(aPushedRecord({ ...noRecordings, ...overrides }));
    expect(response.status).toBe(200);
  };
  const callOf = (callId: string) => waitFor(async () => (await safe(client.calls.get({ callId }))).data);

  it('lists calls with the group of their status, latest arrival first', async () => {
    await pushCall({ callId: '1234567890123456789' });
    await pushCall({ callId: 'b/2 %', resultStatus: 'TRANSFER_ARTIFICIAL' });
    await callOf('b/2 %');
    const { items, nextCursor } = await client.calls.list({});
    expect(items.map(({ callId, statusGroup }) => [callId, statusGroup])).toEqual([
      ['b/2 %', 'handover'],
      ['1234567890123456789', 'answered'],
    ]);
    expect(nextCursor).toBeNull();
  });

  it('pages with the cursor that it gives', async () => {
    for (const callId of ['a', 'b', 'c']) await pushCall({ callId });
    await callOf('c');
    const first = await client.calls.list({ limit: 2 });
    const second = await client.calls.list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ callId }) => callId)).toEqual(['c', 'b', 'a']);
  });

  it('gives one call whole', async () => {
    await pushCall();
    const call = await callOf('call-1');
    expect(call).toMatchObject({ phone: '447700900123', cost: '0.0820', properties: { name: 'Sam', plan: 'fibre 500' }, revisionCount: 1 });
    expect(call.utterances).toHaveLength(2);
    expect(call.revisions).toEqual([{ pushId: 1, receivedAtMs: call.receivedAtMs, outcome: 'stored' }]);
  });

  it('answers with the contract’s own error where there is no such call', async () => {
    const { error } = await safe(client.calls.get({ callId: 'nobody' }));
    expect(isDefinedError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  it('counts calls by status', async () => {
    await pushCall({ callId: 'a' });
    await pushCall({ callId: 'b', resultStatus: 'BUSY' });
    await callOf('b');
    expect(await client.calls.counts({ sinceMs: 0 })).toEqual({ since: { ANSWERED: 1, BUSY: 1 }, all: { ANSWERED: 1, BUSY: 1 } });
    expect((await client.calls.counts({ sinceMs: Date.now() + 60_000 })).since).toEqual({});
  });

  it('refuses a query that does not fit', async () => {
    expect((await safe(client.calls.list({ limit: 0 }))).error).toMatchObject({ code: 'BAD_REQUEST', status: 400 });
    expect((await safe(client.calls.list({ cursor: 'x' }))).error).toMatchObject({ code: 'BAD_REQUEST', message: 'The cursor is not one of this list: begin again without one.' });
  });

  it('tells of a call that arrives while it is watched', async () => {
    const stream = await client.events.watch({});
    const seen = take(stream, 1);
    await pushCall({ callId: 'live' });
    expect(await seen).toMatchObject([{ kind: 'call', change: 'stored', call: { callId: 'live', statusGroup: 'answered' } }]);
  });

  it('goes on after an event and misses nothing', async () => {
    await pushCall({ callId: 'a' });
    await pushCall({ callId: 'b' });
    await callOf('b');
    const first = await take(await client.events.watch({ after: 0 }), 1);
    await pushCall({ callId: 'c' });
    const rest = await take(await client.events.watch({ after: first[0]?.seq ?? -1 }), 2);
    expect(callIds([...first, ...rest])).toEqual(['a', 'b', 'c']);
  });

  it('goes on after the transport’s last event id, which stands over the input', async () => {
    await pushCall({ callId: 'a' });
    await pushCall({ callId: 'b' });
    const [first] = await take(await client.events.watch({ after: 0 }), 1);
    const rest = await take(await client.events.watch({ after: 0 }, { lastEventId: String(first?.seq) }), 1);
    expect(callIds(rest)).toEqual(['b']);
  });

  it('tells a watcher whose place is unknown to load everything again', async () => {
    await pushCall({ callId: 'a' });
    await callOf('a');
    const [event] = await take(await client.events.watch({ after: 1_000_000 }), 1, ['reset']);
    expect(event).toEqual({ kind: 'reset', seq: (await client.calls.list({})).asOfEvent });
  });

  it('brings several watchers the same events, and those who stay go on when one leaves', async () => {
    const leaving = await client.events.watch({ after: 0 });
    const staying = take(await client.events.watch({ after: 0 }), 3);
    await pushCall({ callId: 'a' });
    expect(callIds(await take(leaving, 1))).toEqual(['a']);
    await pushCall({ callId: 'b' });
    await pushCall({ callId: 'c' });
    expect(callIds(await staying)).toEqual(['a', 'b', 'c']);
  });

  it('announces by the rules, what comes together as one, with the call that tells most', async () => {
    await pushCall({ callId: 'warm', ...endedNow() });
    await pushCall({ callId: 'hot', resultStatus: 'TRANSFER_ARTIFICIAL', ...endedNow() });
    await pushCall({ callId: 'silent', resultStatus: 'BUSY', ...endedNow() });
    const [alert] = await take(await client.events.watch({ after: 0 }), 1, ['alert']);
    expect(alert).toMatchObject({ about: 'calls', level: 'urgent', count: 2, urgentCount: 1, rule: { id: 'handover' }, call: { callId: 'hot', statusGroup: 'handover' } });
    const { items } = await client.calls.list({ notice: alert?.kind === 'alert' ? alert.noticeId : 0 });
    expect(items.map(({ callId }) => callId).toSorted()).toEqual(['hot', 'warm']);
  });

  it('ends the watchers when the core closes', async () => {
    const stream = await client.events.watch({});
    const ended = take(stream, 1).catch(() => []);
    await earshot.core.close();
    expect(await ended).toEqual([]);
  });

  it('lists pushes with what became of them and replays one as a new push', async () => {
    await pushCall({ callId: 'a' });
    await earshot.push('{"no":"id"}');
    await callOf('a');
    const { items } = await client.pushes.list({});
    expect(items.map(({ id, outcome, code }) => [id, outcome, code])).toEqual([
      [2, 'refused', '-41'],
      [1, 'stored', null],
    ]);
    expect(await client.pushes.replay({ id: 1 })).toMatchObject({ id: 3, replayOf: 1, source: 'replay' });
    await waitFor(async () => (await client.pushes.list({ outcome: 'duplicate' })).items.length === 1);
    expect((await safe(client.pushes.replay({ id: 99 }))).error).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('says that a replayed push could not be kept', async () => {
    await pushCall({ callId: 'a' });
    const database = new Database(join(earshot.dataDir, 'earshot.db'));
    database.exec("CREATE TRIGGER full BEFORE INSERT ON pushes BEGIN SELECT RAISE(FAIL, 'the disk is full'); END");
    database.close();
    const { error } = await safe(client.pushes.replay({ id: 1 }));
    expect(error).toMatchObject({ code: 'NOT_KEPT', message: expect.stringMatching(/could not be kept/) });
  });

  it('keeps a change of settings and tells the watchers', async () => {
    const seen = take(await client.events.watch({}), 1, ['settings']);
    const view = await client.settings.update({ platform: { currency: 'CNY' }, statuses: { ANSWERED: { group: 'lost' } } });
    expect(view.settings.platform).toEqual({ timeZone: '+08:00', currency: 'CNY' });
    expect(view.decidedBy).toEqual({ 'receiver.port': 'flag' });
    expect(await seen).toMatchObject([{ kind: 'settings' }]);
    await pushCall();
    expect((await callOf('call-1')).statusGroup).toBe('lost');
    expect((await client.settings.get()).settings.platform.currency).toBe('CNY');
  });

  it('says of settings that do not fit which and why, and keeps the old ones', async () => {
    const { error } = await safe(client.settings.update({ platform: { timeZone: 'Mars/Base', currency: 'EUR' } }));
    expect(error).toMatchObject({
      code: 'INVALID_SETTINGS',
      data: { problems: [{ setting: 'platform.timeZone', problem: 'is not a time zone: use a name such as Asia/Shanghai or an offset such as +08:00' }] },
    });
    expect((await client.settings.get()).settings.platform.currency).toBe('USD');
  });

  it('makes a new key for the push address, lets the one so far work for a while and ends it when asked, without a restart', async () => {
    const before = earshot.core.pushUrl();
    const view = await client.settings.rotateKey({});
    expect(view.pushUrl).not.toBe(before);
    expect([await push(before), await push(view.pushUrl)]).toEqual([200, 200]);
    const [older, ...others] = view.settings.receiver.previousKeys;
    expect(others).toEqual([]);
    expect(before.endsWith(older?.endsWith ?? 'none')).toBe(true);
    expect(older?.endsAtMs).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    const ended = await client.settings.endPreviousKey({ endsWith: older?.endsWith ?? '' });
    expect(ended.settings.receiver.previousKeys).toEqual([]);
    expect([await push(before), await push(view.pushUrl)]).toEqual([401, 200]);
    const atOnce = await client.settings.rotateKey({ graceMs: 0 });
    expect([await push(view.pushUrl), await push(atOnce.pushUrl)]).toEqual([401, 200]);
  });

  it('sends no secret back, and makes no call of a push that does not prove what the settings ask for', async () => {
    const signature = { apiKey: 'LILIN888', secret: 'the-secret', windowMinutes: 5 };
    const view = await client.settings.update({ receiver: { signature, basic: { user: 'platform', password: 'the-password' }, allowedAddresses: ['203.0.113.0/24'], trustedProxies: 1 } });
    expect(view.settings.receiver).toMatchObject({ signature: { apiKey: 'LILIN888', windowMinutes: 5 }, basic: { user: 'platform' }, previousKeys: [] });
    expect(JSON.stringify([view, await client.settings.get()])).not.toMatch(/the-secret|the-password/);

    const body = JSON.stringify(aPushedRecord({ ...noRecordings, callId: 'call-refused' }));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const old = String(Number(timestamp) - 3600);
    const right = { authorization: `Basic ${Buffer.from('platform:the-password').toString('base64')}`, 'api-key': 'LILIN888', timestamp, sign: sign(timestamp), 'x-forwarded-for': '203.0.113.7' };
    const answerTo = async (headers: Record<string, string>, url = earshot.core.pushUrl()): Promise<unknown> => {
      const response = await fetch(url, { method: 'POST', headers, body });
      return [response.status, ((await response.json()) as { status: string }).status];
    };
    expect(await answerTo(right, earshot.core.pushUrl().replace(/[^/]+$/, 'wrong-key'))).toEqual([401, '-1']);
    expect(await answerTo({ ...right, sign: 'f'.repeat(32) })).toEqual([401, '-1']);
    expect(await answerTo({ ...right, timestamp: old, sign: sign(old) })).toEqual([401, '-4']);
    expect(await answerTo({ ...right, 'x-forwarded-for': '198.51.100.1' })).toEqual([403, '-6']);
    expect(await answerTo({ ...right, 'x-forwarded-for': '203.0.113.7, 198.51.100.1' })).toEqual([403, '-6']);
    expect(await answerTo({ ...right, authorization: 'Basic eDp5' })).toEqual([401, '-1']);
    const { items } = await client.pushes.list({ outcome: ['refused'] });
    expect(items.map(({ code, source }) => [code, source])).toEqual([
      ['-1', '203.0.113.7'],
      ['-6', '198.51.100.1'],
      ['-6', '198.51.100.1'],
      ['-4', '203.0.113.7'],
      ['-1', '203.0.113.7'],
      ['-1', '203.0.113.7'],
    ]);
    expect(await answerTo(right)).toEqual([200, '0']);
    await callOf('call-refused');
    expect((await client.calls.list({})).items).toHaveLength(1);
    expect((await client.calls.get({ callId: 'call-refused' })).revisions).toHaveLength(1);
    // The operator's own sample proves nothing and is taken.
    expect(await client.samples.send({ language: 'en' })).toMatchObject({ callId: expect.any(String) as unknown });
    expect((await client.settings.get()).recentSources).toEqual(['203.0.113.7', '198.51.100.1']);
  });

  it('refuses certificate files that the next start could not use', async () => {
    const { error } = await safe(client.settings.update({ receiver: { tls: { certFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem' } } }));
    expect(error).toMatchObject({ code: 'INVALID_SETTINGS', data: { problems: [{ setting: 'receiver.tls', problem: 'names a certificate file that does not exist: /nowhere/cert.pem' }] } });
    expect((await client.settings.get()).settings.receiver.tls).toBeNull();
  });

  it('tells how it is doing', async () => {
    await pushCall();
    await callOf('call-1');
    expect(await client.status.get()).toMatchObject({
      host: 'headless',
      receiver: { state: 'listening', problem: null },
      backlog: 0,
      totals: { calls: 1, pushes: 1, refused: 0 },
      problems: [],
      latestBackup: { backup: null, progress: null, failure: null },
      dataDir: earshot.dataDir,
    });
  });

  it('makes a backup when asked, tells how it goes, and lists it', async () => {
    await pushCall();
    await callOf('call-1');
    expect(await client.backups.list()).toEqual({ folder: join(earshot.dataDir, 'backups'), items: [] });
    expect(await client.backups.make()).toMatchObject({ backup: null, progress: 0, nextAtMs: null });
    const made = await waitFor(async () => (await client.status.get()).latestBackup.backup);
    expect(made).toMatchObject({ kind: 'regular', pushes: 1, calls: 1, isVerified: true });
    expect((await client.backups.list()).items).toEqual([made]);
  });

  it('sends a sample call whose recordings arrive with their peaks', async () => {
    const { callId } = await client.samples.send({ language: 'es' });
    const call = await waitFor(async () => {
      const { data } = await safe(client.calls.get({ callId }));
      return data?.recordings.every(({ state }) => state === 'ready') === true ? data : null;
    });
    expect(call.statusGroup).toBe('handover');
    expect(call.recordings.map(({ kind, hasPeaks }) => [kind, hasPeaks])).toEqual([['composite', true], ['customer', true]]);
    const peaks = new Uint8Array(await (await client.recordings.peaks({ callId, kind: 'customer' })).arrayBuffer());
    expect(new DataView(peaks.buffer).getInt32(0, true)).toBe(2);
    const heard = await take(await client.events.watch({ after: 0 }), 2, ['recording']);
    expect(heard).toMatchObject([{ callId }, { callId }]);
  });

  it('has no peaks and nothing to retry where there is no recording', async () => {
    await pushCall();
    await callOf('call-1');
    expect((await safe(client.recordings.peaks({ callId: 'call-1', kind: 'customer' }))).error).toMatchObject({ code: 'NOT_FOUND' });
    expect((await safe(client.recordings.retry({ callId: 'call-1', kind: 'customer' }))).error).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives what the host asks of its page to the next page that follows, and what comes later to each', async () => {
    earshot.core.command({ kind: 'open-call', callId: '1234567890123456789' });
    earshot.core.command({ kind: 'press', row: 'settings' });
    const commands = await client.desktop.commands({ callId: null });
    expect([(await commands.next()).value, (await commands.next()).value]).toEqual([{ kind: 'open-call', callId: '1234567890123456789' }, { kind: 'press', row: 'settings' }]);
    const other = await client.desktop.commands({ callId: null });
    const both = [commands.next(), other.next()];
    // Both pages have to be there before it is asked.
    await client.status.get();
    earshot.core.command({ kind: 'open-call', callId: 'b' });
    expect((await Promise.all(both)).map(({ value }) => value)).toEqual([{ kind: 'open-call', callId: 'b' }, { kind: 'open-call', callId: 'b' }]);
    await commands.return();
    await other.return();
  });

  it('asks something of a call’s own window only, where that is open, and of no window later', async () => {
    earshot.core.command({ kind: 'press', row: 'find' }, 'a');
    const [desk, own, another] = [await client.desktop.commands({ callId: null }), await client.desktop.commands({ callId: 'a' }), await client.desktop.commands({ callId: 'b' })];
    const first = [desk.next(), own.next(), another.next()];
    await client.status.get();
    earshot.core.command({ kind: 'press', row: 'saveCall' }, 'a');
    earshot.core.command({ kind: 'press', row: 'keys' });
    earshot.core.command({ kind: 'press', row: 'copyTranscript' }, 'b');
    expect((await Promise.all(first)).map(({ value }) => value)).toEqual([
      { kind: 'press', row: 'keys' },
      { kind: 'press', row: 'saveCall' },
      { kind: 'press', row: 'copyTranscript' },
    ]);
    await Promise.all([desk, own, another].map((each) => each.return()));
  });

  it('says of what a page asks of its host whether the host has it', async () => {
    expect(await client.desktop.act({ kind: 'own-window', callId: 'a' })).toEqual({ isDone: false });
    const asked: unknown[] = [];
    earshot.core.onAct((act) => void asked.push(act));
    expect(await client.desktop.act({ kind: 'resize', by: 'larger' })).toEqual({ isDone: true });
    expect(asked).toEqual([{ kind: 'resize', by: 'larger' }]);
  });
});
