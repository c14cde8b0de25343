import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aPushedRecord } from '../support/pushes.ts';
import { startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';

const hourMs = 3_600_000;

let dataDir: string;
let running: StartedCore;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(new Date('2026-11-22T10:15:00Z'));
  dataDir = await mkdtemp(join(tmpdir(), 'earshot-clock-'));
  running = await startCore({ dataDir });
});
afterEach(async () => {
  await running.close();
  vi.useRealTimers();
  await rm(dataDir, { recursive: true, force: true });
});

/** Asks again until it holds, by a clock that is not set. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const beganMs = performance.now();
  while (!(await holds())) {
    if (performance.now() - beganMs > 15_000) throw new Error('Still not so after 15 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const push = async (callId: string, more: Parameters<typeof aPushedRecord>[0] = {}): Promise<void> => {
  expect((await running.push(aPushedRecord({ callId, fullAudioUrl: '', customerAudioUrl: '', ...more }))).status).toBe(200);
  await eventually(async () => (await running.core.client.calls.get({ callId }).catch(() => null)) !== null);
};
const reasonOf = async (callId: string): Promise<unknown> => (await running.core.client.calls.get({ callId })).recordings.find(({ kind }) => kind === 'composite')?.reason;
const setBack = (ms: number): unknown => vi.setSystemTime(Date.now() - ms);
const kinds = async (): Promise<string[]> => (await running.core.client.status.get()).problems.map(({ kind }) => kind);

it('keeps, files, lists and counts in order of arrival when the clock is set back, and says so until it has caught up', async () => {
  await push('first');
  setBack(26 * hourMs);
  await push('second');
  await eventually(async () => (await kinds()).includes('clock-back'));
  setBack(-hourMs);
  await push('third');
  const { client } = running.core;
  expect((await client.calls.list({})).items.map(({ callId }) => callId)).toEqual(['third', 'second', 'first']);
  expect((await client.pushes.list({})).items.map(({ id }) => id)).toEqual([3, 2, 1]);
  const midnightMs = new Date('2026-11-21T00:00:00Z').getTime();
  expect((await client.calls.counts({ sinceMs: midnightMs })).since).toEqual({ ANSWERED: 3 });
  expect((await client.status.get()).problems).toMatchObject([{ kind: 'clock-back', stopsKeeping: false }]);
  const revised = { callId: 'first', resultStatus: 'TRANSFER_ARTIFICIAL', fullAudioUrl: '', customerAudioUrl: '' };
  expect((await running.push(aPushedRecord(revised))).status).toBe(200);
  await eventually(async () => (await client.calls.get({ callId: 'first' })).status === 'TRANSFER_ARTIFICIAL');
  vi.setSystemTime(new Date('2026-11-22T10:15:01Z'));
  await eventually(async () => (await kinds()).length === 0);
});

it('knows after a restart that the clock is earlier than the latest push, and goes on all the same', async () => {
  await push('first');
  await running.close();
  setBack(48 * hourMs);
  running = await startCore({ dataDir });
  await eventually(async () => (await kinds()).includes('clock-back'));
  await push('second');
  expect((await running.core.client.calls.list({})).items.map(({ callId }) => callId)).toEqual(['second', 'first']);
});

it('does not put off a recording for as long as the clock was set back', async () => {
  await push('first', { fullAudioUrl: 'http://127.0.0.1:9/never.wav' });
  await eventually(async () => (await running.core.client.calls.get({ callId: 'first' })).recordings.some(({ reason }) => reason !== null));
  setBack(7 * 24 * hourMs);
  await push('second', { fullAudioUrl: 'http://127.0.0.1:9/never-either.wav' });
  await eventually(async () => (await reasonOf('second')) !== null);
  expect(await reasonOf('second')).toBe(await reasonOf('first'));
});

it('makes a backup all the same', async () => {
  await push('first');
  const { client } = running.core;
  await client.backups.make();
  await eventually(async () => (await client.backups.list()).items.length === 1);
  setBack(48 * hourMs);
  await eventually(async () => (await client.status.get()).latestBackup.progress === null);
  await client.backups.make();
  await eventually(async () => (await client.backups.list()).items.filter(({ isVerified }) => isVerified).length === 2);
  const [newest, older] = (await client.backups.list()).items;
  expect(newest!.madeAtMs).toBeLessThan(older!.madeAtMs);
});
