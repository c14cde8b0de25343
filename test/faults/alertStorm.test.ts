import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { isLongForm } from '../support/faultForm.ts';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

const seconds = isLongForm ? 60 : 12;
const callsASecond = 84;
const calls = seconds * callsASecond;

interface Told {
  readonly kind: string;
  readonly about: string;
  readonly level: string;
  readonly count: number;
  readonly noticeId: number;
  readonly atMs: number;
}

/** Gathers what hosts are told of, from here on. */
function follow(earshot: StartedServe): { readonly alerts: readonly Told[]; readonly stop: () => Promise<void> } {
  const alerts: Told[] = [];
  const stopping = new AbortController();
  const followed = (async () => {
    const { body } = await earshot.fetchApi('/events', { signal: stopping.signal });
    const reader = body?.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
      text += decoder.decode(read.value, { stream: true });
      const whole = text.lastIndexOf('\n\n');
      for (const [, data = ''] of text.slice(0, Math.max(0, whole)).matchAll(/^data: (.*)$/gm)) {
        const event = JSON.parse(data) as Told;
        if (event.kind === 'alert') alerts.push(event);
      }
      if (whole !== -1) text = text.slice(whole);
    }
  })().catch(() => {});
  return {
    alerts,
    async stop() {
      stopping.abort();
      await followed;
    },
  };
}

const backlog = async (earshot: StartedServe): Promise<number> => ((await earshot.getJson('/status')) as { backlog: number }).backlog;

async function callsOf(earshot: StartedServe, noticeId: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = (await earshot.getJson(`/calls?notice=${noticeId}&limit=200&cursor=${encodeURIComponent(cursor)}`)) as { items: { callId: string }[]; nextCursor: string | null };
    ids.push(...page.items.map(({ callId }) => callId));
    cursor = page.nextCursor;
  }
  return ids;
}

/** Every second a batch, in which urgent ones stand here and there. */
function aBatch(second: number): { readonly record: Record<string, unknown>; readonly isUrgent: boolean }[] {
  const endTime = Math.floor(Date.now() / 1000);
  return Array.from({ length: callsASecond }, (_, at) => {
    const isUrgent = (second * callsASecond + at) % 23 === 7;
    const resultStatus = isUrgent ? 'TRANSFER_ARTIFICIAL' : at % 3 === 0 ? 'ANSWERED' : at % 3 === 1 ? 'CALL_LOSS' : 'BUSY';
    return { isUrgent, record: { callId: `call-${second}-${at}`, resultStatus, calledPhoneNumber: `44${String(7_700_000_000 + second * callsASecond + at)}`, startTime: endTime - 30, endTime } };
  });
}

it(`tells of ${calls} calls in ${seconds} s in at most 30 notices, of every urgent one, and of none after a kill and a start`, { timeout: 300_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-storm-'));
  const earshot = await startServe({ dataDir });
  const { alerts, stop } = follow(earshot);
  const urgent: string[] = [];
  const beganMs = Date.now();
  for (let second = 0; second < seconds; second += 1) {
    const batch = aBatch(second);
    // In four requests, spread over the second.
    for (let part = 0; part < 4; part += 1) {
      const response = await earshot.push(batch.slice(part * (callsASecond / 4), (part + 1) * (callsASecond / 4)).map(({ record }) => record));
      expect(response.ok).toBe(true);
      await sleep(Math.max(0, beganMs + second * 1000 + (part + 1) * 250 - Date.now()));
    }
    urgent.push(...batch.filter(({ isUrgent }) => isUrgent).map(({ record }) => String(record['callId'])));
  }
  await waitFor(async () => (await backlog(earshot)) === 0, 60_000);
  // The last window ends, and what it tells comes a moment later.
  await waitFor(async () => ((await earshot.getJson('/alerts/log?outcome=held&limit=1')) as { items: unknown[] }).items.length === 0, 60_000);
  await sleep(2000);
  const notices = alerts.filter(({ level }) => level !== 'badge');
  const inAMinute = notices.map(({ atMs }) => notices.filter((other) => other.atMs >= atMs && other.atMs < atMs + 60_000).length);
  expect(Math.max(...inAMinute)).toBeLessThanOrEqual(30);
  expect(notices.length).toBeGreaterThan(seconds / 4);
  const shown = new Set((await Promise.all(notices.filter(({ level, about }) => level === 'urgent' && about === 'calls').map(({ noticeId }) => callsOf(earshot, noticeId)))).flat());
  expect(urgent.length).toBe(Math.ceil((calls - 7) / 23));
  expect(urgent.filter((callId) => !shown.has(callId))).toEqual([]);

  // As many again, killed in the middle of it: what was kept is filed and told of to nobody at the next start.
  for (let second = seconds; second < 2 * seconds; second += 1) await earshot.push(aBatch(second).map(({ record }) => record));
  await stop();
  await earshot.kill();
  await using again = await startServe({ dataDir });
  const after = follow(again);
  await waitFor(async () => (await backlog(again)) === 0, 60_000);
  await sleep(8000);
  const { totals } = (await again.getJson('/status')) as { totals: { calls: number } };
  expect(totals.calls).toBe(2 * calls);
  expect(after.alerts).toEqual([]);
  const endTime = Math.floor(Date.now() / 1000);
  await again.push({ callId: 'new', resultStatus: 'ANSWERED', startTime: endTime - 30, endTime });
  await waitFor(() => after.alerts.length > 0);
  expect(after.alerts).toMatchObject([{ level: 'normal', count: 1, call: { callId: 'new' } }]);
  await after.stop();
  await again.stop();
  await rm(dataDir, { recursive: true, force: true });
});
