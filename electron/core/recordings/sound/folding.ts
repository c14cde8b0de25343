import type { Peaks } from '#shared/model/peaks.ts';

/** audiowaveform's `--pixels-per-second 100`. */
const pointsPerSecond = 100;

/** Takes 16-bit samples of one channel as they come and keeps the lowest and highest of each step. */
export interface Folding {
  /** The first `count` of `samples`. */
  push(samples: Int16Array, count: number): void;
  /** The samples of `table` that `count` bytes stand for. */
  pushCoded(bytes: Uint8Array, count: number, table: Int16Array): void;
  finish(): Peaks;
}

/**
 * Folds as audiowaveform does: `sampleRate / 100` samples a point, rounded down; the last point may stand for fewer; 16
 * bits become 8 by a division by 256 that rounds towards zero.
 */
export function createFolding(sampleRate: number): Folding {
  const samplesPerPixel = Math.max(1, Math.floor(sampleRate / pointsPerSecond));
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
      return { sampleRate, samplesPerPixel, length: used / 2, channels: 1, data: data.subarray(0, used) };
    },
  };
}
