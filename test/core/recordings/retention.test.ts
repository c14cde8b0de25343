import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { ranged, startRecordingHost } from '../../support/recordingHost.ts';
import { startRecordings } from '../../support/startRecordings.ts';
import type { StartedRecordings } from '../../support/startRecordings.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const wav = aWav({ data: asPcm16(aTone(2)) });
const day = 86_400_000;
const bytesOfGib = 1024 ** 3;

/** So many recordings that came a day after each other. */
async function withKept(count: number, check: (started: StartedRecordings) => Promise<void>): Promise<void> {
  await using host = await startRecordingHost({ '/x.wav': ranged(wav) });
  await using started = await startRecordings({ rules: { allowedPrivateHosts: [host.host] } });
  for (let call = 1; call <= count; call += 1) {
    started.queue.add(`call-${call}`, 'composite', `${host.url}/x.wav`);
    started.recordings.wake();
    await started.becomes(`call-${call}`, 'ready');
    started.pass(day);
  }
  await check(started);
}

const states = ({ queue }: StartedRecordings, count: number): string[] => Array.from({ length: count }, (_, at) => queue.get(`call-${at + 1}`).state);
const taken = ({ dir }: StartedRecordings): number => readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
const sounds = ({ dir }: StartedRecordings): number => readdirSync(dir).filter((name) => /^[0-9a-f]{40}\.wav$/.test(name)).length;

describe('the room for recordings', () => {
  it('is kept by the oldest making room for a new one, and the log says so', async () => {
    await withKept(5, async (started) => {
      started.rule({ budgetGiB: (taken(started) * 0.7) / bytesOfGib });
      await eventually(() => expect(states(started, 5)).toEqual(['freed', 'freed', 'ready', 'ready', 'ready']));
      await eventually(() => expect(sounds(started)).toBe(3));
      expect(started.logged).toContainEqual({ message: 'the oldest recordings made room for newer ones', details: expect.objectContaining({ files: 2 }) });
      expect(await started.recordings.retry('call-1', 'composite')).toBe(true);
      await started.becomes('call-1', 'ready');
      await eventually(() => expect(states(started, 5)).toEqual(['ready', 'freed', 'freed', 'ready', 'ready']));
    });
  });

  it('is never made by what is protected, though it be more than there is room for', async () => {
    await withKept(3, async (started) => {
      started.queue.protect('call-1');
      started.queue.protect('call-3');
      started.rule({ budgetGiB: 1 / bytesOfGib });
      await eventually(() => expect(states(started, 3)).toEqual(['ready', 'freed', 'ready']));
      expect(await started.recordings.free(Number.MAX_SAFE_INTEGER)).toEqual({ bytes: 0, files: 0 });
      expect(states(started, 3)).toEqual(['ready', 'freed', 'ready']);
    });
  });

  it('is bounded in time too', async () => {
    await withKept(4, async (started) => {
      started.rule({ keepDays: 2 });
      await eventually(() => expect(states(started, 4)).toEqual(['freed', 'freed', 'freed', 'ready']));
    });
  });

  it('is freed by hand, in batches and with its progress', async () => {
    await withKept(4, async (started) => {
      const before = taken(started);
      const freeing = started.recordings.free(Number.MAX_SAFE_INTEGER);
      await vi.waitFor(async () => expect((await started.recordings.room()).freeing?.files).toBe(4), { interval: 1 });
      expect(await freeing).toEqual({ bytes: before, files: 4 });
      expect((await started.recordings.room()).freeing).toBeNull();
      expect(taken(started)).toBe(0);
    });
  });

  it('gets what a crash left between the mark and the file at the next start', async () => {
    await withKept(2, async (started) => {
      const file = join(started.dir, started.queue.get('call-1').ready?.file ?? '');
      await started.queue.freeSome({ fetchedUntilMs: 2_000_000, bytes: null, limit: 1 });
      expect(existsSync(file)).toBe(true);
      await started.restart();
      await eventually(() => expect(existsSync(file)).toBe(false));
      expect(states(started, 2)).toEqual(['freed', 'ready']);
      expect(started.queue.get('call-1').ready).toBeNull();
    });
  });
});
