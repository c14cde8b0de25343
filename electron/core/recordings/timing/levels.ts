import { trackRate, type Track } from './track.ts';

/** Everything that changes with time is counted in frames of this length. */
export const frameMs = 10;
export const frameSamples = (trackRate * frameMs) / 1000;

/** The level of each frame in dB below full scale, without hum and offset. */
export function levelsOf(track: Track): Float32Array {
  const levels = new Float32Array(Math.floor(track.length / frameSamples));
  const samples = new Float32Array(frameSamples);
  const keep = Math.exp((-2 * Math.PI * 200) / trackRate);
  let before = 0;
  let passed = 0;
  for (let frame = 0; frame < levels.length; frame++) {
    track.read(frame * frameSamples, frameSamples, samples);
    let sum = 0;
    for (const sample of samples) {
      passed = keep * (passed + sample - before);
      before = sample;
      sum += passed * passed;
    }
    levels[frame] = dbOf(sum / frameSamples);
  }
  return levels;
}

/** Of a power; nothing is -110 dB. */
export function dbOf(power: number): number {
  return 10 * Math.log10(power + 1e-11);
}

export function powerOf(db: number): number {
  return 10 ** (db / 10);
}

/** The value below which `share` of `values` lie; NaN without any. */
export function quantile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).toSorted();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(share * sorted.length)))] ?? Number.NaN;
}
