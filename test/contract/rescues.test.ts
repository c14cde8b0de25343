import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { safe } from '@orpc/client';
import type { EarshotClient } from '#shared/contract/index.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

describe.each(transports)('rescues over %s', (_name, connect) => {
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

  const push = (callId: string, more: Parameters<typeof aPushedRecord>[0] = {}) => earshot.push(aPushedRecord({ callId, resultStatus: 'TRANSFER_ARTIFICIAL', fullAudioUrl: null, customerAudioUrl: null, ...more }));
  const counts = async (open: number, waiting: number) => waitFor(async () => {
    const list = await client.rescues.list({});
    return list.open === open && list.waiting === waiting ? list : null;
  });

  it('tells of a lost customer, and of what came of it', async () => {
    const startedMs = Date.now();
    const events = await client.events.watch({ after: 0 });
    await push('a');
    let told = '';
    for await (const event of events) {
      if (event.kind === 'rescue') told = event.callId;
      if (told !== '') break;
    }
    expect(told).toBe('a');
    const list = await counts(1, 1);
    expect(list).toMatchObject({ items: [{ call: { callId: 'a', statusGroup: 'handover' }, lastWords: 'Yes, go ahead.', answered: null, revisedFrom: null }] });
    expect(list.nowMs).toBeGreaterThanOrEqual(startedMs);
    await push('b', { resultStatus: 'CALL_LOSS', calledPhoneNumber: '525512345678' });
    expect((await counts(2, 2)).items.map(({ call }) => call.callId)).toEqual(['b', 'a']);
    // Those that were reached come last.
    await push('again', { resultStatus: 'ANSWERED', calledPhoneNumber: '525512345678', startTime: 1_790_841_700 });
    expect((await counts(2, 1)).items.map(({ call, answered }) => [call.callId, answered?.callId])).toEqual([['a', undefined], ['b', 'again']]);
  });

  it('puts a card away and brings it back, as is asked and not by turns', async () => {
    await push('a');
    await counts(1, 1);
    for (const isHandled of [true, true, false]) {
      await client.rescues.set({ callId: 'a', isHandled });
      expect((await client.rescues.list({})).open).toBe(isHandled ? 0 : 1);
    }
    const { undo } = await client.rescues.set({ callId: 'a', isHandled: true });
    expect((await client.rescues.list({})).open).toBe(0);
    expect(await client.reviews.undo({ token: undo ?? '' })).toMatchObject({ deed: 'put-away', callIds: ['a'] });
    expect((await client.rescues.list({})).open).toBe(1);
    const { error } = await safe(client.rescues.set({ callId: 'nobody', isHandled: true }));
    expect(error).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('goes by the setting of the status', async () => {
    // A thread that is just starting may derive with the settings that it was started with.
    await push('before', { resultStatus: 'ANSWERED' });
    await waitFor(async () => (await safe(client.calls.get({ callId: 'before' }))).data ?? null);
    await client.settings.update({ statuses: { TRANSFER_ARTIFICIAL: { rescue: false }, BUSY: { rescue: true } } });
    await push('a');
    await push('b', { resultStatus: 'BUSY' });
    expect((await counts(1, 1)).items[0]?.call.callId).toBe('b');
  });

  it.each(['CALL_LOSS', 'TRANSFER_ARTIFICIAL'])('raises no card for %s where that is switched off, and keeps those there are', async (status) => {
    const other = status === 'CALL_LOSS' ? 'TRANSFER_ARTIFICIAL' : 'CALL_LOSS';
    await push('before', { resultStatus: status });
    await counts(1, 1);
    await client.settings.update({ statuses: { [status]: { rescue: false } } });
    await push('off', { resultStatus: status });
    await push('on', { resultStatus: other });
    expect((await counts(2, 2)).items.map(({ call }) => call.callId)).toEqual(['on', 'before']);
    // Switched on again, it is for calls to come.
    await client.settings.update({ statuses: {} });
    await push('again', { resultStatus: status });
    expect((await counts(3, 3)).items.map(({ call }) => call.callId)).toEqual(['again', 'on', 'before']);
  });

  it('takes a domain to call at, and none that is more than that', async () => {
    expect((await client.settings.update({ desk: { callBackBy: 'sip', sipDomain: 'sip.example.net' } })).settings.desk).toMatchObject({ callBackBy: 'sip', sipDomain: 'sip.example.net' });
    for (const sipDomain of ['sip.example.net/../x', 'a@b', 'x;y=z', '']) expect((await safe(client.settings.update({ desk: { sipDomain } }))).error).not.toBeNull();
    expect((await client.settings.get()).settings.desk.sipDomain).toBe('sip.example.net');
    expect((await client.settings.update({ desk: { sipDomain: null } })).settings.desk.sipDomain).toBeNull();
  });

  it('hands a number to nobody where the host has no way to', async () => {
    expect(await client.desktop.dial({ phone: '447700900123' })).toBe(false);
  });
});

const record = (callId: string, resultStatus: string, startTime: number) => aPushedRecord({ callId, resultStatus, startTime, endTime: startTime + 20_000, fullAudioUrl: null, customerAudioUrl: null });

it('has the card of a customer whom a later call reached go away by itself, a quarter of an hour after that call came', async () => {
  const realNow = Date.now;
  let aheadMs = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + aheadMs);
  const earshot = await startCore();
  const { client } = earshot.core;
  // It began hours ago, and is told of now.
  const beganMs = Date.now() - 3 * 3_600_000;
  await earshot.push([record('lost', 'TRANSFER_ARTIFICIAL', beganMs), record('again', 'ANSWERED', beganMs + 60_000)]);
  const list = await waitFor(async () => {
    const found = await client.rescues.list({});
    return found.items[0]?.answered === undefined || found.items[0].answered === null ? null : found;
  });
  expect(list).toMatchObject({ open: 1, waiting: 0, items: [{ answered: { callId: 'again', atMs: beganMs + 60_000 } }] });
  aheadMs = 14 * 60_000;
  expect((await client.rescues.list({})).items).toHaveLength(1);
  aheadMs = 15 * 60_000 + 1000;
  expect(await client.rescues.list({})).toMatchObject({ items: [], open: 0, waiting: 0 });
  // The platform takes the answer back.
  await earshot.push(record('again', 'NO_ANSWER', beganMs + 60_000));
  await waitFor(async () => (await client.rescues.list({})).waiting === 1);
  await earshot.close();
  vi.restoreAllMocks();
});
