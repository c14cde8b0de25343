import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AlertEvent } from '#shared/model/event.ts';
import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { transports } from './transports.ts';

const minuteMs = 60_000;
const patienceMs = 30_000;
const realNow = Date.now;
/** How far the core's clock is ahead. */
let aheadMs = 0;
beforeEach(() => {
  aheadMs = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + aheadMs);
});
afterEach(() => void vi.restoreAllMocks());

/** A lost hand-over of just now to a number of its own. */
const aLost = (callId: string, calledPhoneNumber: string) => aPushedRecord({ callId, calledPhoneNumber, resultStatus: 'TRANSFER_ARTIFICIAL', fullAudioUrl: null, customerAudioUrl: null, ...endedNow() });

interface Gathered {
  readonly alerts: readonly AlertEvent[];
  end(): void;
}

/** Gathers what is told from here on. */
async function gatherAlerts(client: EarshotClient): Promise<Gathered> {
  const alerts: AlertEvent[] = [];
  const stop = new AbortController();
  const events = await client.events.watch({}, { signal: stop.signal });
  void (async () => {
    for await (const event of events) if (event.kind === 'alert') alerts.push(event);
  })().catch(() => {});
  // Over HTTP Node may tell a stream that it was aborted only as its connection closes: nobody waits for that.
  return { alerts, end: () => stop.abort() };
}

/** Time goes by, which the core sees when it is woken. */
async function pass(client: EarshotClient, ms: number): Promise<void> {
  aheadMs += ms;
  await client.alerts.pause({ minutes: 0 });
}

const tellsOf = async (client: EarshotClient, { alerts }: Gathered, count: number): Promise<[kind: string, calls: string[]][]> => {
  await waitFor(() => alerts.length >= count, patienceMs);
  expect(alerts).toHaveLength(count);
  const calls = async (noticeId: number): Promise<string[]> => (await client.calls.list({ notice: noticeId })).items.map(({ callId }) => callId).toSorted();
  return Promise.all(alerts.map(async ({ about, noticeId }) => [about, await calls(noticeId)]));
};

describe.each(transports)('reminders over %s', (_name, connect) => {
  let earshot: StartedCore;
  let connection: Awaited<ReturnType<typeof connect>>;
  beforeEach(async () => {
    earshot = await startCore();
    connection = await connect(earshot.core);
  });
  afterEach(async () => {
    await connection.close();
    await earshot.close();
  });

  it('end with a click, with the call’s opening, an outcome, a card put away, a later answered call; and begin again where that is taken back', { timeout: 120_000 }, async () => {
    const { client } = connection;
    const told = await gatherAlerts(client);
    await earshot.push(aLost('clicked', '447700900101'));
    await waitFor(() => told.alerts.length === 1, patienceMs);
    await earshot.push([aLost('opened', '447700900102'), aLost('noted', '447700900103'), aLost('put-away', '447700900104'), aLost('reached', '447700900105'), aLost('nobody', '447700900106')]);
    expect(await tellsOf(client, told, 2)).toEqual([['calls', ['clicked']], ['calls', ['nobody', 'noted', 'opened', 'put-away', 'reached']]]);

    await client.alerts.handled({ noticeId: told.alerts[0]?.noticeId ?? 0 });
    await client.alerts.handled({ callIds: ['opened'] });
    const { undo } = await client.reviews.set({ callIds: ['noted'], change: { outcome: 'Called back' } });
    await client.rescues.set({ callId: 'put-away', isHandled: true });
    aheadMs += 30_000;
    await earshot.push(aPushedRecord({ callId: 'again', calledPhoneNumber: '447700900105', resultStatus: 'BUSY', fullAudioUrl: null, customerAudioUrl: null, ...endedNow() }));
    await earshot.push(aPushedRecord({ callId: 'again', calledPhoneNumber: '447700900105', resultStatus: 'ANSWERED', fullAudioUrl: null, customerAudioUrl: null, ...endedNow() }));
    await waitFor(async () => (await client.rescues.list({})).items.some(({ call, answered }) => call.callId === 'reached' && answered?.callId === 'again'));
    await waitFor(() => told.alerts.length === 3, patienceMs);
    await pass(client, minuteMs);
    expect((await tellsOf(client, told, 4)).slice(2)).toEqual([['calls', ['again']], ['reminder', ['nobody']]]);

    await client.reviews.undo({ token: undo ?? '' });
    await client.rescues.set({ callId: 'put-away', isHandled: false });
    await pass(client, 2 * minuteMs);
    expect((await tellsOf(client, told, 5))[4]).toEqual(['reminder', ['nobody', 'noted', 'put-away']]);
    told.end();
  });
});

it('go on after a restart, in one that is not told at once, without what was opened before', { timeout: 120_000 }, async () => {
  const first = await startCore();
  const { dataDir } = first;
  const before = await gatherAlerts(first.core.client);
  await first.push([aLost('a', '447700900101'), aLost('b', '447700900102'), aLost('opened', '447700900103')]);
  await waitFor(() => before.alerts.length === 1, patienceMs);
  await first.core.client.alerts.handled({ callIds: ['opened'] });
  await waitFor(async () => (await first.core.client.alerts.log({ callId: 'opened' })).items.some(({ seenAtMs }) => seenAtMs !== null));
  // It comes as Earshot ends: nobody is told of it any more.
  await first.push(aLost('late', '447700900104'));
  before.end();
  await first.core.close();

  aheadMs += 60 * minuteMs;
  const second = await startCore({ dataDir });
  const { client } = second.core;
  const after = await gatherAlerts(client);
  await waitFor(async () => (await client.rescues.list({})).open === 4);
  await pass(client, 14 * minuteMs);
  await second.push(aPushedRecord({ callId: 'new', resultStatus: 'ANSWERED', fullAudioUrl: null, customerAudioUrl: null, ...endedNow() }));
  expect(await tellsOf(client, after, 1)).toEqual([['calls', ['new']]]);
  await pass(client, minuteMs);
  expect((await tellsOf(client, after, 2))[1]).toEqual(['reminder', ['a', 'b', 'late']]);
  after.end();
  await second.close();
  await rm(dataDir, { recursive: true, force: true });
});
