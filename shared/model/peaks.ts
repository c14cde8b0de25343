/**
 * Lowest and highest sample of each step of a sound, in audiowaveform's binary format (`.dat`).
 * https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md
 */
export interface Peaks {
  /** Of the sound, in Hz. */
  readonly sampleRate: number;
  /** Samples of one channel that each point stands for. */
  readonly samplesPerPixel: number;
  /** Points per channel. */
  readonly length: number;
  readonly channels: number;
  /** -128…127: point after point, in each the channels, of each the lowest and the highest. */
  readonly data: Int8Array;
}

const bytesOfHeader = { 1: 20, 2: 24 } as const;
const eightBits = 1;

/** Peaks as a `.dat` of version 2: six 32-bit fields, little-endian, then the pairs. */
export function encodePeaks(peaks: Peaks): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(bytesOfHeader[2] + peaks.data.length);
  const header = new DataView(bytes.buffer);
  const fields = [2, eightBits, peaks.sampleRate, peaks.samplesPerPixel, peaks.length, peaks.channels];
  for (const [index, field] of fields.entries()) header.setInt32(index * 4, field, true);
  new Int8Array(bytes.buffer, bytesOfHeader[2]).set(peaks.data);
  return bytes;
}

/**
 * Reads a `.dat` of version 1 or 2 with 8 bits; `data` is a view, not a copy.
 * @throws {Error} with a sentence where the bytes are anything else.
 */
export function parsePeaks(buffer: ArrayBuffer | Uint8Array<ArrayBuffer>): Peaks {
  const bytes = buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer);
  if (bytes.length < bytesOfHeader[1]) throw new Error(`These are no peaks: ${bytes.length} bytes are too few for a header.`);

  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = header.getInt32(0, true);
  if (version !== 1 && version !== 2) throw new Error(`These are no peaks of version 1 or 2: the version reads ${version}.`);
  const start = bytesOfHeader[version];
  if (bytes.length < start) throw new Error('These peaks are cut off inside their header.');
  if ((header.getUint32(4, true) & eightBits) === 0) throw new Error('These peaks have 16 bits a value; 8 are expected.');

  const sampleRate = header.getInt32(8, true);
  const samplesPerPixel = header.getInt32(12, true);
  const length = header.getUint32(16, true);
  const channels = version === 2 ? header.getInt32(20, true) : 1;
  if (sampleRate <= 0 || samplesPerPixel <= 0 || channels <= 0) throw new Error('These peaks have a header that makes no sense.');
  const bytesOfData = length * channels * 2;
  if (bytes.length < start + bytesOfData) {
    throw new Error(`These peaks are cut off: ${bytesOfData} bytes of values are announced, ${bytes.length - start} are there.`);
  }
  return { sampleRate, samplesPerPixel, length, channels, data: new Int8Array(bytes.buffer, bytes.byteOffset + start, bytesOfData) };
}
