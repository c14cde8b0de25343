import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePeaks, type Peaks } from '#shared/model/peaks.ts';
import { peaksPath, prepareSound, type PreparedSound } from '../../../../electron/core/recordings/sound/index.ts';
import { asAlaw, asMulaw, asPcm16, asPcm24, asPcm32, asPcm8, aTone, aWav } from '../../../support/wav.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-sound-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const seconds = 1.2345;
const tone = aTone(seconds);

describe('prepareSound', () => {
  it.each([
    ['PCM of 16 bits', aWav({ data: asPcm16(tone) }), 0],
    ['PCM of 8 bits', aWav({ bits: 8, data: asPcm8(tone) }), 1],
    ['PCM of 24 bits', aWav({ bits: 24, data: asPcm24(tone) }), 1],
    ['PCM of 32 bits', aWav({ bits: 32, data: asPcm32(tone) }), 1],
    ['A-law', aWav({ tag: 6, bits: 8, data: asAlaw(tone) }), 2],
    ['mu-law', aWav({ tag: 7, bits: 8, data: asMulaw(tone) }), 2],
    ['an extensible header', aWav({ tag: 0xfffe, data: asPcm16(tone), formatTail: extensibleTail(1) }), 0],
  ])('measures %s and finds its peaks', async (_, wav, tolerance) => {
    const { prepared, peaks } = await prepare(wav);
    expect(prepared).toEqual({ durationMs: 1235, hasPeaks: true });
    expect(peaks).toMatchObject({ sampleRate: 8000, samplesPerPixel: 80, length: 124, channels: 1 });
    expect(largestDifference(peaks, expectedPeaks(tone, 80))).toBeLessThanOrEqual(tolerance);
  });

  it.each([
    ['a LIST chunk of odd length before the sound', { before: [{ id: 'LIST', body: Buffer.from('INFOabc') }] }],
    ['the 78 bytes of header that ffmpeg writes', { before: [{ id: 'LIST', body: Buffer.alloc(26, 1) }] }],
    ['a fact chunk and chunks after the sound', { before: [{ id: 'fact', body: Buffer.alloc(4, 9) }], after: [{ id: 'id3 ', body: Buffer.alloc(301, 0x7f) }] }],
    ['length 0 of a sound written to a pipe', { claimedDataBytes: 0 }],
    ['length 0xFFFFFFFF of a sound written to a pipe', { claimedDataBytes: 0xffffffff }],
    ['a length beyond the end of the file', { claimedDataBytes: 1_000_000 }],
  ])('copes with %s', async (_, oddity) => {
    const { prepared, peaks } = await prepare(aWav({ data: asPcm16(tone), ...oddity }));
    expect(prepared).toEqual({ durationMs: 1235, hasPeaks: true });
    expect(largestDifference(peaks, expectedPeaks(tone, 80))).toBe(0);
  });

  it('leaves out what follows a sound of odd length', async () => {
    const wav = aWav({ tag: 7, bits: 8, data: asMulaw(tone.subarray(0, 8001)), after: [{ id: 'LIST', body: Buffer.alloc(4000, 0) }] });
    const { prepared, peaks } = await prepare(wav);
    expect(prepared.durationMs).toBe(1000);
    expect(peaks?.length).toBe(101);
  });

  it('mixes the channels of stereo', async () => {
    const left = asPcm16(tone);
    const interleaved = Buffer.alloc(left.length * 2);
    for (let at = 0; at < left.length; at += 2) interleaved.writeInt16LE(left.readInt16LE(at), at * 2);
    const { prepared, peaks } = await prepare(aWav({ channels: 2, data: interleaved }));
    expect(prepared.durationMs).toBe(1235);
    const half = expectedPeaks(tone.map((sample) => sample / 2), 80);
    expect(largestDifference(peaks, half)).toBeLessThanOrEqual(1);
  });

  it('rounds the samples of a point down, as audiowaveform does', async () => {
    const odd = aTone(seconds, 11_025);
    const { prepared, peaks } = await prepare(aWav({ sampleRate: 11_025, data: asPcm16(odd) }));
    expect(prepared.durationMs).toBe(1234);
    expect(peaks).toMatchObject({ sampleRate: 11_025, samplesPerPixel: 110 });
    expect(largestDifference(peaks, expectedPeaks(odd, 110))).toBe(0);
  });

  it('reads a sound longer than one read', async () => {
    const long = aTone(60);
    const { prepared, peaks } = await prepare(aWav({ data: asPcm16(long) }));
    expect(prepared.durationMs).toBe(60_000);
    expect(largestDifference(peaks, expectedPeaks(long, 80))).toBe(0);
  });

  it('tells the length of a codec whose peaks it cannot compute', async () => {
    const { prepared, peaks } = await prepare(aWav({ tag: 0x31, bits: 0, data: Buffer.alloc(1625), before: [{ id: 'fact', body: Buffer.from(Uint32Array.of(8000).buffer) }] }));
    expect(prepared).toEqual({ durationMs: 1000, hasPeaks: false });
    expect(peaks).toBeNull();
  });

  it('keeps peaks that are there already', async () => {
    const path = join(dir, 'sound.wav');
    writeFileSync(path, aWav({ data: asPcm16(tone) }));
    writeFileSync(peaksPath(path), 'kept');
    expect(await prepareSound(path)).toEqual({ durationMs: 1235, hasPeaks: true });
    expect(readFileSync(peaksPath(path), 'utf8')).toBe('kept');
  });
});

async function prepare(wav: Buffer): Promise<{ prepared: PreparedSound; peaks: Peaks | null }> {
  const path = join(dir, 'sound.wav');
  writeFileSync(path, wav);
  const prepared = await prepareSound(path);
  return { prepared, peaks: prepared.hasPeaks ? parsePeaks(Uint8Array.from(readFileSync(peaksPath(path)))) : null };
}

/** The rule of audiowaveform, written down as plainly as can be. */
function expectedPeaks(samples: Float64Array, samplesPerPixel: number): number[] {
  const points: number[] = [];
  for (let start = 0; start < samples.length; start += samplesPerPixel) {
    const values = [...samples.subarray(start, start + samplesPerPixel)].map((sample) => Math.round(sample * 32_767));
    points.push(Math.trunc(Math.min(...values) / 256), Math.trunc(Math.max(...values) / 256));
  }
  return points;
}

function largestDifference(peaks: Peaks | null, expected: readonly number[]): number {
  if (peaks?.data.length !== expected.length) return Number.POSITIVE_INFINITY;
  return Math.max(...expected.map((value, index) => Math.abs(value - (peaks.data[index] ?? 0))));
}

/** Size of the extension, valid bits, speakers, and the GUID that begins with the codec. */
function extensibleTail(codec: number): Buffer {
  const tail = Buffer.alloc(24);
  tail.writeUInt16LE(22, 0);
  tail.writeUInt16LE(16, 2);
  tail.writeUInt16LE(codec, 8);
  return tail;
}
