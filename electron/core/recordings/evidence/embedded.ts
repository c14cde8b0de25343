import { createHash } from 'node:crypto';
import { openSync, closeSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { createMp3Writer, decodeSpan, mp3FormOf } from '../clips/index.ts';
import { keepFile, orCannotWrite } from '../sound/keepFile.ts';
import { openSound } from '../sound/openSound.ts';
import type { Sound } from '../sound/samples.ts';
import type { EvidenceJob } from './job.ts';

/** How a sound lies in the page: the file that was fetched, PCM or MP3 made of it. */
export type EmbeddedForm = 'as-fetched' | 'pcm' | 'mp3';

export interface FileFacts {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface EmbeddedSound extends FileFacts {
  readonly form: EmbeddedForm;
  readonly path: string;
  readonly contentType: string;
}

/** Larger sounds become MP3 where that makes them smaller. */
const largeBytes = 10_000_000;
/** Less is not worth another code. */
const worthwhile = 0.75;
/** A multiple of three: then base64 has no ends in its midst. */
const bytesPerRead = 96 * 1024;

/**
 * Finds the form in which browsers play the sound and the page stays small: as it was fetched where that will do. Null where
 * there is none. An MP3 is written to `scratch`, and is the caller's to remove.
 */
export async function embeddedSound({ path, besidePath, contentType }: EvidenceJob['sounds'][number], durationMs: number | null, scratch: string): Promise<EmbeddedSound | null> {
  const sound = await openSound(path);
  const candidate = playableFile(sound, { path, besidePath, contentType });
  const bytes = candidate === null ? Infinity : statSync(candidate.path).size;
  if (bytes > largeBytes && sound?.decode && mp3Bytes(sound, durationMs) < bytes * worthwhile && (await encode(sound.decode, scratch))) {
    return { form: 'mp3', path: scratch, contentType: 'audio/mpeg', ...factsOfFile(scratch) };
  }
  return candidate && { ...candidate, ...factsOfFile(candidate.path) };
}

function playableFile(sound: Sound | null, { path, besidePath, contentType }: Omit<EvidenceJob['sounds'][number], 'kind'>): Pick<EmbeddedSound, 'form' | 'path' | 'contentType'> | null {
  if (besidePath !== null) return { form: 'pcm', path: besidePath, contentType: 'audio/wav' };
  return sound === null || sound.chromium === 'refuses' ? null : { form: 'as-fetched', path, contentType };
}

/** About how large an MP3 would be. */
function mp3Bytes({ sampleRate, channels, durationMs }: Sound, knownMs: number | null): number {
  const { kbits } = mp3FormOf({ sampleRate: sampleRate ?? 48_000, channels: channels ?? 2 });
  return ((durationMs ?? knownMs ?? 0) * kbits) / 8;
}

async function encode(decode: NonNullable<Sound['decode']>, into: string): Promise<boolean> {
  let samples = 0;
  await keepFile(into, async (fd) => {
    const writer = await createMp3Writer(fd);
    samples = await decodeSpan(decode, { startMs: 0, endMs: Infinity }, writer);
    if (samples > 0) writer.finish();
  });
  if (samples === 0) rmSync(into, { force: true });
  return samples > 0;
}

export function factsOfFile(path: string): FileFacts {
  const hash = createHash('sha256');
  let bytes = 0;
  eachPiece(path, (piece) => {
    hash.update(piece);
    bytes += piece.length;
  });
  return { bytes, sha256: hash.digest('hex') };
}

/** Writes a file to `fd` as base64. */
export function writeBase64(fd: number, path: string): void {
  eachPiece(path, (piece) => writeText(fd, piece.toString('base64')));
}

export function writeText(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  orCannotWrite(() => {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done);
  });
}

/** Hands the file on in pieces, all but the last of them full; each is good only until the next. */
function eachPiece(path: string, take: (piece: Buffer) => void): void {
  const fd = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(bytesPerRead);
    for (let filled = -1; filled !== 0; ) {
      filled = 0;
      for (let got = -1; got !== 0 && filled < buffer.length; filled += got) got = readSync(fd, buffer, filled, buffer.length - filled, null);
      if (filled > 0) take(buffer.subarray(0, filled));
    }
  } finally {
    closeSync(fd);
  }
}
