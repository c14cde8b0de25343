import { afterEach, expect, it, vi } from 'vitest';
import type { AlertEvent } from '#shared/model/event.ts';
import { endedNow } from '../support/pushes.ts';
import { startCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';

afterEach(() => void vi.useRealTimers());

const atOnce = 50;

it('makes at most 30 notifications of 5,000 pushes in a minute, and has every urgent call in one of them', { timeout: 120_000 }, async () => {
  // Only the clock is held: everything else is as it is.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 23, 12, 0) });
  const earshot = await startCore();
  const { client } = earshot.core;
  const alerts: AlertEvent[] = [];
  const stop = new AbortController();
  const events = await client.events.watch({}, { signal: stop.signal });
  const watched = (async () => {
    for await (const event of events) if (event.kind === 'alert') alerts.push(event);
  })().catch(() => {});
  const beganAtMs = Date.now();
  const urgent = new Set<string>();
  for (let first = 0; first < 5000; first += atOnce) {
    await Promise.all(
      Array.from({ length: atOnce }, (_, at) => {
        const callId = `call-${first + at}`;
        const resultStatus = (first + at) % 7 === 0 ? 'TRANSFER_ARTIFICIAL' : (first + at) % 3 === 0 ? 'BUSY' : 'ANSWERED';
        if (resultStatus === 'TRANSFER_ARTIFICIAL') urgent.add(callId);
        return earshot.push({ callId, resultStatus, ...endedNow() });
      }),
    );
    vi.setSystemTime(Date.now() + (60_000 / 5000) * atOnce);
  }
  expect(Date.now() - beganAtMs).toBe(60_000);
  await waitFor(async () => (await client.status.get()).backlog === 0, 60_000);
  await waitFor(async () => {
    // Windows end by the clock, which the waiting goes by too.
    vi.setSystemTime(Date.now() + 100);
    return (await client.alerts.log({ outcome: 'held', limit: 1 })).items.length === 0;
  }, 600_000);

  const noticeOf = new Map<string, number | null>();
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await client.alerts.log({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    for (const { callId, noticeId } of page.items) noticeOf.set(callId, noticeId);
    cursor = page.nextCursor;
  }
  expect(noticeOf.size).toBe(5000);
  const unheard = (): string[] => {
    const told = new Set(alerts.filter(({ level }) => level === 'urgent').map(({ noticeId }) => noticeId));
    return [...urgent].filter((callId) => !told.has(noticeOf.get(callId) ?? -1));
  };
  // What is told is logged first.
  await waitFor(() => {
    vi.setSystemTime(Date.now() + 100);
    return unheard().length === 0;
  }, 60_000).catch(() => {});
  expect(unheard()).toEqual([]);
  const notifications = alerts.filter(({ level, atMs }) => level !== 'badge' && atMs < beganAtMs + 66_000);
  expect(notifications.length).toBeGreaterThan(0);
  expect(notifications.length).toBeLessThanOrEqual(30);
  stop.abort();
  await watched;
  await earshot.close();
});
