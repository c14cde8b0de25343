import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePeaks, type Peaks } from '#shared/model/peaks.ts';
import { peaksPath, playablePath, prepareSound, type PreparedSound } from '../../../../electron/core/recordings/sound/index.ts';
import { soundFiles } from '../../../support/sounds.ts';
import { asAlaw, asFloat32, asFloat64, asMulaw, asPcm16, asPcm24, asPcm32, asPcm8, aTone, aWav, inStereo } from '../../../support/wav.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-sound-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const seconds = 1.2345;
const tone = aTone(seconds);
const pcm = { verdict: 'ok', durationMs: 1235, codec: 'pcm', channels: 1, sampleRate: 8000, playable: 'original', hasPeaks: true, bytesBeside: 24 + 2 * 124 };

describe('prepareSound', () => {
  it.each([
    ['PCM of 16 bits', aWav({ data: asPcm16(tone) }), 0],
    ['PCM of 8 bits', aWav({ bits: 8, data: asPcm8(tone) }), 1],
    ['PCM of 24 bits', aWav({ bits: 24, data: asPcm24(tone) }), 1],
    ['PCM of 20 bits in 24', aWav({ bits: 20, data: asPcm24(tone) }), 1],
    ['PCM of 32 bits', aWav({ bits: 32, data: asPcm32(tone) }), 1],
    ['float', aWav({ tag: 3, bits: 32, data: asFloat32(tone) }), 1],
    ['A-law', aWav({ tag: 6, bits: 8, data: asAlaw(tone) }), 2],
    ['mu-law', aWav({ tag: 7, bits: 8, data: asMulaw(tone) }), 2],
    ['mu-law whose header says nothing of bits', aWav({ tag: 7, bits: 0, data: asMulaw(tone) }), 2],
    ['an extensible header', aWav({ tag: 0xfffe, data: asPcm16(tone), formatTail: extensibleTail(1) }), 0],
    ['an extensible header of mu-law', aWav({ tag: 0xfffe, bits: 8, data: asMulaw(tone), formatTail: extensibleTail(7) }), 2],
    ['a header that lies about the size of a block', aWav({ data: asPcm16(tone), claimedBlockBytes: 4 }), 0],
    ['a header without a size of a block', aWav({ data: asPcm16(tone), claimedBlockBytes: 0 }), 0],
  ])('measures %s and finds its peaks', async (_, wav, tolerance) => {
    const { prepared, peaks } = await prepare(wav);
    expect(prepared).toEqual({ ...pcm, codec: expect.stringMatching(/^(pcm|float|alaw|mulaw)$/) });
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
    expect(prepared).toEqual(pcm);
    expect(largestDifference(peaks, expectedPeaks(tone, 80))).toBe(0);
  });

  it.each([
    ['a length that was written before the sound ended', aWav({ data: asPcm16(tone), claimedDataBytes: 4096 })],
    ['a chunk of odd length with no byte of padding', withoutPadding(aWav({ data: asPcm16(tone), before: [{ id: 'LIST', body: Buffer.from('INFOabc') }] }))],
  ])('reads past %s, and keeps for a page what it would read wrong', async (_, wav) => {
    const { prepared, peaks } = await prepare(wav);
    expect(prepared).toMatchObject({ durationMs: 1235, codec: 'pcm', playable: 'beside' });
    expect(largestDifference(peaks, expectedPeaks(tone, 80))).toBe(0);
    expect(readFileSync(playablePath(join(dir, 'sound.wav'))).equals(aWav({ data: asPcm16(tone) }))).toBe(true);
  });

  it('leaves out what follows a sound of odd length', async () => {
    const wav = aWav({ tag: 7, bits: 8, data: asMulaw(tone.subarray(0, 8001)), after: [{ id: 'LIST', body: Buffer.alloc(4000, 0) }] });
    const { prepared, peaks } = await prepare(wav);
    expect(prepared).toMatchObject({ durationMs: 1000, playable: 'original' });
    expect(peaks?.length).toBe(101);
  });

  it('keeps the channels of stereo apart', async () => {
    const half = tone.map((sample) => sample / 2);
    const { prepared, peaks } = await prepare(aWav({ channels: 2, data: inStereo(asPcm16(tone), asPcm16(half), 2) }));
    expect(prepared).toMatchObject({ durationMs: 1235, channels: 2 });
    expect(peaks).toMatchObject({ channels: 2, length: 124 });
    const [left, right] = [expectedPeaks(tone, 80), expectedPeaks(half, 80)];
    const both = Array.from({ length: 124 }, (_, point) => [left, right].flatMap((side) => side.slice(point * 2, point * 2 + 2))).flat();
    expect(largestDifference(peaks, both)).toBe(0);
  });

  it('mixes more channels than two', async () => {
    const silence = Buffer.alloc(tone.length * 2);
    const data = inStereo(inStereo(asPcm16(tone), silence, 2), inStereo(silence, silence, 2), 4);
    const { prepared, peaks } = await prepare(aWav({ channels: 4, data }));
    expect(prepared).toMatchObject({ durationMs: 1235, channels: 4, playable: 'original' });
    expect(largestDifference(peaks, expectedPeaks(tone.map((sample) => sample / 4), 80))).toBeLessThanOrEqual(1);
  });

  it('rounds the samples of a point down, as audiowaveform does', async () => {
    const odd = aTone(seconds, 11_025);
    const { prepared, peaks } = await prepare(aWav({ sampleRate: 11_025, data: asPcm16(odd) }));
    expect(prepared).toMatchObject({ durationMs: 1234, sampleRate: 11_025 });
    expect(peaks).toMatchObject({ sampleRate: 11_025, samplesPerPixel: 110 });
    expect(largestDifference(peaks, expectedPeaks(odd, 110))).toBe(0);
  });

  it('reads a sound longer than one read', async () => {
    const long = aTone(60);
    const { prepared, peaks } = await prepare(aWav({ data: asPcm16(long) }));
    expect(prepared).toMatchObject({ durationMs: 60_000 });
    expect(largestDifference(peaks, expectedPeaks(long, 80))).toBe(0);
  });

  it.each([
    ['by its fact chunk', aWav({ tag: 0x31, bits: 0, data: Buffer.alloc(1625), before: [{ id: 'fact', body: Buffer.from(Uint32Array.of(8000).buffer) }] })],
    ['by its blocks', aWav({ tag: 0x31, bits: 0, data: Buffer.alloc(1625) })],
    ['by its blocks where the fact chunk was never filled in', aWav({ tag: 0x31, bits: 0, data: Buffer.alloc(1625), before: [{ id: 'fact', body: Buffer.alloc(4) }] })],
  ])('tells the length of GSM %s', async (_, wav) => {
    const { prepared, peaks } = await prepare(wav);
    expect(prepared).toEqual({ verdict: 'ok', durationMs: 1000, codec: 'gsm', channels: 1, sampleRate: 8000, playable: 'no', hasPeaks: false, bytesBeside: 0 });
    expect(peaks).toBeNull();
  });

  it('keeps what Chromium refuses beside the sound: float of 64 bits', async () => {
    const { prepared, peaks } = await prepare(aWav({ tag: 3, bits: 64, data: asFloat64(tone) }));
    expect(prepared).toMatchObject({ codec: 'float', durationMs: 1235, playable: 'beside', bytesBeside: pcm.bytesBeside + 44 + tone.length * 2 });
    expect(largestDifference(peaks, expectedPeaks(tone, 80))).toBeLessThanOrEqual(1);
    expect(readFileSync(playablePath(join(dir, 'sound.wav'))).equals(aWav({ data: asPcm16(tone) }))).toBe(true);
  });

  it.each([
    ['more channels than Chromium plays', aWav({ channels: 16, data: asPcm16(aTone(0.5).subarray(0, 3200)) })],
    ['a rate that Chromium does not play', aWav({ sampleRate: 1000, data: asPcm16(tone) })],
  ])('promises no playing of %s', async (_, wav) => {
    expect((await prepare(wav)).prepared).toMatchObject({ verdict: 'ok', codec: 'pcm', playable: 'no', hasPeaks: true });
  });

  it.each([
    ['a page in the coat of a WAV', Buffer.from(`RIFF\x10\0\0\0WAVE<html><body>${'not found '.repeat(100)}</body></html>`)],
    ['a WAV without data', aWav({ data: asPcm16(tone) }).subarray(0, 36)],
    ['a WAV whose data is empty', aWav({ data: Buffer.alloc(0) })],
    ['a WAV without a format', Buffer.concat([Buffer.from('RIFF\0\x01\0\0WAVEdata\0\x01\0\0'), Buffer.alloc(256)])],
    ['a WAV of no channels', aWav({ channels: 0, data: asPcm16(tone) })],
    ['a WAV of no rate', aWav({ sampleRate: 0, data: asPcm16(tone) })],
    ['a WAV of more channels than anybody records', aWav({ channels: 999, data: asPcm16(tone) })],
    ['a tag of an MP3 with a page behind it', Buffer.from(`ID3\x04\0\0\0\0\0\x0A${'\0'.repeat(10)}<html>${'not found '.repeat(500)}</html>`)],
    ['noise', noise(100_000)],
    ['noise in an Ogg', Buffer.concat([Buffer.from('OggS\0\x02'), noise(10_000)])],
    ['noise behind the head of an Opus', Buffer.concat([soundFiles.find(({ codec }) => codec === 'opus')!.bytes().subarray(0, 100), noise(10_000)])],
    ['an M4A that ends in its head', soundFiles.find(({ codec }) => codec === 'aac')!.bytes().subarray(0, 100)],
    ['a FLAC of noise', Buffer.concat([Buffer.from('fLaC'), noise(10_000)])],
    ['nothing', Buffer.alloc(0)],
  ])('finds no sound in %s', async (_, bytes) => {
    const { prepared } = await prepare(bytes);
    expect(prepared).toEqual({ verdict: 'not-decodable' });
    expect(readdirSync(dir)).toEqual(['sound.wav']);
  });

  it('replaces what was kept before', async () => {
    const path = join(dir, 'sound.wav');
    writeFileSync(peaksPath(path), 'of another sound');
    const { prepared, peaks } = await prepare(aWav({ data: asPcm16(tone) }));
    expect(prepared).toEqual(pcm);
    expect(peaks?.length).toBe(124);
  });

  it.skipIf(process.platform !== 'linux').each([
    ['peaks', (path: string) => peaksPath(path)],
    ['PCM', (path: string) => playablePath(path)],
  ])('leaves nothing behind where the disk is too full for its %s, and does not call it ready', async (_, pathOf) => {
    const path = join(dir, 'sound.wav');
    symlinkSync('/dev/full', `${pathOf(path)}.part`);
    const { prepared } = await prepare(soundFiles.find(({ name }) => name === 'ima.wav')!.bytes());
    expect(prepared).toEqual({ verdict: 'cannot-write' });
    expect(readdirSync(dir)).toEqual(['sound.wav']);

    expect(await prepareSound(path)).toMatchObject({ verdict: 'ok', playable: 'beside' });
  });

  it('says of a file that is not there what the system says', async () => {
    await expect(prepareSound(join(dir, 'absent.wav'))).rejects.toThrow('ENOENT');
  });
});

async function prepare(sound: Buffer): Promise<{ prepared: PreparedSound; peaks: Peaks | null }> {
  const path = join(dir, 'sound.wav');
  writeFileSync(path, sound);
  const prepared = await prepareSound(path);
  return { prepared, peaks: prepared.verdict === 'ok' && prepared.hasPeaks ? parsePeaks(Uint8Array.from(readFileSync(peaksPath(path)))) : null };
}

/** Takes away the zero behind the odd LIST chunk. */
function withoutPadding(wav: Buffer): Buffer {
  const at = wav.indexOf('INFOabc') + 7;
  return Buffer.concat([wav.subarray(0, at), wav.subarray(at + 1)]);
}

/** Always the same. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) >> 8));
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
