import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

const record = (overrides: Parameters<typeof aPushedRecord>[0]) => aPushedRecord({ fullAudioUrl: undefined, customerAudioUrl: undefined, ...endedNow(), ...overrides });

describe.each(transports)('what is new in pushes over %s', (_name, connect) => {
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
  const open = async (): Promise<number> => (await client.status.get()).drift.open;
  const names = async (): Promise<string[]> => (await client.drift.list()).items.map(({ name }) => name).toSorted();

  it('is listed with counts and examples, though the push was taken like every other', async () => {
    for (const [callId, mood] of [['a', 1], ['b', 'fine'], ['c', 1]] as const) expect((await earshot.push(record({ callId, mood }))).status).toBe(200);
    await whenDerived();
    const { items, more } = await client.drift.list();
    expect(more).toBe(0);
    expect(items).toEqual([
      {
        kind: 'field',
        name: 'mood',
        count: 3,
        isSeen: false,
        firstSeenAtMs: expect.any(Number) as unknown,
        lastSeenAtMs: expect.any(Number) as unknown,
        examples: [
          { value: '1', pushId: 1, callId: 'a' },
          { value: 'fine', pushId: 2, callId: 'b' },
        ],
      },
    ]);
    expect(await open()).toBe(1);
  });

  it('is counted as open until it was seen, and again where that is taken back', async () => {
    await earshot.push(record({ mood: 1, weather: 2, resultStatus: 'LINE_INTERCEPT' }));
    await whenDerived();
    expect(await open()).toBe(3);
    await client.drift.setSeen({ items: [{ kind: 'field', name: 'mood' }, { kind: 'status', name: 'LINE_INTERCEPT' }], isSeen: true });
    expect(await open()).toBe(1);
    expect((await client.drift.list()).items.filter(({ isSeen }) => isSeen)).toHaveLength(2);
    await client.drift.setSeen({ items: [{ kind: 'field', name: 'mood' }], isSeen: false });
    expect(await open()).toBe(2);
  });

  it('loses a status that was named, whose calls are filed and announced from then on', async () => {
    await earshot.push(record({ callId: 'a', resultStatus: 'LINE_INTERCEPT' }));
    await whenDerived();
    expect((await client.calls.get({ callId: 'a' })).statusGroup).toBe('unknown');
    const alerts: string[] = [];
    const listening = new AbortController();
    const events = await client.events.watch({}, { signal: listening.signal });
    void (async () => {
      for await (const event of events) if (event.kind === 'alert') alerts.push(`${event.level} ${event.call.callId}`);
    })().catch(() => {});

    await client.settings.update({ statuses: { LINE_INTERCEPT: { label: 'Intercepted', group: 'fault', alert: 'urgent' } } });
    expect(await names()).toEqual([]);
    expect(await open()).toBe(0);
    expect((await client.calls.get({ callId: 'a' })).statusGroup).toBe('fault');
    await earshot.push(record({ callId: 'b', resultStatus: 'LINE_INTERCEPT' }));
    await waitFor(() => Promise.resolve(alerts.length > 0));
    expect(alerts).toEqual(['urgent b']);
    // Over HTTP Node may tell the stream of it only as its connection closes: nobody waits for that.
    listening.abort();

    await client.settings.update({ statuses: {} });
    expect((await client.drift.list()).items).toMatchObject([{ name: 'LINE_INTERCEPT', count: 2 }]);
    expect(await open()).toBe(1);
  });
});
