import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordings, type Recordings } from '../../../electron/core/recordings/index.ts';
import { nameOfRecording } from '../../../electron/core/recordings/files.ts';
import { createMemoryQueue } from '../../support/memoryQueue.ts';
import type { MemoryQueue } from '../../support/memoryQueue.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

let dir = '';
let queue: MemoryQueue;
let recordings: Recordings;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-refused-'));
  queue = createMemoryQueue(() => 0);
  recordings = createRecordings({
    dir,
    madeDir: join(dir, 'made'),
    queue,
    rules: () => ({ allowedPrivateHosts: [], maxFileMiB: 512, budgetGiB: 0, keepDays: 0 }),
    samplesDir: join(dir, 'samples'),
    peaksThread: new URL('../../../electron/core/threads/peaks.ts', import.meta.url),
    onChange: () => {},
    now: () => 0,
    random: () => 0.5,
    log: { info: () => {}, warn: () => {} },
  });
});
afterEach(async () => {
  await recordings.close();
  rmSync(dir, { recursive: true });
});

const settled = (callId: string, state: string): Promise<void> => vi.waitFor(() => expect(queue.get(callId).state).toBe(state), { timeout: 15_000, interval: 10 });

describe('recordings on a private address', () => {
  it('are refused together, without being taken for downloads', async () => {
    for (let call = 0; call < 120; call += 1) queue.add(`call-${call}`, 'composite', `http://10.0.0.${call}/x.wav`);
    const downloading = vi.spyOn(queue, 'markDownloading');
    const refused = vi.spyOn(queue, 'markRefused');
    recordings.start();
    await settled('call-119', 'unavailable');
    expect(refused.mock.calls.map(([together]) => together.length)).toEqual([50, 50, 20]);
    expect(downloading).not.toHaveBeenCalled();
    expect(queue.get('call-0')).toMatchObject({ state: 'unavailable', reason: 'private-address', attempts: 0, nextTryAtMs: null });
  });

  it('are taken where they were fetched while their host was listed', async () => {
    const url = 'http://10.0.0.1/x.wav';
    mkdirSync(dir, { recursive: true });
    const file = `${nameOfRecording('call-1', 'composite', url)}.wav`;
    writeFileSync(join(dir, file), aWav({ data: asPcm16(aTone(1)) }));
    queue.add('call-1', 'composite', url);
    recordings.start();
    await settled('call-1', 'ready');
    expect(queue.get('call-1').ready?.file).toBe(file);
  });
});
