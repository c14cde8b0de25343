import { join } from 'node:path';
import { expect, it } from 'vitest';
import { announcedSeed } from '../support/faultForm.ts';
import { randomFrom } from '../support/generatePushes.ts';
import { healthz, problemsOf, statusOf } from '../support/healthOf.ts';
import { findingsOf } from '../support/keptPushes.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { createSendingPlatform } from '../support/sendingPlatform.ts';
import { mountSmallDisk, obstacleToMounting } from '../support/smallDisk.ts';
import { runEarshot, startServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

const obstacle = await obstacleToMounting();
const timeout = 120_000;

it('acknowledges nothing that it cannot keep on a full disk, says so, and goes on by itself once there is room', { timeout }, async ({ skip }) => {
  skip(obstacle !== null, obstacle ?? '');
  await using disk = await mountSmallDisk();
  await using earshot = await startServe({ dataDir: join(disk.dir, 'data') });
  const platform = createSendingPlatform({ random: randomFrom(announcedSeed('Full disk')), connections: 8 });
  const stop = new AbortController();
  const sending = platform.sendUntil(stop.signal, earshot.pushUrl);
  await platform.whenAcknowledged(50);
  disk.fill();
  await waitFor(() => platform.counts.refused > 20, 30_000);
  expect(await healthz(earshot)).toBe(503);
  const { problems } = await statusOf(earshot);
  expect(problems).toMatchObject([{ kind: 'disk-full', stopsKeeping: true, sentence: 'The disk with the data folder is full.' }]);
  // Everything that is there can still be read; what was not derived yet waits for room.
  expect(((await earshot.getJson('/pushes?limit=5')) as { items: unknown[] }).items).toHaveLength(5);
  stop.abort();
  await sending;

  disk.free();
  // Nothing is pushed meanwhile: it finds out by itself.
  await waitFor(async () => (await healthz(earshot)) === 200, 60_000);
  await waitFor(async () => (await problemsOf(earshot)).length === 0, 30_000);
  await platform.deliverRest(earshot.pushUrl);
  expect(await findingsOf(earshot, platform)).toMatchObject({ missing: [], torn: [], wrongCalls: [] });
  expect(platform.acknowledged.size).toBe(platform.sent.size);
  console.log(`Full disk: ${platform.counts.refused} pushes turned away, all ${platform.sent.size} acknowledged and kept in the end`);
  expect(await earshot.stop()).toBe(0);
});

it('starts on a disk with hardly any room, so that what there is can be read, and goes on by itself once there is some', { timeout }, async ({ skip }) => {
  skip(obstacle !== null, obstacle ?? '');
  await using disk = await mountSmallDisk();
  const dataDir = join(disk.dir, 'data');
  {
    await using before = await startServe({ dataDir });
    expect((await before.push(aPushedRecord({ callId: 'before' }))).status).toBe(200);
    await waitFor(async () => ((await before.getJson('/calls')) as { items: unknown[] }).items.length === 1);
    await before.stop();
  }
  disk.fill();
  const withoutAny = await runEarshot(['serve', '--data', dataDir, '--port', '0', '--ui-port', '0']);
  expect(withoutAny).toMatchObject({ code: 1, stderr: expect.stringContaining('Make room on its disk, then start Earshot again') as string });
  disk.free();
  disk.fill(256 * 1024);
  await using earshot = await startServe({ dataDir });
  expect(await healthz(earshot)).toBe(503);
  expect(await problemsOf(earshot)).toEqual(['disk-full']);
  expect(await earshot.getJson('/calls')).toMatchObject({ items: [{ callId: 'before' }] });
  expect((await earshot.push(aPushedRecord({ callId: 'after', analysisBasis: 'x'.repeat(400_000) }))).status).toBe(503);
  disk.free();
  await waitFor(async () => (await healthz(earshot)) === 200, 60_000);
  expect((await earshot.push(aPushedRecord({ callId: 'after' }))).status).toBe(200);
  await waitFor(async () => ((await earshot.getJson('/calls')) as { items: unknown[] }).items.length === 2);
  expect(await earshot.stop()).toBe(0);
});
