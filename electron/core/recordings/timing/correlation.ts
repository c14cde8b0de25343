import { createFft } from './fft.ts';
import { trackRate, type Track } from './track.ts';

/** A place at which a piece of one track is found in the other. */
export interface Match {
  /** The middle of the piece, in samples of the first track. */
  readonly at: number;
  /** How much later it is in the other one, in samples, with a fraction. */
  readonly lag: number;
  /** By how many times the usual height of the correlation it stands out. */
  readonly height: number;
}

/** Of the band that telephones carry. */
const lowHz = 250;
const highHz = 3400;
/** 1 would make all frequencies count alike, those that hold but noise too. */
const whitening = 0.65;
const mostPeaks = 3;

export interface Correlator {
  /** The furthest lag that is looked for, in samples. */
  readonly reach: number;
  /** Looks for the piece of `composite` around `at` in `other`, around `at` + `near` there; the highest peaks. */
  find(at: number, near: number): Match[];
}

/** Looks for pieces of `length` samples; `size` is a power of two and more than that. */
export function createCorrelator(composite: Track, other: Track, { length, size }: { readonly length: number; readonly size: number }): Correlator {
  const fft = createFft(size);
  const re = new Float32Array(size);
  const im = new Float32Array(size);
  const piece = new Float32Array(length);
  const reach = Math.floor((size - length) / 2);
  const slope = Float32Array.from({ length }, (_, at) => Math.sin((Math.PI * (at + 0.5)) / length) ** 0.5);
  const lowBin = Math.ceil((lowHz * size) / trackRate);
  const highBin = Math.floor((highHz * size) / trackRate);

  return {
    reach,
    find(at, near) {
      const start = Math.round(at) - Math.floor(length / 2);
      const offset = Math.round(near);
      composite.read(start, length, piece);
      re.fill(0);
      for (let index = 0; index < length; index++) re[index] = (piece[index] ?? 0) * (slope[index] ?? 0);
      other.read(start + offset - reach, size, im);
      fft.forward(re, im);
      crossSpectrum(re, im, { lowBin, highBin });
      fft.backward(re, im);
      return peaksOf(re, 2 * reach).map(({ place, height }) => ({ at: start + length / 2, lag: place - reach + offset, height }));
    },
  };
}

/**
 * Of two sounds that were transformed at once as `re` and `im` parts: conj(first) × second, its size reduced by `whitening`,
 * so that the backward transform is their correlation.
 */
function crossSpectrum(re: Float32Array, im: Float32Array, { lowBin, highBin }: { readonly lowBin: number; readonly highBin: number }): void {
  const size = re.length;
  for (let bin = 0; bin <= size / 2; bin++) {
    const mirror = (size - bin) % size;
    let crossRe = 0;
    let crossIm = 0;
    if (bin >= lowBin && bin <= highBin) {
      const aRe = ((re[bin] ?? 0) + (re[mirror] ?? 0)) / 2;
      const aIm = ((im[bin] ?? 0) - (im[mirror] ?? 0)) / 2;
      const bRe = ((im[bin] ?? 0) + (im[mirror] ?? 0)) / 2;
      const bIm = ((re[mirror] ?? 0) - (re[bin] ?? 0)) / 2;
      crossRe = aRe * bRe + aIm * bIm;
      crossIm = aRe * bIm - aIm * bRe;
      const weight = (crossRe * crossRe + crossIm * crossIm + 1e-20) ** (-whitening / 2);
      crossRe *= weight;
      crossIm *= weight;
    }
    re[bin] = crossRe;
    im[bin] = crossIm;
    re[mirror] = crossRe;
    im[mirror] = -crossIm;
  }
}

function peaksOf(values: Float32Array, count: number): { place: number; height: number }[] {
  let power = 0;
  for (let at = 0; at < count; at++) power += (values[at] ?? 0) ** 2;
  const usual = Math.sqrt(power / count) + 1e-12;
  const peaks: { place: number; height: number }[] = [];
  for (let at = 1; at < count - 1; at++) {
    const value = values[at] ?? 0;
    const before = values[at - 1] ?? 0;
    const after = values[at + 1] ?? 0;
    if (value <= before || value < after || value <= (peaks[mostPeaks - 1]?.height ?? 0) * usual) continue;
    const bow = before - 2 * value + after;
    peaks.push({ place: at + (bow === 0 ? 0 : (before - after) / (2 * bow)), height: value / usual });
    peaks.sort((a, b) => b.height - a.height);
    peaks.length = Math.min(peaks.length, mostPeaks);
  }
  return peaks;
}
