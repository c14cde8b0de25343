import { describe, expect, it } from 'vitest';
import { readTracks, type Track } from '../../../../electron/core/recordings/timing/track.ts';
import { soundOf } from '../../../support/babbledCall.ts';

function tone(seconds: number, sampleRate: number, hertz: number, gain = 0.5): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, at) => gain * Math.sin((2 * Math.PI * hertz * at) / sampleRate));
}

function samplesOf(track: Track | undefined): Float32Array {
  const samples = new Float32Array(track?.length ?? 0);
  track?.read(0, samples.length, samples);
  return samples;
}

/** What differs, in dB beside what is wanted; not at the ends, where a filter has but half of its samples. */
function errorDb(samples: Float32Array, wanted: Float32Array): number {
  let off = 0;
  let all = 0;
  for (let at = 100; at < wanted.length - 100; at++) {
    off += ((samples[at] ?? 0) - (wanted[at] ?? 0)) ** 2;
    all += (wanted[at] ?? 0) ** 2;
  }
  return 10 * Math.log10(off / all);
}

describe('readTracks', () => {
  it.each([8000, 11_025, 16_000, 22_050, 44_100, 48_000, 6000])('brings %i Hz to 8 kHz, in time', async (sampleRate) => {
    const [track] = await readTracks(soundOf([tone(2, sampleRate, 700)], sampleRate));
    expect(Math.abs((track?.length ?? 0) - 16_000)).toBeLessThanOrEqual(10);
    expect(errorDb(samplesOf(track), tone(1.99, 8000, 700))).toBeLessThan(-30);
  });

  it('leaves out what 8 kHz cannot hold', async () => {
    const [track] = await readTracks(soundOf([tone(1, 44_100, 5200)], 44_100));
    const loudest = samplesOf(track).subarray(200, 7800).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest).toBeLessThan(0.02);
  });

  it('keeps quiet sound as true as loud sound', async () => {
    for (const gain of [0.9, 0.03, 0.003]) {
      const [track] = await readTracks(soundOf([tone(1, 8000, 440, gain)]));
      expect(errorDb(samplesOf(track), tone(1, 8000, 440, gain))).toBeLessThan(-28);
    }
  });

  it('keeps two channels apart, mixes more, and is silent outside', async () => {
    const [left, right] = await readTracks(soundOf([tone(1, 8000, 300), tone(1, 8000, 900)]));
    expect(errorDb(samplesOf(left), tone(1, 8000, 300))).toBeLessThan(-30);
    expect(errorDb(samplesOf(right), tone(1, 8000, 900))).toBeLessThan(-30);
    const mixed = await readTracks(soundOf([tone(1, 8000, 300), tone(1, 8000, 300), tone(1, 8000, 300)]));
    expect(mixed).toHaveLength(1);
    const around = new Float32Array(4);
    left?.read(-2, 4, around);
    expect([...around.subarray(0, 2)]).toEqual([0, 0]);
    left?.read(7998, 4, around);
    expect([...around.subarray(2)]).toEqual([0, 0]);
  });
});
