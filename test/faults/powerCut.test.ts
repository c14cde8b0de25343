import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mountCutDisk, obstacleToCutting } from '../support/cutDisk.ts';
import type { CutDisk } from '../support/cutDisk.ts';
import { announcedSeed, isLongForm } from '../support/faultForm.ts';
import { randomFrom } from '../support/generatePushes.ts';
import { findingsOf } from '../support/keptPushes.ts';
import { createSendingPlatform, hashOf } from '../support/sendingPlatform.ts';
import type { SendingPlatform } from '../support/sendingPlatform.ts';
import { startServe } from '../support/startServe.ts';
import { openReading, openStore } from '../../electron/core/store/index.ts';

const obstacle = await obstacleToCutting();
const random = randomFrom(announcedSeed('Power cuts'));
const cuts = isLongForm ? 20 : 1;
const timeout = 60_000 * cuts;

describe('a power cut under load', () => {
  it(`loses no acknowledged push of Earshot (cuts: ${cuts})`, { timeout }, async ({ skip }) => {
    skip(obstacle !== null, obstacle ?? '');
    await using disk = await mountCutDisk();
    const platform = createSendingPlatform({ random, connections: 16 });
    const dataDir = join(disk.dir, 'data');
    for (let cut = 0; cut < cuts; cut += 1) {
      {
        await using earshot = await startServe({ dataDir });
        await sendThroughCut(platform, earshot.pushUrl, disk);
        expect((await fetch(new URL('/healthz', earshot.pushUrl))).status).toBe(503);
      }
      await disk.mountAgain();
    }
    expect(platform.acknowledged.size).toBeGreaterThan(cuts * 20);

    await using earshot = await startServe({ dataDir });
    expect(await findingsOf(earshot, platform)).toMatchObject({ missing: [], torn: [], wrongCalls: [] });
    await platform.deliverRest(earshot.pushUrl);
    const found = await findingsOf(earshot, platform);
    expect(found).toMatchObject({ missing: [], torn: [], wrongCalls: [] });
    console.log(`Power cuts: ${cuts}; ${platform.sent.size} distinct pushes, all acknowledged in the end; ${found.pushes} kept`);
  });

  it('loses none where commits wait for the disk', { timeout }, async ({ skip }) => {
    skip(obstacle !== null, obstacle ?? '');
    expect((await lostWith('FULL')).lost).toEqual([]);
  });

  // Without these two the test above would show nothing.
  it.for(['NORMAL', 'OFF'] as const)('loses acknowledged pushes with synchronous = %s', { timeout: 60_000 }, async (synchronous, { skip }) => {
    skip(obstacle !== null, obstacle ?? '');
    let lost: readonly string[] = [];
    for (let round = 0; round < 5 && lost.length === 0; round += 1) ({ lost } = await lostWith(synchronous));
    expect(lost.length).toBeGreaterThan(0);
  });
});

/** Sends until the power is cut, and for a moment after: what is acknowledged then counts too. */
async function sendThroughCut(platform: SendingPlatform, pushUrl: string, disk: CutDisk): Promise<void> {
  const stop = new AbortController();
  const sending = platform.sendUntil(stop.signal, pushUrl);
  await sleep(200 + random() * 800);
  await disk.cut();
  await sleep(100);
  stop.abort();
  await sending;
}

/** Cuts the power of the receiver alone on a database of this mode; which of its acknowledged bodies are not there then. */
async function lostWith(synchronous: 'FULL' | 'NORMAL' | 'OFF'): Promise<{ readonly lost: readonly string[] }> {
  await using disk = await mountCutDisk();
  const platform = createSendingPlatform({ random, connections: 16 });
  const file = join(disk.dir, 'earshot.db');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'powerCutReceiver.ts'), file, synchronous], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [pushUrl] = (await once(createInterface(child.stdout), 'line')) as [string];
  try {
    await sendThroughCut(platform, pushUrl, disk);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  expect(platform.acknowledged.size).toBeGreaterThan(20);
  await disk.mountAgain();
  const kept = await keptIn(file);
  return { lost: [...platform.acknowledged].map(({ body }) => hashOf(body)).filter((hash) => !kept.has(hash)) };
}

/** Hashes of what a database holds; of nothing where it is damaged beyond use. */
async function keptIn(file: string): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  try {
    openStore({ file }).close();
    const reading = openReading(file);
    for (let id = 1, push = reading.pushBody(id); push !== null; id += 1, push = reading.pushBody(id)) kept.add(hashOf(push.body));
    reading.close();
  } catch (error) {
    console.log(`The database cannot be used after the cut: ${String(error)}`);
  }
  return kept;
}
