import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { mountCutDisk, obstacleToCutting } from '../support/cutDisk.ts';
import { healthz, problemsOf } from '../support/healthOf.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { mountReadOnly, obstacleToMounting } from '../support/smallDisk.ts';
import { runEarshot, startServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

const run = promisify(execFile);
const obstacle = await obstacleToMounting();
const obstacleToDisk = await obstacleToCutting();
const timeout = 60_000;

it('says at the start that the data folder cannot be written to', { timeout }, async ({ skip }) => {
  skip(obstacle !== null, obstacle ?? '');
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-data-'));
  try {
    {
      await using before = await startServe({ dataDir });
      await before.stop();
    }
    await using readOnly = await mountReadOnly(dataDir);
    const { code, stderr } = await runEarshot(['serve', '--data', readOnly.dir, '--port', '0', '--ui-port', '0']);
    expect(code).toBe(1);
    expect(stderr).toContain(`Earshot cannot keep its data in ${readOnly.dir}`);
    expect(stderr).toContain('Make that folder writable');
    const doctor = await runEarshot(['doctor', '--data', readOnly.dir]);
    expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining(`The folder ${readOnly.dir} cannot be written to by this user`)]);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

it('acknowledges nothing once the disk has become read-only, and says so', { timeout }, async ({ skip }) => {
  skip(obstacleToDisk !== null, obstacleToDisk ?? '');
  await using disk = await mountCutDisk();
  await using earshot = await startServe({ dataDir: join(disk.dir, 'data') });
  expect((await earshot.push(aPushedRecord({ callId: 'before' }))).status).toBe(200);
  await waitFor(async () => ((await earshot.getJson('/calls')) as { items: unknown[] }).items.length === 1);
  // What Linux does where a disk's errors leave it no choice.
  await run('mount', ['-o', 'remount,abort', disk.dir]);
  await waitFor(async () => (await earshot.push(aPushedRecord({ callId: 'after' }))).status === 503);
  expect(await healthz(earshot)).toBe(503);
  await waitFor(async () => (await problemsOf(earshot))[0] === 'read-only');
  expect(await earshot.getJson('/calls')).toMatchObject({ items: [{ callId: 'before' }] });
  await earshot.kill();
});
