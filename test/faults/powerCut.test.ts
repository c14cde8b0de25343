import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
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
import { waitFor } from '../support/waitFor.ts';
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
      await using earshot = await startServe({ dataDir });
      await sendThroughCut(platform, earshot, disk);
    }

    await using earshot = await startServe({ dataDir });
    expect(await findingsOf(earshot, platform)).toMatchObject({ missing: [], torn: [], wrongCalls: [] });
    await platform.deliverRest(earshot.pushUrl);
    const found = await findingsOf(earshot, platform);
    expect(found).toMatchObject({ missing: [], torn: [], wrongCalls: [] });
    console.log(`Power cuts: ${cuts}; ${platform.sent.size} distinct pushes, all acknowledged in the end; ${found.pushes} kept`);
    await earshot.stop();
  });

  it(`loses none where commits wait for the disk (cuts: ${cuts})`, { timeout }, async ({ skip }) => {
    skip(obstacle !== null, obstacle ?? '');
    for (let cut = 0; cut < cuts; cut += 1) expect(await lostWith('FULL')).toEqual([]);
  });

  // Without these two the tests above would show nothing.
  it.for(['NORMAL', 'OFF'] as const)('loses acknowledged pushes with synchronous = %s', { timeout: 60_000 }, async (synchronous, { skip }) => {
    skip(obstacle !== null, obstacle ?? '');
    let lost: readonly string[] = [];
    for (let round = 0; round < 5 && lost.length === 0; round += 1) lost = await lostWith(synchronous);
    expect(lost.length).toBeGreaterThan(0);
  });

  it('is no success for what is pushed after it, and says so', async ({ skip }) => {
    skip(obstacle !== null, obstacle ?? '');
    await using disk = await mountCutDisk();
    await using earshot = await startServe({ dataDir: join(disk.dir, 'data') });
    expect((await earshot.push({ callId: 'before' })).status).toBe(200);
    await disk.cut();
    expect((await earshot.push({ callId: 'after' })).status).toBe(503);
    expect((await fetch(new URL('/healthz', earshot.pushUrl))).status).toBe(503);
    await earshot.kill();
  });
});

/**
 * Sends until the power is cut and the process is gone; the disk is mounted again then. The process is stopped before: a
 * power cut ends both at once, while an fdatasync in flight at EXT4_IOC_SHUTDOWN may return success for what is lost.
 */
async function sendThroughCut(platform: SendingPlatform, receiver: { readonly pid: number; readonly pushUrl: string; kill(): Promise<void> }, disk: CutDisk): Promise<void> {
  const stop = new AbortController();
  const sending = platform.sendUntil(stop.signal, receiver.pushUrl);
  await platform.whenAcknowledged(30 + Math.floor(random() * 300));
  await sleep(random() * 20);
  process.kill(receiver.pid, 'SIGSTOP');
  await waitFor(() => isStopped(receiver.pid));
  // Answers that have left it are read.
  await sleep(20);
  await disk.cut();
  stop.abort();
  await receiver.kill();
  await sending;
  await disk.mountAgain();
}

/** Whether no thread of the process runs; one that waits for the disk is not let back into its program. */
async function isStopped(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`);
  const stats = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8')));
  return stats.every((stat) => /^\d+ \(.*\) [TD] /s.test(stat));
}

/** Cuts the power of the receiver alone on a database of this mode; which of its acknowledged bodies are not there then. */
async function lostWith(synchronous: 'FULL' | 'NORMAL' | 'OFF'): Promise<readonly string[]> {
  await using disk = await mountCutDisk();
  const platform = createSendingPlatform({ random, connections: 16 });
  const file = join(disk.dir, 'earshot.db');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'powerCutReceiver.ts'), file, synchronous], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const told: unknown[] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
    await sendThroughCut(platform, { pid: child.pid!, pushUrl: String(told[0]), kill }, disk); // it has been heard from, so it runs
  } finally {
    await kill();
  }
  const kept = keptIn(file);
  return [...platform.acknowledged].map(({ body }) => hashOf(body)).filter((hash) => !kept.has(hash));
}

/** Hashes of what a database holds; of nothing where it is damaged beyond use. */
function keptIn(file: string): ReadonlySet<string> {
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
