import { readSync } from 'node:fs';

/** What a WAV's header says, with the length that is really there. */
export interface Wav {
  /** `other`: ADPCM, GSM, float and whatever else this file may hold. */
  readonly codec: 'pcm' | 'alaw' | 'mulaw' | 'other';
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitsPerSample: number;
  /** Of one sample of every channel. */
  readonly bytesPerFrame: number;
  readonly dataStart: number;
  /** Of whole frames, never beyond the end of the file. */
  readonly dataBytes: number;
  readonly durationMs: number;
}

const codecOfTag: Readonly<Record<number, Wav['codec']>> = { 1: 'pcm', 6: 'alaw', 7: 'mulaw' };
const extensible = 0xfffe;
const bytesOfFormat = 40;

/**
 * Walks the chunks of the WAV behind `fd`, `fileBytes` long. The `data` chunk's length holds; where it is 0, 0xFFFFFFFF or
 * reaches beyond the file (a WAV written to a pipe does not know its length), the sound goes on to the end of the file.
 * Null where this is no WAV, or it has no `fmt ` before its `data`.
 */
export function readWav(fd: number, fileBytes: number): Wav | null {
  const head = readAt(fd, 0, 12);
  if (head === null || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') return null;

  let format: Buffer | null = null;
  let samplesByFact: number | null = null;
  for (let at = 12; at + 8 <= fileBytes; ) {
    const chunk = readAt(fd, at, 8);
    if (chunk === null) return null;
    const id = chunk.toString('latin1', 0, 4);
    const length = chunk.readUInt32LE(4);
    const start = at + 8;
    if (id === 'data') {
      const rest = fileBytes - start;
      return format && describe(format, samplesByFact, start, length === 0 ? rest : Math.min(length, rest));
    }
    if (id === 'fmt ') format = readAt(fd, start, Math.min(length, bytesOfFormat));
    if (id === 'fact') samplesByFact = readAt(fd, start, 4)?.readUInt32LE(0) ?? null;
    // Chunks begin at even positions.
    at = start + length + (length % 2);
  }
  return null;
}

function describe(format: Buffer, samplesByFact: number | null, dataStart: number, available: number): Wav | null {
  if (format.length < 16) return null;
  const tag = format.readUInt16LE(0);
  const channels = format.readUInt16LE(2);
  const sampleRate = format.readUInt32LE(4);
  const bytesPerSecond = format.readUInt32LE(8);
  const bitsPerSample = format.readUInt16LE(14);
  if (channels === 0 || sampleRate === 0) return null;

  // The extensible header names the codec in the first two bytes of a GUID.
  const codec = codecOfTag[tag === extensible && format.length >= 26 ? format.readUInt16LE(24) : tag] ?? 'other';
  const known = codec === 'pcm' ? [8, 16, 24, 32].includes(bitsPerSample) : codec !== 'other' && bitsPerSample === 8;
  if (!known) {
    const samples = samplesByFact ?? (bytesPerSecond > 0 ? (available / bytesPerSecond) * sampleRate : 0);
    return {
      codec: 'other', channels, sampleRate, bitsPerSample, bytesPerFrame: 1, dataStart, dataBytes: available,
      durationMs: Math.round((samples / sampleRate) * 1000),
    };
  }

  // Not the header's own block size, which some writers leave at 0.
  const bytesPerFrame = (channels * bitsPerSample) / 8;
  const frames = Math.floor(available / bytesPerFrame);
  return {
    codec, channels, sampleRate, bitsPerSample, bytesPerFrame, dataStart, dataBytes: frames * bytesPerFrame,
    durationMs: Math.round((frames / sampleRate) * 1000),
  };
}

/** `length` bytes at `position`, or null where the file ends before. */
function readAt(fd: number, position: number, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  return readSync(fd, bytes, 0, length, position) === length ? bytes : null;
}
