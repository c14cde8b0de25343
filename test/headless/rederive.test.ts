import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPushedRecord } from '../support/pushes.ts';
import { runEarshot, startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'earshot-rederive-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const timeout = 60_000;

async function callsOf(earshot: StartedServe): Promise<unknown> {
  await waitFor(async () => ((await earshot.getJson('/status')) as { backlog: number }).backlog === 0, 10_000);
  const { items } = (await earshot.getJson('/calls')) as { items: { callId: string }[] };
  return Promise.all(items.map(({ callId }) => earshot.getJson(`/calls/${callId}`)));
}

describe('doctor --rederive', () => {
  it('makes the same calls of the same pushes, and says what it found', { timeout }, async () => {
    let before: unknown;
    {
      await using earshot = await startServe({ dataDir });
      for (const [callId, resultStatus] of [['a', 'ANSWERED'], ['b', 'BUSY'], ['a', 'TRANSFER_ARTIFICIAL'], ['b', 'BUSY']] as const) {
        await earshot.push(aPushedRecord({ callId, resultStatus, fullAudioUrl: undefined, customerAudioUrl: undefined }));
      }
      before = await callsOf(earshot);
      const refused = await runEarshot(['doctor', '--rederive', '--data', dataDir]);
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('headless') as string });
      expect(await earshot.stop()).toBe(0);
    }
    const made = await runEarshot(['doctor', '--rederive', '--data', dataDir]);
    expect(made).toMatchObject({ code: 0, stderr: expect.stringMatching(/Made the calls anew from 4 pushes\.\n$/) as string, stdout: expect.stringContaining('The database is whole: 4 pushes, 2 calls') as string });
    await using earshot = await startServe({ dataDir });
    expect(await callsOf(earshot)).toEqual(before);
    expect(before).toHaveLength(2);
  });

  it('says where there is nothing to make calls of', { timeout }, async () => {
    expect(await runEarshot(['doctor', '--rederive', '--data', dataDir])).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no database in') as string });
  });
});
