import { readSync } from 'node:fs';
import type { Peaks } from '#shared/model/peaks.ts';
import { createFolding } from './folding.ts';
import { alaw, mulaw } from './g711.ts';
import type { Wav } from './wav.ts';

/** Samples of every channel that are read at a time: bounds the memory whatever the file's length. */
const framesPerRead = 64 * 1024;

/** Peaks of the sound behind `fd`, its channels mixed into one; null for a codec that is not read here. */
export function peaksOfWav(fd: number, wav: Wav): Peaks | null {
  if (wav.codec === 'other') return null;
  const folding = createFolding(wav.sampleRate);
  const table = wav.codec === 'alaw' ? alaw : mulaw;
  const decode = sampleReader(wav);
  const bytes = Buffer.from(new ArrayBuffer(framesPerRead * wav.bytesPerFrame));
  // The same bytes as samples, for what needs no decoding; WAV is little-endian, as is every machine that this runs on.
  const asSamples = new Int16Array(bytes.buffer, 0, Math.floor(bytes.length / 2));
  const mixed = new Int16Array(framesPerRead);
  const end = wav.dataStart + wav.dataBytes;

  for (let position = wav.dataStart; position < end; ) {
    const got = readSync(fd, bytes, 0, Math.min(bytes.length, end - position), position);
    const frames = Math.floor(got / wav.bytesPerFrame);
    if (frames === 0) break;
    if (wav.channels === 1 && wav.codec !== 'pcm') folding.pushCoded(bytes, frames, table);
    else if (wav.channels === 1 && wav.bitsPerSample === 16) folding.push(asSamples, frames);
    else {
      mix(bytes, frames, wav, decode, mixed);
      folding.push(mixed, frames);
    }
    position += frames * wav.bytesPerFrame;
  }
  return folding.finish();
}

/** Reads the sample that begins at `at`, as 16 bits: the upper ones where the file has more. */
function sampleReader(wav: Wav): (bytes: Buffer, at: number) => number {
  if (wav.codec === 'alaw') return (bytes, at) => alaw[bytes[at] ?? 0] ?? 0;
  if (wav.codec === 'mulaw') return (bytes, at) => mulaw[bytes[at] ?? 0] ?? 0;
  // 8-bit PCM is unsigned.
  if (wav.bitsPerSample === 8) return (bytes, at) => ((bytes[at] ?? 128) - 128) << 8;
  const upper = wav.bitsPerSample / 8 - 2;
  return (bytes, at) => bytes.readInt16LE(at + upper);
}

/** The mean of the channels, rounded towards zero as audiowaveform does. */
function mix(bytes: Buffer, frames: number, wav: Wav, decode: (bytes: Buffer, at: number) => number, into: Int16Array): void {
  const width = wav.bytesPerFrame / wav.channels;
  for (let frame = 0, at = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < wav.channels; channel++, at += width) sum += decode(bytes, at);
    into[frame] = Math.trunc(sum / wav.channels);
  }
}
