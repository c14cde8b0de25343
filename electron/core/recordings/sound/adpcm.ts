/** ADPCM as it stands in WAVs: blocks that begin with whole samples, then four bits for each further one. */
export interface BlockCode {
  readonly blockBytes: number;
  /** Of each channel in a whole block. */
  readonly samplesPerBlock: number;
  /** Decodes the block at `at`, of which `length` bytes are there, to `offset` of each channel; returns the samples of each. */
  decode(bytes: Buffer, at: number, length: number, into: readonly Int16Array[], offset: number): number;
}

/** IMA's 89 steps: each a tenth larger than the one before. */
const imaSteps = Int16Array.of(
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190,
  209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272,
  2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10_442, 11_487, 12_635, 13_899, 15_289, 16_818,
  18_500, 20_350, 22_385, 24_623, 27_086, 29_794, 32_767,
);
const imaIndexChange = Int8Array.of(-1, -1, -1, -1, 2, 4, 6, 8);

/**
 * IMA (DVI) ADPCM: for each channel a sample, an index of the step and a byte of nothing; then four bytes of each channel in
 * turn, the lower half first. Null where `blockBytes` cannot be.
 */
export function imaCode(channels: number, blockBytes: number): BlockCode | null {
  const words = Math.floor(blockBytes / (4 * channels)) - 1;
  if (words < 1) return null;
  return {
    blockBytes,
    samplesPerBlock: 1 + words * 8,
    decode(bytes, at, length, into, offset) {
      const wordsHere = Math.min(words, Math.floor(length / (4 * channels)) - 1);
      if (wordsHere < 0) return 0;
      for (let channel = 0; channel < channels; channel++) {
        const samples = into[channel];
        if (!samples) continue;
        const head = at + 4 * channel;
        let sample = bytes.readInt16LE(head);
        let index = Math.min(88, bytes[head + 2] ?? 0);
        let to = offset;
        samples[to++] = sample;
        for (let word = 0; word < wordsHere; word++) {
          const start = at + 4 * (channels + word * channels + channel);
          for (let nibble = 0; nibble < 8; nibble++) {
            const code = ((bytes[start + (nibble >> 1)] ?? 0) >> (4 * (nibble & 1))) & 15;
            const step = imaSteps[index] ?? 0;
            const change = (step >> 3) + (code & 1 ? step >> 2 : 0) + (code & 2 ? step >> 1 : 0) + (code & 4 ? step : 0);
            sample = clamp(code & 8 ? sample - change : sample + change);
            index = Math.max(0, Math.min(88, index + (imaIndexChange[code & 7] ?? 0)));
            samples[to++] = sample;
          }
        }
      }
      return 1 + wordsHere * 8;
    },
  };
}

/** By which the step of MS ADPCM changes, in 256ths. */
const msAdaption = Int16Array.of(230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230);
/** The seven pairs that every MS ADPCM may use; a header may bring more. */
const msUsualPairs: readonly (readonly [number, number])[] = [[256, 0], [512, -256], [0, 0], [192, 64], [240, 0], [460, -208], [392, -232]];

/**
 * MS ADPCM: for each channel the number of its pair of coefficients, the step, and two samples, the later one first; then
 * halves of bytes for each channel in turn, the upper one first. Null where `blockBytes` cannot be.
 */
export function msCode(channels: number, blockBytes: number, format: Buffer): BlockCode | null {
  const headBytes = 7 * channels;
  const samplesIn = (bytes: number): number => 2 + Math.floor(((bytes - headBytes) * 2) / channels);
  if (blockBytes <= headBytes) return null;
  const pairs = msPairs(format);
  return {
    blockBytes,
    samplesPerBlock: samplesIn(blockBytes),
    decode(bytes, at, length, into, offset) {
      if (length < headBytes) return 0;
      const count = samplesIn(Math.min(length, blockBytes));
      for (let channel = 0; channel < channels; channel++) {
        const samples = into[channel];
        if (!samples) continue;
        const [first, second] = pairs[bytes[at + channel] ?? 0] ?? [0, 0];
        let step = bytes.readInt16LE(at + channels + 2 * channel);
        let last = bytes.readInt16LE(at + 3 * channels + 2 * channel);
        let before = bytes.readInt16LE(at + 5 * channels + 2 * channel);
        samples[offset] = before;
        samples[offset + 1] = last;
        for (let index = 2; index < count; index++) {
          const half = (index - 2) * channels + channel;
          const byte = bytes[at + headBytes + (half >> 1)] ?? 0;
          const code = half & 1 ? byte & 15 : byte >> 4;
          const sample = clamp(Math.trunc((last * first + before * second) / 256) + (code & 8 ? code - 16 : code) * step);
          before = last;
          last = sample;
          samples[offset + index] = sample;
          step = Math.max(16, ((msAdaption[code] ?? 0) * step) >> 8);
        }
      }
      return count;
    },
  };
}

/** The pairs of the format's own table, which begins with the usual ones. */
function msPairs(format: Buffer): readonly (readonly [number, number])[] {
  const count = format.length >= 22 ? format.readUInt16LE(20) : 0;
  if (count === 0 || format.length < 22 + count * 4) return msUsualPairs;
  return Array.from({ length: count }, (_, at): [number, number] => [format.readInt16LE(22 + at * 4), format.readInt16LE(24 + at * 4)]);
}

function clamp(sample: number): number {
  return sample < -32_768 ? -32_768 : sample > 32_767 ? 32_767 : sample;
}
