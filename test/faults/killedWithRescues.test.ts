import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';

interface Card {
  readonly call: { readonly callId: string };
  readonly answered: { readonly callId: string } | null;
}

const set = async (earshot: StartedServe, callId: string, isHandled: boolean): Promise<boolean> =>
  (await earshot.fetchApi(`/rescues/${callId}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ isHandled }) })).ok;
const cardsOf = async (earshot: StartedServe): Promise<Card[]> => ((await earshot.getJson('/rescues?limit=200')) as { items: Card[] }).items;

it('keeps every card and everything that was put away through five kills with SIGKILL', { timeout: 120_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-rescue-kills-'));
  const lost: string[] = [];
  const handled = new Set<string>();
  const answered = new Set<string>();
  for (let round = 0; round < 5; round += 1) {
    const earshot = await startServe({ dataDir });
    const startTime = Date.now() - 60_000;
    // Killed at once after the last answer: what is kept is derived at the next start.
    for (let at = 0; at < 12; at += 1) {
      const callId = `lost-${String(round)}-${String(at)}`;
      const response = await earshot.push({ callId, resultStatus: at % 2 === 0 ? 'CALL_LOSS' : 'TRANSFER_ARTIFICIAL', calledPhoneNumber: `4477009${String(round)}0${String(at).padStart(3, '0')}`, startTime, endTime: startTime + 20_000 });
      if (response.ok) lost.push(callId);
      if (at % 4 === 3) {
        await earshot.push({ callId: `${callId}-again`, resultStatus: 'ANSWERED', calledPhoneNumber: `4477009${String(round)}0${String(at).padStart(3, '0')}`, startTime: startTime + 30_000 });
        answered.add(callId);
      }
    }
    for (const callId of lost.filter((_, place) => place % 5 === round)) {
      // Not filed yet, it has no card to put away.
      if (await set(earshot, callId, true)) handled.add(callId);
    }
    const [again] = handled;
    if (again !== undefined && round % 2 === 1 && (await set(earshot, again, false))) handled.delete(again);
    await earshot.kill();
  }
  await using earshot = await startServe({ dataDir });
  const expected = lost.filter((callId) => !handled.has(callId)).toSorted();
  await expect.poll(async () => (await cardsOf(earshot)).map(({ call }) => call.callId).toSorted(), { timeout: 20_000 }).toEqual(expected);
  const reached = (await cardsOf(earshot)).filter((card) => card.answered !== null);
  expect(reached.map(({ call }) => call.callId).toSorted()).toEqual(expected.filter((callId) => answered.has(callId)));
  expect(handled.size).toBeGreaterThan(0);
  expect(await earshot.stop()).toBe(0);
  await rm(dataDir, { recursive: true });
});
