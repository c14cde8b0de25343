import { createResampler } from './resampler.ts';
import type { SoundToTime } from './types.ts';

/** What all sounds are brought to, in Hz. */
export const trackRate = 8000;

/** One channel of a sound at 8 kHz, in memory: a byte a sample. */
export interface Track {
  /** In samples. */
  readonly length: number;
  /** Copies `count` samples from `from` on, -1…1, into the beginning of `into`; what lies outside is 0. */
  read(from: number, count: number, into: Float32Array): void;
}

/**
 * Reads a sound into tracks, one for each of its first two channels; more than two are mixed into one. What breaks off in
 * its midst counts for as far as it goes.
 */
export async function readTracks(sound: SoundToTime): Promise<readonly Track[]> {
  let writers: TrackWriter[] = [];
  let mixed = new Int16Array(0);
  await sound.decode?.({
    begin({ sampleRate, channels }) {
      writers = Array.from({ length: channels === 2 ? 2 : 1 }, () => createTrackWriter(sampleRate));
    },
    push(channels, count) {
      if (channels.length <= 2) {
        for (const [at, writer] of writers.entries()) writer.push(channels[at] ?? mixed, count);
        return;
      }
      if (mixed.length < count) mixed = new Int16Array(count);
      for (let at = 0; at < count; at++) {
        let sum = 0;
        for (const channel of channels) sum += channel[at] ?? 0;
        mixed[at] = sum / channels.length;
      }
      writers[0]?.push(mixed, count);
    },
  });
  return writers.map((writer) => writer.finish());
}

interface TrackWriter {
  push(samples: Int16Array, count: number): void;
  finish(): Track;
}

const samplesPerPiece = 1 << 16;

function createTrackWriter(sampleRate: number): TrackWriter {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const resampler = createResampler(sampleRate, trackRate, (sample) => {
    const inPiece = length % samplesPerPiece;
    if (inPiece === 0) pieces.push(new Uint8Array(samplesPerPiece));
    const piece = pieces[pieces.length - 1];
    if (piece) piece[inPiece] = compress(sample);
    length += 1;
  });
  return {
    push: (samples, count) => resampler.push(samples, count),
    finish() {
      resampler.finish();
      return trackOf(pieces, length);
    },
  };
}

function trackOf(pieces: readonly Uint8Array[], length: number): Track {
  return {
    length,
    read(from, count, into) {
      for (let at = 0; at < count; ) {
        const position = from + at;
        if (position < 0 || position >= length) {
          into[at++] = 0;
          continue;
        }
        const piece = pieces[Math.floor(position / samplesPerPiece)];
        const first = position % samplesPerPiece;
        const here = Math.min(count - at, samplesPerPiece - first, length - position);
        for (let index = 0; index < here; index++) into[at + index] = expanded[piece?.[first + index] ?? 128] ?? 0;
        at += here;
      }
    },
  };
}

/**
 * A sample becomes a byte by a curve that is linear near 0 and logarithmic above, as G.711 does, with noise 40 dB below what
 * is loud: half of what 16 bits would take, and less noise than the line made.
 */
const bend = 400;
const scale = 127 / Math.log(1 + 32_768 / bend * 16);

function compress(sample: number): number {
  const magnitude = Math.log(1 + (Math.abs(sample) * 16) / bend) * scale;
  return 128 + (sample < 0 ? -Math.round(magnitude) : Math.round(magnitude));
}

const expanded = Float32Array.from({ length: 256 }, (_, byte) => {
  const magnitude = ((Math.exp(Math.abs(byte - 128) / scale) - 1) * bend) / 16 / 32_768;
  return byte < 128 ? -magnitude : magnitude;
});
