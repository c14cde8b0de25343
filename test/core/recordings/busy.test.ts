import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createRecordings } from '../../../electron/core/recordings/index.ts';
import { createMemoryQueue } from '../../support/memoryQueue.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

it('begins no download while there is something more urgent to do', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-busy-'));
  mkdirSync(join(dir, 'samples', 'hello'), { recursive: true });
  writeFileSync(join(dir, 'samples', 'hello', 'user.wav'), aWav({ data: asPcm16(aTone(1)) }));
  const queue = createMemoryQueue(() => 0);
  queue.add('call-1', 'customer', 'https://samples.earshot.invalid/hello/user.wav');
  let isBusy = true;
  const asked = vi.fn<() => boolean>(() => isBusy);
  const recordings = createRecordings({
    dir,
    madeDir: join(dir, 'made'),
    queue,
    rules: () => ({ allowedPrivateHosts: [], maxFileMiB: 512, budgetGiB: 0, keepDays: 0 }),
    samplesDir: join(dir, 'samples'),
    peaksThread: new URL('../../../electron/core/threads/peaks.ts', import.meta.url),
    onChange: () => {},
    isBusy: asked,
    now: () => 0,
    random: () => 0.5,
    log: { info: () => {}, warn: () => {} },
  });
  recordings.start();
  await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(1), { timeout: 10_000 });
  expect(queue.get('call-1', 'customer')).toMatchObject({ state: 'waiting', attempts: 0 });
  isBusy = false;
  await vi.waitFor(() => expect(queue.get('call-1', 'customer').state).toBe('ready'), { timeout: 10_000 });
  await recordings.close();
  rmSync(dir, { recursive: true, force: true });
});
