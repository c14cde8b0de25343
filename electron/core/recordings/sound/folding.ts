import type { Peaks } from '#shared/model/peaks.ts';
import type { SampleFormat, SampleSink } from './samples.ts';

/** audiowaveform's `--pixels-per-second 100`. */
const pointsPerSecond = 100;

/** Keeps the lowest and highest sample of each step of a sound. */
export interface Folding extends SampleSink {
  /** The samples of a sound of one channel that `count` bytes stand for: `push` without a copy of them. */
  pushCoded(bytes: Uint8Array, count: number, table: Int16Array): void;
  /** Samples of each channel so far. */
  samples(): number;
  /** Null before `begin`. */
  format(): SampleFormat | null;
  /** Null where there was nothing to fold. */
  finish(): Peaks | null;
}

/**
 * Folds as audiowaveform does: `sampleRate / 100` samples a point, rounded down; the last point may stand for fewer; 16
 * bits become 8 by a division by 256 that rounds towards zero. Both channels of stereo are kept apart (its
 * `--split-channels`), more than two are mixed into one, rounded towards zero.
 */
export function createFolding(): Folding {
  let format: SampleFormat | null = null;
  let samplesPerPixel = 1;
  let lanes: Lane[] = [];
  let mixed = new Int16Array(0);
  let samples = 0;

  return {
    begin(begun) {
      format = begun;
      samplesPerPixel = Math.max(1, Math.floor(begun.sampleRate / pointsPerSecond));
      lanes = Array.from({ length: begun.channels === 2 ? 2 : 1 }, () => createLane(samplesPerPixel));
    },
    push(channels, count) {
      samples += count;
      if (channels.length <= 2) {
        for (const [at, lane] of lanes.entries()) lane.push(channels[at] ?? mixed, count);
        return;
      }
      if (mixed.length < count) mixed = new Int16Array(count);
      mix(channels, count, mixed);
      lanes[0]?.push(mixed, count);
    },
    pushCoded(bytes, count, table) {
      samples += count;
      lanes[0]?.pushCoded(bytes, count, table);
    },
    samples: () => samples,
    format: () => format,
    finish() {
      if (format === null || samples === 0) return null;
      const points = lanes.map((lane) => lane.finish());
      const [first = new Int8Array(0), second] = points;
      return { sampleRate: format.sampleRate, samplesPerPixel, length: first.length / 2, channels: points.length, data: second ? interleave(first, second) : first };
    },
  };
}

interface Lane {
  push(samples: Int16Array, count: number): void;
  pushCoded(bytes: Uint8Array, count: number, table: Int16Array): void;
  /** Pairs of lowest and highest. */
  finish(): Int8Array;
}

/** Folds one channel. */
function createLane(samplesPerPixel: number): Lane {
  let data = new Int8Array(2 * pointsPerSecond * 60);
  let used = 0;
  let inPoint = 0;
  let low = 32_767;
  let high = -32_768;

  const endPoint = (): void => {
    if (used + 2 > data.length) {
      const larger = new Int8Array(data.length * 2);
      larger.set(data);
      data = larger;
    }
    data[used] = Math.trunc(low / 256);
    data[used + 1] = Math.trunc(high / 256);
    used += 2;
    inPoint = 0;
    low = 32_767;
    high = -32_768;
  };

  return {
    push(samples, count) {
      for (let at = 0; at < count; ) {
        const end = Math.min(count, at + samplesPerPixel - inPoint);
        inPoint += end - at;
        let lowest = low;
        let highest = high;
        for (; at < end; at++) {
          const sample = samples[at] ?? 0;
          if (sample < lowest) lowest = sample;
          if (sample > highest) highest = sample;
        }
        low = lowest;
        high = highest;
        if (inPoint === samplesPerPixel) endPoint();
      }
    },

    pushCoded(bytes, count, table) {
      for (let at = 0; at < count; ) {
        const end = Math.min(count, at + samplesPerPixel - inPoint);
        inPoint += end - at;
        let lowest = low;
        let highest = high;
        for (; at < end; at++) {
          const sample = table[bytes[at] ?? 0] ?? 0;
          if (sample < lowest) lowest = sample;
          if (sample > highest) highest = sample;
        }
        low = lowest;
        high = highest;
        if (inPoint === samplesPerPixel) endPoint();
      }
    },

    finish() {
      if (inPoint > 0) endPoint();
      return data.subarray(0, used);
    },
  };
}

function mix(channels: readonly Int16Array[], count: number, into: Int16Array): void {
  for (let at = 0; at < count; at++) {
    let sum = 0;
    for (const channel of channels) sum += channel[at] ?? 0;
    into[at] = Math.trunc(sum / channels.length);
  }
}

function interleave(first: Int8Array, second: Int8Array): Int8Array {
  const data = new Int8Array(first.length * 2);
  for (let at = 0; at < first.length; at += 2) {
    data[at * 2] = first[at] ?? 0;
    data[at * 2 + 1] = first[at + 1] ?? 0;
    data[at * 2 + 2] = second[at] ?? 0;
    data[at * 2 + 3] = second[at + 1] ?? 0;
  }
  return data;
}
