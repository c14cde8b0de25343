import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { announcedSeed } from '../support/faultForm.ts';
import { randomFrom } from '../support/generatePushes.ts';
import { healthz, problemsOf } from '../support/healthOf.ts';
import { findingsOf } from '../support/keptPushes.ts';
import { createSendingPlatform } from '../support/sendingPlatform.ts';
import { runEarshot, startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

const timeout = 120_000;

const callsShown = async (earshot: StartedServe): Promise<readonly unknown[]> => ((await earshot.getJson('/calls?limit=1')) as { items: unknown[] }).items;

it('acknowledges nothing while another process has the database locked, says so, and goes on by itself', { timeout }, async () => {
  await using earshot = await startServe();
  const platform = createSendingPlatform({ random: randomFrom(announcedSeed('Locked database')), connections: 8 });
  const stop = new AbortController();
  const sending = platform.sendUntil(stop.signal, earshot.pushUrl);
  await platform.whenAcknowledged(50);
  await waitFor(async () => (await callsShown(earshot)).length === 1, 30_000);
  const other = new Database(join(earshot.dataDir, 'earshot.db'), { timeout: 10_000 });
  other.exec('BEGIN IMMEDIATE');
  await waitFor(() => platform.counts.refused > 20, 60_000);
  const acknowledged = platform.acknowledged.size;
  expect(await healthz(earshot)).toBe(503);
  expect(await problemsOf(earshot)).toEqual(['database-locked']);
  // The screen goes on meanwhile.
  expect(await callsShown(earshot)).toHaveLength(1);
  expect(platform.acknowledged.size).toBe(acknowledged);
  stop.abort();
  await sending;

  other.exec('ROLLBACK');
  other.close();
  await waitFor(async () => (await healthz(earshot)) === 200, 60_000);
  await waitFor(async () => (await problemsOf(earshot)).length === 0, 30_000);
  await platform.deliverRest(earshot.pushUrl);
  expect(await findingsOf(earshot, platform)).toMatchObject({ missing: [], torn: [], wrongCalls: [] });
  expect(await earshot.stop()).toBe(0);
});

it('lets no second host onto a data directory, while backup and doctor work beside the first', { timeout }, async () => {
  await using earshot = await startServe();
  const { dataDir } = earshot;
  const second = await runEarshot(['serve', '--data', dataDir, '--port', '0', '--ui-port', '0']);
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`The data in ${dataDir} is in use by the headless host (process ${earshot.pid}`);
  const restoring = await runEarshot(['restore', '--empty', '--data', dataDir]);
  expect(restoring.code).toBe(1);
  expect(restoring.stderr).toContain('is in use by the headless host');
  expect((await runEarshot(['backup', '--data', dataDir])).code).toBe(0);
  expect((await runEarshot(['doctor', '--data', dataDir])).code).toBe(0);
  expect(await healthz(earshot)).toBe(200);
});
