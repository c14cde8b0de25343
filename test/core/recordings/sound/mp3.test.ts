import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareSound, type PreparedSound } from '../../../../electron/core/recordings/sound/index.ts';
import { soundBytes } from '../../../support/sounds.ts';
import { aWav } from '../../../support/wav.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-mp3-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** MPEG 2.5, 16 kbit/s, 8 kHz: frames of 144 bytes and 72 ms; ffmpeg puts a tag before them, and a table into the first. */
const mp3 = soundBytes('mono.mp3');
const frameBytes = 144;
const firstFrame = mp3.indexOf(Buffer.from('ffe3', 'hex'));
const frames = mp3.subarray(firstFrame);

function aTag(length: number): Buffer {
  const size = [21, 14, 7, 0].map((shift) => (length >> shift) & 0x7f);
  return Buffer.concat([Buffer.from('ID3\u0004\0\0', 'latin1'), Buffer.from(size), Buffer.alloc(length, 0xff)]);
}

async function prepare(bytes: Buffer): Promise<PreparedSound> {
  const path = join(dir, 'sound.mp3');
  writeFileSync(path, bytes);
  return prepareSound(path);
}

describe('prepareSound of an MP3', () => {
  it.each([
    ['behind a tag of some hundred kilobytes that looks like frames', Buffer.concat([aTag(400_000), frames])],
    ['behind two tags', Buffer.concat([aTag(300), aTag(70_000), frames])],
    ['behind a tag that claims more than the file has', Buffer.concat([Buffer.from('ID3\u0004\0\0\u007f\u007f\u007f\u007f', 'latin1'), frames])],
    ['behind silence that is no sound', Buffer.concat([Buffer.alloc(3000), frames])],
    ['with an old tag at its end', Buffer.concat([mp3, Buffer.from('TAG'), Buffer.alloc(125, 0x20)])],
  ])('leaves out the delay that the table tells, %s', async (_, bytes) => {
    expect(await prepare(bytes)).toMatchObject({ verdict: 'ok', codec: 'mp3', channels: 1, sampleRate: 8000, durationMs: 2000, playable: 'original', hasPeaks: true });
  });

  it('counts what is there of a last frame that was cut off', async () => {
    const prepared = await prepare(mp3.subarray(0, -50));
    expect(prepared).toMatchObject({ verdict: 'ok', playable: 'original' });
    expect('durationMs' in prepared && Math.abs(prepared.durationMs! - 2000)).toBeLessThanOrEqual(100);
  });

  it('takes the frames without a table as they are', async () => {
    const bare = frames.subarray(frameBytes);
    const count = Math.floor(bare.length / frameBytes);
    expect(await prepare(bare)).toMatchObject({ verdict: 'ok', durationMs: count * 72, playable: 'original' });
  });

  it('keeps as PCM what Chromium would take for longer or shorter than it is', async () => {
    const half = frames.subarray(0, frameBytes * 14);
    expect(await prepare(half)).toMatchObject({ verdict: 'ok', playable: 'beside' });
    const withPage = Buffer.concat([frames.subarray(0, frameBytes * 10), Buffer.from('<html>'.repeat(400)), frames.subarray(frameBytes * 10)]);
    expect(await prepare(withPage)).toMatchObject({ verdict: 'ok', durationMs: 2000, playable: 'beside' });
  });

  it('reads it in the coat of a WAV', async () => {
    const data = frames.subarray(frameBytes);
    const durationMs = Math.floor(data.length / frameBytes) * 72;
    const honest = aWav({ tag: 0x55, bits: 0, data });
    honest.writeUInt32LE(2000, 28);
    expect(await prepare(honest)).toMatchObject({ verdict: 'ok', codec: 'mp3', durationMs, playable: 'original' });
    expect(await prepare(aWav({ tag: 0x55, bits: 0, data }))).toMatchObject({ verdict: 'ok', codec: 'mp3', durationMs, playable: 'beside' });
  });

  it('says of free format that it is that, which nobody plays', async () => {
    const prepared = await prepare(soundBytes('free-format.mp3'));
    expect(prepared).toMatchObject({ verdict: 'ok', codec: 'mp3-free-format', channels: 1, sampleRate: 8000, playable: 'no', hasPeaks: false });
  });
});
