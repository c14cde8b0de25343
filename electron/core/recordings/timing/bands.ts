import { createFft } from './fft.ts';
import { dbOf, frameSamples } from './levels.ts';
import { trackRate } from './track.ts';

/** Edges of the bands in Hz, a critical band apart. */
const edges = [200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3500] as const;
export const bandCount = edges.length - 1;

const window = 256;
const bins = edges.map((hertz) => Math.round((hertz * window) / trackRate));

/** Levels of a sound's bands, frame by frame, in steps of half a dB. */
export interface Bands {
  readonly frames: number;
  /** In dB below full scale. */
  db(frame: number, band: number): number;
  /** Row after row, as `dbOfByte` reads them. */
  readonly bytes: Uint8Array;
}

const lowestDb = -115;

export function dbOfByte(byte: number): number {
  return byte / 2 + lowestDb;
}

/** What the sounds are taken from: `count` samples from `from` on, of each. */
export type ReadSounds = (from: number, count: number, into: { readonly composite: Float32Array; readonly other: Float32Array; readonly rest: Float32Array }) => void;

export interface CallBands {
  readonly composite: Bands;
  readonly other: Bands;
  readonly rest: Bands;
  /** 0…255: how much each frame of `rest` sounds as 60 ms before. */
  readonly steadiness: Uint8Array;
  /** 1 where all of `rest` is one tone or two: dialling, ringing. */
  readonly isTone: Uint8Array;
}

/** Levels of the bands of `frames` frames, in windows of 32 ms around the middle of each. */
export function bandsOf(read: ReadSounds, frames: number): CallBands {
  const fft = createFft(window);
  const hann = Float32Array.from({ length: window }, (_, at) => (0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / window)) * Math.sqrt(8 / 3 / window));
  const rows = { composite: new Uint8Array(frames * bandCount), other: new Uint8Array(frames * bandCount), rest: new Uint8Array(frames * bandCount) };
  const steadiness = new Uint8Array(frames);
  const pitches = new Uint8Array(frames);
  const totals = new Uint8Array(frames);
  const perRead = 100;
  const samples = (perRead + 1) * frameSamples + window;
  const into = { composite: new Float32Array(samples), other: new Float32Array(samples), rest: new Float32Array(samples) };
  const re = new Float32Array(window);
  const im = new Float32Array(window);
  const spectra = Array.from({ length: steadyFrames + 1 }, () => new Float32Array(window / 2));

  for (let first = 0; first < frames; first += perRead) {
    const count = Math.min(perRead, frames - first);
    read(first * frameSamples - (window - frameSamples) / 2, count * frameSamples + window, into);
    for (let frame = first; frame < first + count; frame++) {
      const start = (frame - first) * frameSamples;
      for (let at = 0; at < window; at++) {
        re[at] = (into.composite[start + at] ?? 0) * (hann[at] ?? 0);
        im[at] = (into.other[start + at] ?? 0) * (hann[at] ?? 0);
      }
      fft.forward(re, im);
      fold(re, im, rows.composite, rows.other, frame * bandCount);
      for (let at = 0; at < window; at++) re[at] = (into.rest[start + at] ?? 0) * (hann[at] ?? 0);
      im.fill(0);
      fft.forward(re, im);
      fold(re, im, rows.rest, null, frame * bandCount);
      const spectrum = spectra[frame % spectra.length];
      const before = spectra[(frame + 1) % spectra.length];
      if (spectrum && before) {
        for (let bin = 0; bin < window / 2; bin++) spectrum[bin] = Math.sqrt((re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2);
        steadiness[frame] = 255 * alikeness(spectrum, before);
        const power = powerIn(spectrum);
        pitches[frame] = pitchOf(spectrum, power);
        totals[frame] = byteOf(dbOf(power / window));
      }
    }
  }
  // Where the customer's recording has but noise, what was taken away added to it.
  for (const [at, byte] of rows.composite.entries()) if (byte < (rows.rest[at] ?? 0)) rows.rest[at] = byte;
  const bands = (bytes: Uint8Array): Bands => ({ frames, bytes, db: (frame, band) => dbOfByte(bytes[frame * bandCount + band] ?? 0) });
  return { composite: bands(rows.composite), other: bands(rows.other), rest: bands(rows.rest), steadiness, isTone: heldTones(pitches, totals) };
}

/** Tones stay for longer than 60 ms, and speech does not. */
const steadyFrames = 6;
const firstBin = bins[0] ?? 0;
const lastBin = bins[bandCount] ?? 0;

/** The cosine between two spectra. */
function alikeness(one: Float32Array, other: Float32Array): number {
  let both = 0;
  let first = 1e-12;
  let second = 1e-12;
  for (let bin = firstBin; bin < lastBin; bin++) {
    both += (one[bin] ?? 0) * (other[bin] ?? 0);
    first += (one[bin] ?? 0) ** 2;
    second += (other[bin] ?? 0) ** 2;
  }
  return both / Math.sqrt(first * second);
}

