import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rederive } from '#core';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AlertEvent } from '#shared/model/event.ts';
import { aRule } from '../support/alerts.ts';
import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { sourcePlaces, startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

/** The next so many alerts from when `begin` begins. */
async function alertsOf(client: EarshotClient, count: number, begin: () => Promise<void>): Promise<AlertEvent[]> {
  const found: AlertEvent[] = [];
  const events = await client.events.watch({});
  await begin();
  for await (const event of events) {
    if (event.kind === 'alert') found.push(event);
    if (found.length === count) break;
  }
  return found;
}

async function reasonsOf(client: EarshotClient): Promise<unknown[]> {
  return (await client.alerts.log({})).items.map(({ callId, reason, repeats }) => [callId, reason, repeats]);
}

describe.each(transports)('alerts over %s', (_name, connect) => {
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

  const push = async (...callIds: string[]): Promise<void> => {
    await earshot.push(callIds.map((callId) => aPushedRecord({ callId, ...endedNow() })));
  };
  const nextAlerts = (count: number, begin: () => Promise<void>): Promise<AlertEvent[]> => alertsOf(client, count, begin);

  const reasons = (): Promise<unknown[]> => reasonsOf(client);

  it('keeps rules, in order, and decides by them from then on', async () => {
    const rule = aRule({ id: 'own', name: 'Asked to go ahead', action: 'urgent', sound: 'rising', when: { words: ['GO AHEAD'] } });
    expect((await client.alerts.rules.save({ rule })).rules.map(({ id }) => id)).toEqual(['own', 'handover', 'answered', 'fault', 'lost', 'unreached']);
    const [alert] = await nextAlerts(1, () => push('a'));
    expect(alert).toMatchObject({ level: 'urgent', sound: 'rising', rule: { id: 'own', name: 'Asked to go ahead' }, call: { callId: 'a' } });
    expect((await client.alerts.rules.reorder({ ids: ['answered', 'own'] })).rules.slice(0, 2).map(({ id }) => id)).toEqual(['answered', 'own']);
    await client.alerts.rules.remove({ id: 'own' });
    expect((await client.alerts.get()).rules).toHaveLength(5);
    await expect(client.alerts.rules.remove({ id: 'own' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.alerts.rules.save({ rule: { ...rule, id: 'status-BUSY' } })).rejects.toMatchObject({ code: 'NOT_SAVED' });
    // @ts-expect-error -- nobody types what comes over a transport
    await expect(client.alerts.rules.save({ rule: { ...rule, action: 'shout' } })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(client.alerts.rules.save({ rule: { ...rule, when: { ...rule.when, numbers: ['+44 7700 900123', 'Sam'] } } })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('says what a rule would have done with the calls that there are', async () => {
    await push('a', 'b');
    await waitFor(async () => (await client.calls.list({})).items.length === 2);
    const preview = await client.alerts.preview({ rule: aRule({ id: 'own', action: 'urgent', when: { tags: ['vip'] } }) });
    expect(preview).toMatchObject({ calls: 2, callsBefore: null, notices: 1, dots: ['this', 'this'], newly: { count: 2 } });
  });

  it('holds everything back while it is paused, and says so in the log', async () => {
    const { pausedUntilMs } = await client.alerts.pause({ minutes: 60 });
    expect(pausedUntilMs).toBeGreaterThan(Date.now() + 3_500_000);
    await push('a');
    await waitFor(async () => (await client.alerts.log({ outcome: 'held' })).items.some(({ reason }) => reason === 'paused'));
    const [alert] = await nextAlerts(1, async () => void (await client.alerts.pause({ minutes: 0 })));
    expect(alert).toMatchObject({ about: 'held', count: 1, call: { callId: 'a' } });
    expect((await client.alerts.log({ callId: 'a' })).items).toMatchObject([{ reason: 'later', rule: { id: 'answered' }, noticeId: alert?.noticeId }]);
  });

  it('tells nobody of a duplicate, of what ended more than a day ago, or of a replay, and says why', async () => {
    const alerts = await nextAlerts(2, async () => {
      await client.settings.update({ receiver: { signature: { apiKey: 'key', secret: 'secret', windowMinutes: 5 } } });
      expect((await earshot.push(aPushedRecord({ callId: 'refused', ...endedNow() }))).status).toBe(401);
      await client.settings.update({ receiver: { signature: null } });
      await earshot.push(aPushedRecord({ callId: 'old' }));
      const once = aPushedRecord({ callId: 'a', ...endedNow() });
      await earshot.push(once);
      await earshot.push(once);
      await waitFor(async () => (await reasons()).length === 2);
      const { items } = await client.pushes.list({});
      // The one that was refused brings its call only now; the others are known.
      for (const { id } of items.toReversed()) await client.pushes.replay({ id });
      await waitFor(async () => (await reasons()).length === 3);
      await waitFor(async () => (await client.alerts.log({ callId: 'a' })).items[0]?.reason === 'alone');
      await push('last');
    });
    expect(alerts).toMatchObject([
      { count: 1, call: { callId: 'a' } },
      { count: 1, call: { callId: 'last' } },
    ]);
    expect((await reasons()).slice(1)).toEqual([
      ['refused', 'replayed', 0],
      ['a', 'alone', 3],
      ['old', 'back-filled', 1],
    ]);
  });

  it('keeps quiet hours and the volume, and takes what is handled', async () => {
    await client.alerts.configure({ quietHours: { from: 1200, to: 480 }, volume: 0.3 });
    expect(await client.alerts.configure({ volume: 0.4 })).toMatchObject({ quietHours: { from: 1200, to: 480 }, volume: 0.4 });
    expect((await client.alerts.configure({ quietHours: null })).quietHours).toBeNull();
    await client.alerts.handled({ callIds: ['nobody'] });
    await client.alerts.handled({ noticeId: 1 });
  });
});

it('tells nothing at a start of what came before, of 10,000 calls and of what was not derived yet', async () => {
  const first = await startCore();
  const { dataDir } = first;
  for (let batch = 0; batch < 20; batch += 1) await first.push(Array.from({ length: 500 }, (_, at) => ({ callId: `call-${batch}-${at}`, resultStatus: at % 50 === 0 ? 'TRANSFER_ARTIFICIAL' : 'ANSWERED', ...endedNow() })));
  // Ends while most of them wait: as they are, or to be told of.
  await first.core.close();
  const second = await startCore({ dataDir });
  const alerts: AlertEvent[] = [];
  const stop = new AbortController();
  const watched = (async () => {
    for await (const event of await second.core.client.events.watch({}, { signal: stop.signal })) if (event.kind === 'alert') alerts.push(event);
  })().catch(() => {});
  await waitFor(async () => (await second.core.client.status.get()).backlog === 0, 60_000);
  await second.push({ callId: 'new', resultStatus: 'ANSWERED', ...endedNow() });
  await waitFor(() => alerts.length > 0);
  expect(alerts).toMatchObject([{ count: 1, call: { callId: 'new' } }]);
  stop.abort();
  await watched;
  await second.close();
  await rm(dataDir, { recursive: true, force: true });
});

it('tells nobody of calls that are made anew of all that was pushed, and keeps what was told of them', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-alerts-'));
  const first = await startCore({ dataDir });
  for (const [callId, resultStatus] of [['a', 'ANSWERED'], ['b', 'TRANSFER_ARTIFICIAL'], ['c', 'BUSY'], ['a', 'BUSY']] as const) await first.push(aPushedRecord({ callId, resultStatus, ...endedNow() }));
  await waitFor(async () => (await reasonsOf(first.core.client)).length === 4 && !(await reasonsOf(first.core.client)).some((entry) => JSON.stringify(entry).includes('waiting')));
  const before = await reasonsOf(first.core.client);
  await first.core.close();
  await rederive({ dataDir, environment: {}, thread: sourcePlaces.threads.derive, now: Date.now, onProgress: () => {}, signal: new AbortController().signal, log: { warn: () => {}, error: () => {} } });
  const second = await startCore({ dataDir });
  const [alert] = await alertsOf(second.core.client, 1, async () => void (await second.push(aPushedRecord({ callId: 'new', ...endedNow() }))));
  expect(alert).toMatchObject({ count: 1, call: { callId: 'new' } });
  expect((await reasonsOf(second.core.client)).slice(1)).toEqual(before);
  await second.close();
  await rm(dataDir, { recursive: true, force: true });
});
