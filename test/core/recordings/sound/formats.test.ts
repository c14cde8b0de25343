import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePeaks, type Peaks } from '#shared/model/peaks.ts';
import { pathsBeside, peaksPath, playablePath, prepareSound } from '../../../../electron/core/recordings/sound/index.ts';
import { sniffSound } from '../../../../electron/core/recordings/sniff.ts';
import { soundFiles } from '../../../support/sounds.ts';
import { asPcm16, aTone } from '../../../support/wav.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-formats-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const loudnessOf = (samples: Float64Array, rate: number): number[] =>
  Array.from({ length: Math.floor((samples.length / rate) * 20) }, (_, step) => {
    const from = Math.round((step * rate) / 20);
    return Math.max(...samples.subarray(from, from + Math.round(rate / 20)).map(Math.abs));
  });

/** The loudest of each 50 ms of one channel, 0 … 1. */
function loudnessOfPeaks({ data, channels, length }: Peaks, channel: number): number[] {
  return Array.from({ length: Math.floor(length / 5) }, (_, step) => {
    const points = Array.from({ length: 5 }, (_, point) => ((step * 5 + point) * channels + channel) * 2);
    return Math.max(...points.flatMap((at) => [Math.abs(data[at]!), Math.abs(data[at + 1]!)])) / 128;
  });
}

describe('prepareSound', () => {
  it.each(soundFiles)('finds out what $name is, how long, and how it can be played', async ({ name, codec, channels, contentType, durationMs, playable, bytes }) => {
    const path = join(dir, name);
    writeFileSync(path, bytes());
    expect(sniffSound(bytes().subarray(0, 4096))?.contentType).toBe(contentType);

    const prepared = await prepareSound(path);
    expect(prepared).toMatchObject({ verdict: 'ok', codec, channels, playable, hasPeaks: playable !== 'no' });
    if (prepared.verdict !== 'ok') return;
    expect(Math.abs(prepared.durationMs! - durationMs)).toBeLessThanOrEqual(20);
    expect(prepared.bytesBeside).toBe(pathsBeside(path).map((beside) => lengthOf(beside)).reduce((sum, length) => sum + length, 0));
  });

  it.each(soundFiles.filter(({ name, playable }) => playable !== 'no' && !/bare|fragmented/.test(name)))('draws $name as loud as it is, each channel by itself', async ({ name, channels, bytes }) => {
    const path = join(dir, name);
    writeFileSync(path, bytes());
    await prepareSound(path);
    const peaks = parsePeaks(Uint8Array.from(readFileSync(peaksPath(path))));
    expect(peaks.channels).toBe(channels);
    expect(Math.abs(peaks.length - 200)).toBeLessThanOrEqual(3);
    const expected = loudnessOf(aTone(2), 8000);
    // Lossy codes are off by some, above all where a sound begins and ends.
    const differences = loudnessOfPeaks(peaks, 0).slice(1, 38).map((loudness, step) => Math.abs(loudness - expected[step + 1]!));
    expect(Math.max(...differences)).toBeLessThan(0.12);
    const right = channels === 2 ? Math.max(...loudnessOfPeaks(peaks, 1)) : 0;
    expect(right).toBeLessThan(0.35);
  });

  it.each(soundFiles.filter(({ playable }) => playable === 'beside'))('keeps $name as PCM, for a page to play', async ({ name, channels, bytes }) => {
    const path = join(dir, name);
    writeFileSync(path, bytes());
    const original = await prepareSound(path);
    const again = await prepareSound(playablePath(path));
    expect(again).toMatchObject({ verdict: 'ok', codec: 'pcm', channels, playable: 'original' });
    expect(original).toMatchObject({ durationMs: 'durationMs' in again ? again.durationMs : null });
    expect(readFileSync(peaksPath(playablePath(path))).equals(readFileSync(peaksPath(path)))).toBe(true);
  });

  it('turns ADPCM into what it was coded from', async () => {
    const path = join(dir, 'ms.wav');
    writeFileSync(path, soundFiles.find(({ name }) => name === 'ms.wav')!.bytes());
    await prepareSound(path);
    const samples = readFileSync(playablePath(path)).subarray(44);
    const wanted = asPcm16(aTone(2));
    expect(samples.length).toBe(wanted.length);
    let error = 0;
    for (let at = 0; at < wanted.length; at += 2) error += (samples.readInt16LE(at) - wanted.readInt16LE(at)) ** 2;
    expect(Math.sqrt(error / (wanted.length / 2))).toBeLessThan(600);
  });

  it('tells a code by its number where it has no name for it', async () => {
    const path = join(dir, 'odd.wav');
    const odd = soundFiles.find(({ name }) => name === 'g726.wav')!.bytes();
    odd.writeUInt16LE(0x4321, 20);
    writeFileSync(path, odd);
    expect(await prepareSound(path)).toMatchObject({ verdict: 'ok', codec: 'wav-0x4321', playable: 'no', hasPeaks: false });
  });
});

function lengthOf(path: string): number {
  try {
    return readFileSync(path).length;
  } catch {
    return 0;
  }
}
