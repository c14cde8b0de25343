/** A WAV made by hand, chunk by chunk. */
export interface WavParts {
  /** 1 PCM, 6 A-law, 7 mu-law, 2 MS ADPCM. */
  readonly tag?: number;
  readonly channels?: number;
  readonly sampleRate?: number;
  readonly bits?: number;
  readonly data: Uint8Array;
  /** Chunks between `fmt ` and `data`. */
  readonly before?: readonly { id: string; body: Uint8Array }[];
  readonly after?: readonly { id: string; body: Uint8Array }[];
  /** Bytes that follow the 16 of the format. */
  readonly formatTail?: Uint8Array;
  /** What the header says of the length of `data`, where that is not the truth. */
  readonly claimedDataBytes?: number;
  /** What the header says of a block's length, where that is not the truth. */
  readonly claimedBlockBytes?: number;
}

export function aWav({ tag = 1, channels = 1, sampleRate = 8000, bits = 16, data, before = [], after = [], formatTail, claimedDataBytes, claimedBlockBytes }: WavParts): Buffer {
  const format = Buffer.alloc(16);
  const bytesPerFrame = (channels * bits) / 8;
  format.writeUInt16LE(tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * bytesPerFrame, 8);
  format.writeUInt16LE(claimedBlockBytes ?? bytesPerFrame, 12);
  format.writeUInt16LE(bits, 14);
  const body = Buffer.concat([
    chunk('fmt ', Buffer.concat([format, formatTail ?? Buffer.alloc(0)])),
    ...before.map(({ id, body: content }) => chunk(id, content)),
    chunk('data', data, claimedDataBytes),
    ...after.map(({ id, body: content }) => chunk(id, content)),
  ]);
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  head.write('WAVE', 8, 'latin1');
  return Buffer.concat([head, body]);
}

function chunk(id: string, content: Uint8Array, claimed = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(claimed, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** A rising and falling tone, never silent, that tells one moment from another; -1 … 1. */
export function aTone(seconds: number, sampleRate = 8000): Float64Array {
  return Float64Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => {
    const time = index / sampleRate;
    return (0.2 + 0.7 * Math.abs(Math.sin(time * 3))) * Math.sin(2 * Math.PI * 440 * time);
  });
}

export function asPcm16(samples: Float64Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) bytes.writeInt16LE(Math.round(sample * 32_767), index * 2);
  return bytes;
}

export function asPcm8(samples: Float64Array): Buffer {
  return Buffer.from(samples.map((sample) => Math.round(sample * 127) + 128));
}

export function asPcm24(samples: Float64Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 3);
  for (const [index, sample] of samples.entries()) bytes.writeIntLE(Math.round(sample * 8_388_607), index * 3, 3);
  return bytes;
}

export function asPcm32(samples: Float64Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 4);
  for (const [index, sample] of samples.entries()) bytes.writeInt32LE(Math.round(sample * 2_147_483_647), index * 4);
  return bytes;
}

export function asFloat32(samples: Float64Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 4);
  for (const [index, sample] of samples.entries()) bytes.writeFloatLE(sample, index * 4);
  return bytes;
}

export function asFloat64(samples: Float64Array): Buffer {
  return Buffer.from(samples.slice().buffer);
}

/** Puts the samples of two channels, of `width` bytes each, in turns. */
export function inStereo(left: Buffer, right: Buffer, width: number): Buffer {
  const bytes = Buffer.alloc(left.length * 2);
  for (let at = 0; at < left.length; at += width) {
    left.copy(bytes, at * 2, at, at + width);
    right.copy(bytes, at * 2 + width, at, at + width);
  }
  return bytes;
}

/** G.711 by its definition: the code whose formula comes closest. */
export function asAlaw(samples: Float64Array): Buffer {
  const decoded = Array.from({ length: 128 }, (_, code) => {
    const chord = code >> 4;
    const mantissa = code & 15;
    return chord === 0 ? mantissa * 16 + 8 : (mantissa * 16 + 264) * 2 ** (chord - 1);
  });
  return companded(samples, decoded, (code, isNegative) => (code | (isNegative ? 0 : 0x80)) ^ 0x55);
}

export function asMulaw(samples: Float64Array): Buffer {
  const decoded = Array.from({ length: 128 }, (_, code) => ((code & 15) * 8 + 132) * 2 ** (code >> 4) - 132);
  return companded(samples, decoded, (code, isNegative) => ~(code | (isNegative ? 0x80 : 0)) & 0xff);
}

function companded(samples: Float64Array, decoded: readonly number[], byteOf: (code: number, isNegative: boolean) => number): Buffer {
  return Buffer.from(
    samples.map((sample) => {
      const wanted = Math.abs(sample) * 32_767;
      let best = 0;
      for (const [code, value] of decoded.entries()) if (Math.abs(value - wanted) < Math.abs((decoded[best] ?? 0) - wanted)) best = code;
      return byteOf(best, sample < 0);
    }),
  );
}
