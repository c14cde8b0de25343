import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { aRecording } from '../../support/calls.ts';
import { ranged, startRecordingHost } from '../../support/recordingHost.ts';
import { mountSmallDisk, obstacleToMounting } from '../../support/smallDisk.ts';
import { startRecordings } from '../../support/startRecordings.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const wav = aWav({ data: asPcm16(aTone(2)) });
const long = aWav({ data: asPcm16(aTone(120)) });
const mib = 1024 * 1024;
/** Of 24 MiB. */
const reserved = Math.floor(24 * mib * 0.05);
const obstacle = await obstacleToMounting();

describe.skipIf(obstacle !== null)(`a disk with little room${obstacle === null ? '' : ` (${obstacle})`}`, () => {
  it('makes downloads wait before the last of it is taken, and they go on once there is more', async () => {
    await using disk = await mountSmallDisk();
    await using host = await startRecordingHost({ '/x.wav': ranged(wav) });
    const dir = join(disk.dir, 'recordings');
    mkdirSync(dir);
    disk.fill(reserved - 8192);
    await using started = await startRecordings({ dir, rules: { allowedPrivateHosts: [host.host] }, lookForRoomMs: 50 });
    started.queue.add('call-1', 'composite', `${host.url}/x.wav`);
    started.recordings.wake();
    await eventually(() => expect(started.recordings.isPaused()).toBe(true));
    expect(await started.recordings.room()).toMatchObject({ disk: { reservedBytes: reserved } });
    // Nobody is asked, nothing is written down, and the screen is told why.
    expect(host.asked).toEqual([]);
    expect(started.queue.get('call-1')).toMatchObject({ state: 'waiting', attempts: 0, reason: null });
    expect(started.recordings.shown('call-1', aRecording({ state: 'waiting', reason: null, nextTryAtMs: 5000 }))).toMatchObject({ reason: 'disk-full', nextTryAtMs: null });
    disk.free();
    await started.becomes('call-1', 'ready');
    expect(started.recordings.isPaused()).toBe(false);
  });

  it('ends a download that would take the last of it, whether its length is announced or not, and keeps what has come', async () => {
    await using disk = await mountSmallDisk();
    await using host = await startRecordingHost({
      '/announced.wav': ranged(long),
      '/endless.wav': (_, response) => {
        response.writeHead(200);
        response.write(long);
        const timer = setInterval(() => response.write(Buffer.alloc(256 * 1024)), 5);
        response.on('close', () => clearInterval(timer));
      },
    });
    const dir = join(disk.dir, 'recordings');
    mkdirSync(dir);
    disk.fill(reserved + mib);
    await using started = await startRecordings({ dir, rules: { allowedPrivateHosts: [host.host] }, lookForRoomMs: 50 });
    started.queue.add('call-1', 'composite', `${host.url}/announced.wav`);
    started.recordings.wake();
    await started.becomes('call-1', 'waiting', 'disk-full');
    expect(started.queue.get('call-1').attempts).toBe(0);
    // What is left of it goes once its state is told.
    await eventually(() => expect(readdirSync(dir)).toEqual([]));

    started.queue.add('call-2', 'composite', `${host.url}/endless.wav`);
    started.recordings.wake();
    await started.becomes('call-2', 'waiting', 'disk-full');
    const taken = readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
    expect(taken).toBeGreaterThan(mib / 2);
    expect(taken).toBeLessThan(mib + 2 * mib);

    disk.free();
    started.pass(600_000);
    await started.becomes('call-1', 'ready');
  });

  it('that is full all of a sudden costs no recording', async () => {
    await using disk = await mountSmallDisk();
    await using host = await startRecordingHost();
    const dir = join(disk.dir, 'recordings');
    mkdirSync(dir);
    await using started = await startRecordings({ dir, rules: { allowedPrivateHosts: [host.host] }, lookForRoomMs: 50 });
    host.set('/x.wav', (_, response) => {
      response.writeHead(200, { 'content-length': long.length, etag: '"v1"' });
      response.write(long.subarray(0, 500_000));
      setTimeout(() => {
        disk.fill();
        response.end(long.subarray(500_000));
      }, 100);
    });
    started.queue.add('call-1', 'composite', `${host.url}/x.wav`);
    started.recordings.wake();
    await started.becomes('call-1', 'waiting', 'disk-full');
    host.set('/x.wav', ranged(long));
    disk.free();
    started.pass(600_000);
    await started.becomes('call-1', 'ready');
    expect(Buffer.from(await started.readyFile('call-1')).equals(long)).toBe(true);
  });
});
