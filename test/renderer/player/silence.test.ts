import { describe, expect, it } from 'vitest';
import { noiseFloor, silenceAt, silences, totalMs } from '#renderer/player/silence.ts';
import { waveOf, type Wave } from '#renderer/player/wave.ts';

/** A wave at 100 points a second: [seconds, loudness] after [seconds, loudness]. */
function aWave(...parts: readonly (readonly [number, number])[]): Wave {
  return waveOf([Float32Array.from(parts.flatMap(([seconds, loudness]) => Array.from({ length: seconds * 100 }, () => loudness)))], 100);
}
const rounded = (spans: readonly { startMs: number; endMs: number }[]) => spans.map(({ startMs, endMs }) => [Math.round(startMs), Math.round(endMs)]);

describe('silences', () => {
  it('are a second or longer, with 150 ms left on either side', () => {
    const wave = aWave([1, 0.5], [2, 0], [1, 0.5], [0.9, 0], [1, 0.5]);
    expect(rounded(silences([wave], [], 5_900))).toEqual([[1_150, 2_850]]);
  });

  it('begin at the very beginning, and end before the end so that the recording ends by itself', () => {
    const wave = aWave([2, 0], [1, 0.5], [3, 0]);
    expect(rounded(silences([wave], [], 6_000))).toEqual([[0, 1_850], [3_150, 5_850]]);
  });

  it('are where neither wave is heard', () => {
    const composite = aWave([1, 0.5], [4, 0]);
    const customer = aWave([3, 0], [1, 0.5], [1, 0]);
    expect(rounded(silences([composite, customer], [], 5_000))).toEqual([[1_150, 2_850], [4_150, 4_850]]);
  });

  it('are not where a sentence is spoken, however quietly', () => {
    const wave = aWave([1, 0.5], [6, 0], [1, 0.5]);
    expect(rounded(silences([wave], [{ startMs: 3_000, endMs: 4_000 }], 8_000))).toEqual([[1_150, 2_850], [4_150, 6_850]]);
  });

  it('take a line that hums for silence, and a crackle in it', () => {
    const wave = aWave([1, 0.5], [1, 0.03], [0.02, 0.4], [1, 0.03], [1, 0.5]);
    expect(rounded(silences([wave], [], 4_020))).toEqual([[1_150, 2_870]]);
  });

  it('are none where nothing is known, and all of a recording without a sound', () => {
    expect(silences([], [], 10_000)).toEqual([]);
    expect(rounded(silences([aWave([10, 0])], [], 10_000))).toEqual([[0, 9_850]]);
  });
});

describe('noiseFloor', () => {
  it('never takes speech without a pause for noise', () => {
    expect(noiseFloor(aWave([10, 0.2]))).toBeLessThan(0.03);
  });
});

describe('silenceAt', () => {
  const spans = [{ startMs: 1000, endMs: 2000 }, { startMs: 5000, endMs: 7000 }];

  it('holds from the start up to the end', () => {
    expect([0, 1000, 1999, 2000, 6000, 9000].map((timeMs) => silenceAt(spans, timeMs)?.startMs ?? null)).toEqual([null, 1000, 1000, null, 5000, null]);
  });

  it('adds up', () => {
    expect(totalMs(spans)).toBe(3000);
  });
});
