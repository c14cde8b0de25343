import { readSync } from 'node:fs';
import { wavCodecOf, type WavCodec } from './wavCodecs.ts';

/** What a WAV's header says, with the length that is really there. */
export interface Wav {
  readonly codec: WavCodec;
  readonly channels: number;
  readonly sampleRate: number;
  /** Of one sample of one channel, in the file; 0 for a code of blocks. */
  readonly bytesPerSample: number;
  /** The `fmt ` chunk, whose end differs from code to code. */
  readonly format: Buffer;
  /** Samples of each channel by the `fact` chunk; null without one. */
  readonly samplesByFact: number | null;
  readonly bytesPerSecond: number;
  readonly dataStart: number;
  /** Never beyond the end of the file. */
  readonly dataBytes: number;
  /** Whether who believes the header alone finds the same bytes of sound. */
  readonly isTrueToHeader: boolean;
}

const extensible = 0xfffe;
/** Up to the 32 pairs of coefficients that an MS ADPCM may bring. */
const bytesOfFormat = 150;
/** Less than this after a too early end of the sound is taken for padding. */
const longestPaddingMs = 250;

/**
 * Walks the chunks of the WAV behind `fd`, `fileBytes` long. Null where this is no WAV, it has no `fmt ` before its
 * `data`, or its format makes no sense.
 *
 * The `data` chunk's length holds unless it is 0, 0xFFFFFFFF or reaches beyond the file (a WAV written to a pipe does not
 * know its length), or something other than a chunk follows it (the header was written while the sound went on): then
 * the sound goes on to the end of the file.
 */
export function readWav(fd: number, fileBytes: number): Wav | null {
  const head = readAt(fd, 0, 12);
  if (head === null || !['RIFF', 'RF64'].includes(head.toString('latin1', 0, 4)) || head.toString('latin1', 8, 12) !== 'WAVE') return null;

  let format: Buffer | null = null;
  let samplesByFact: number | null = null;
  let isRegular = true;
  for (let at = 12; at + 8 <= fileBytes; ) {
    const chunk = readAt(fd, at, 8);
    if (chunk === null) return null;
    const id = chunk.toString('latin1', 0, 4);
    const length = chunk.readUInt32LE(4);
    const start = at + 8;
    if (id === 'data') return format && describe(format, { fd, fileBytes, samplesByFact, start, length, isRegular });
    if (id === 'fmt ') format = readAt(fd, start, Math.min(length, bytesOfFormat));
    if (id === 'fact') samplesByFact = readAt(fd, start, 4)?.readUInt32LE(0) ?? null;
    at = start + length;
    // Chunks begin at even positions; not every writer knows.
    if (length % 2 === 1) {
      if (isChunkAt(fd, at, fileBytes)) isRegular = false;
      else at += 1;
    }
  }
  return null;
}

interface Found {
  readonly fd: number;
  readonly fileBytes: number;
  readonly samplesByFact: number | null;
  readonly start: number;
  /** As the `data` chunk says. */
  readonly length: number;
  readonly isRegular: boolean;
}

function describe(format: Buffer, { fd, fileBytes, samplesByFact, start, length, isRegular }: Found): Wav | null {
  if (format.length < 16) return null;
  const tag = format.readUInt16LE(0);
  const channels = format.readUInt16LE(2);
  const sampleRate = format.readUInt32LE(4);
  if (channels === 0 || sampleRate === 0) return null;

  // The extensible header names the code in the first two bytes of a GUID.
  const codec = wavCodecOf(tag === extensible && format.length >= 26 ? format.readUInt16LE(24) : tag);
  const bytesPerSample = bytesOfSample(codec, format.readUInt16LE(14));
  const bytesPerSecond = bytesPerSample === 0 ? format.readUInt32LE(8) : bytesPerSample * channels * sampleRate;

  const rest = fileBytes - start;
  const isOpenEnded = length === 0 || length >= rest;
  const after = start + length + (length % 2);
  const padding = Math.max(8, (bytesPerSecond * longestPaddingMs) / 1000);
  const isCutShort = !isOpenEnded && fileBytes - after > padding && !isChunkAt(fd, after, fileBytes);
  return {
    codec, channels, sampleRate, bytesPerSample, format, samplesByFact, bytesPerSecond, dataStart: start,
    dataBytes: isOpenEnded || isCutShort ? rest : length,
    isTrueToHeader: isRegular && !isCutShort,
  };
}

/** Not by the header's own block size, which some writers leave at 0; samples lie in whole bytes. */
function bytesOfSample({ reading }: WavCodec, bits: number): number {
  if (reading === 'alaw' || reading === 'mulaw') return 1;
  return reading === 'integer' || reading === 'float' ? Math.ceil(bits / 8) : 0;
}

/** Whether what stands at `at` can be a chunk: four printable characters and, but for the sound, a length within the file. */
function isChunkAt(fd: number, at: number, fileBytes: number): boolean {
  const head = at + 8 <= fileBytes ? readAt(fd, at, 8) : null;
  if (head === null) return false;
  const id = head.toString('latin1', 0, 4);
  return id === 'data' || (/^[ -~]{4}$/.test(id) && at + 8 + head.readUInt32LE(4) <= fileBytes + 1);
}

/** `length` bytes at `position`, or null where the file ends before. */
function readAt(fd: number, position: number, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  return readSync(fd, bytes, 0, length, position) === length ? bytes : null;
}
