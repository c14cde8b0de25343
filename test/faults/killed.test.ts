import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { announcedSeed, isLongForm } from '../support/faultForm.ts';
import { randomFrom } from '../support/generatePushes.ts';
import { findingsOf } from '../support/keptPushes.ts';
import { createSendingPlatform } from '../support/sendingPlatform.ts';
import { killAtStart, startServe } from '../support/startServe.ts';
import { openReading } from '../../electron/core/store/index.ts';

const killsUnderLoad = isLongForm ? 100 : 5;
/** Each of them once so many pushes at most were acknowledged. */
const mostPushes = isLongForm ? 500 : 200;
/** Besides these, after each so many one before it is ready: while it takes the lock, migrates, or goes on deriving. */
const thenOneAtStart = isLongForm ? 4 : 5;
const killsAtStart = killsUnderLoad / thenOneAtStart;

it(`keeps every acknowledged push, and each call once, through ${killsUnderLoad} kills with SIGKILL at random moments under load and ${killsAtStart} at the start`, { timeout: (killsUnderLoad + killsAtStart) * 15_000 }, async () => {
  const kills = `${killsUnderLoad} kills under load and ${killsAtStart} at the start`;
  const random = randomFrom(announcedSeed(kills));
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-kills-'));
  const platform = createSendingPlatform({ random, connections: 16 });
  for (let kill = 1; kill <= killsUnderLoad; kill += 1) {
    await killUnderLoad();
    if (kill % thenOneAtStart === 0) await killAtStart({ dataDir, afterMs: 100 + random() * 1000 });
  }

  async function killUnderLoad(): Promise<void> {
    await using earshot = await startServe({ dataDir });
    const stop = new AbortController();
    const sending = platform.sendUntil(stop.signal, earshot.pushUrl);
    await platform.whenAcknowledged(1 + Math.floor(random() * mostPushes));
    await sleep(random() * 20);
    await earshot.kill();
    stop.abort();
    await sending;
  }

  {
    await using earshot = await startServe({ dataDir });
    const found = await findingsOf(earshot, platform);
    expect(found).toMatchObject({ missing: [], torn: [], wrongCalls: [] });

    await platform.deliverRest(earshot.pushUrl);
    const atLast = await findingsOf(earshot, platform);
    expect(atLast).toMatchObject({ missing: [], torn: [], wrongCalls: [] });
    expect(atLast.duplicates).toBeGreaterThan(0);
    expect(platform.acknowledged.size).toBe(platform.sent.size);
    console.log(`${kills}: ${platform.sent.size} distinct pushes, all acknowledged in the end; ${atLast.pushes} kept, ${atLast.duplicates} records of them duplicates, ${platform.counts.unanswered} requests without an answer`);
    expect(await earshot.stop()).toBe(0);
  }
  const reading = openReading(join(dataDir, 'earshot.db'));
  const decided: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, nextCursor } = reading.listAlertLog({ limit: 10_000, ...(cursor === '' ? {} : { cursor }) });
    decided.push(...items.map(({ callId }) => callId));
    cursor = nextCursor;
  }
  reading.close();
  expect(decided.length).toBeGreaterThan(0);
  expect(new Set(decided).size, 'whether to tell of a call is decided once').toBe(decided.length);
  await rm(dataDir, { recursive: true });
});