/** Nothing but two tones has so much of its power around two frequencies. */
const shareOfTones = 0.95;
/** Bins between which the lower and the higher tone of a dialled key lie, by ITU-T Q.23, give or take one. */
const lowerKeys = { from: 21, to: 31 };
const higherKeys = { from: 38, to: 53 };
/** In frames: a dialled key, and what rings; the window reaches two more into a tone from either side. */
const shortestKey = 5;
const shortestRing = 30;
const windowFrames = 2;

/** Which two tones make up a sound, as a number; 0 where there is more. */
function pitchOf(spectrum: Float32Array, total: number): number {
  const first = strongest(spectrum, -9);
  const second = strongest(spectrum, first);
  if (powerAround(spectrum, first) + powerAround(spectrum, second) < shareOfTones * total) return 0;
  const [low, high] = first < second ? [first, second] : [second, first];
  const isKey = low >= lowerKeys.from && low <= lowerKeys.to && high >= higherKeys.from && high <= higherKeys.to && powerAround(spectrum, second) > total / 20;
  return isKey ? keyPitch : first;
}

/** No bin has this number. */
const keyPitch = 255;

function powerIn(spectrum: Float32Array): number {
  let total = 1e-12;
  for (let bin = firstBin; bin < lastBin; bin++) total += (spectrum[bin] ?? 0) ** 2;
  return total;
}

function strongest(spectrum: Float32Array, butNear: number): number {
  let best = firstBin;
  let most = -1;
  for (let bin = firstBin; bin < lastBin; bin++) {
    if (Math.abs(bin - butNear) <= 4 || (spectrum[bin] ?? 0) <= most) continue;
    best = bin;
    most = spectrum[bin] ?? 0;
  }
  return best;
}

function powerAround(spectrum: Float32Array, middle: number): number {
  let power = 0;
  for (let bin = middle - 2; bin <= middle + 2; bin++) power += (spectrum[bin] ?? 0) ** 2;
  return power;
}

/** Machines keep a tone as loud as it is, and voices do not; in halves of a dB. */
const mostSwell = 5;

/** Frames of tones that last, at one level. */
function heldTones(pitches: Uint8Array, totals: Uint8Array): Uint8Array {
  const isTone = new Uint8Array(pitches.length);
  for (let frame = 0; frame < pitches.length; frame++) {
    const pitch = pitches[frame] ?? 0;
    if (pitch === 0) continue;
    let to = frame + 1;
    let low = totals[frame] ?? 0;
    let high = low;
    for (; to < pitches.length && Math.abs((pitches[to] ?? 0) - pitch) <= 1; to++) {
      // Where it begins and ends, a part of the window is silent.
      const isInside = to > frame + windowFrames && to + windowFrames < pitches.length && Math.abs((pitches[to + windowFrames] ?? 0) - pitch) <= 1;
      if (to === frame + windowFrames) low = high = totals[to] ?? 0;
      if (!isInside) continue;
      low = Math.min(low, totals[to] ?? 0);
      high = Math.max(high, totals[to] ?? 0);
    }
    if (high - low <= mostSwell && to - frame >= (pitch === keyPitch ? shortestKey : shortestRing)) isTone.fill(1, Math.max(0, frame - windowFrames), to + windowFrames);
    frame = to - 1;
  }
  return isTone;
}

/** Parts the spectra of two sounds that were transformed at once, and sums them up in bands. */
function fold(re: Float32Array, im: Float32Array, ofRe: Uint8Array, ofIm: Uint8Array | null, row: number): void {
  for (let band = 0; band < bandCount; band++) {
    let first = 0;
    let second = 0;
    for (let bin = bins[band] ?? 0; bin < (bins[band + 1] ?? 0); bin++) {
      const mirror = window - bin;
      const sumRe = (re[bin] ?? 0) + (re[mirror] ?? 0);
      const sumIm = (im[bin] ?? 0) + (im[mirror] ?? 0);
      const gapRe = (re[bin] ?? 0) - (re[mirror] ?? 0);
      const gapIm = (im[bin] ?? 0) - (im[mirror] ?? 0);
      first += sumRe * sumRe + gapIm * gapIm;
      second += sumIm * sumIm + gapRe * gapRe;
    }
    // Of a quarter of the power in one half of the spectrum, both halves.
    ofRe[row + band] = byteOf(dbOf(first / 2 / window));
    if (ofIm) ofIm[row + band] = byteOf(dbOf(second / 2 / window));
  }
}

function byteOf(db: number): number {
  return Math.max(0, Math.min(255, Math.round((db - lowestDb) * 2)));
}
