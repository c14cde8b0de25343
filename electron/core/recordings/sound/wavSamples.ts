import { readSync } from 'node:fs';
import type { BlockCode } from './adpcm.ts';
import type { Folding } from './folding.ts';
import { alaw, mulaw } from './g711.ts';
import { fromFloat, type SampleSink } from './samples.ts';
import type { Wav } from './wav.ts';

/** Bounds the memory whatever the file's length. */
const bytesPerRead = 128 * 1024;

/** Decodes a WAV of samples that each stand for themselves: PCM, float, A-law, mu-law. */
export function decodeSamples(fd: number, wav: Wav, sink: SampleSink | Folding): void {
  const { channels, sampleRate, bytesPerSample } = wav;
  sink.begin({ sampleRate, channels });
  const bytesPerFrame = channels * bytesPerSample;
  const framesPerRead = Math.max(1, Math.floor(bytesPerRead / bytesPerFrame));
  const bytes = Buffer.from(new ArrayBuffer(framesPerRead * bytesPerFrame));
  const unpack = unpackerOf(wav);
  const table = wav.codec.reading === 'alaw' ? alaw : wav.codec.reading === 'mulaw' ? mulaw : null;
  // What needs no decoding is handed on as it was read; WAV is little-endian, as is every machine that this runs on.
  const isReady = channels === 1 && wav.codec.reading === 'integer' && bytesPerSample === 2;
  const buffers = isReady ? [new Int16Array(bytes.buffer)] : Array.from({ length: channels }, () => new Int16Array(framesPerRead));
  const end = wav.dataStart + wav.dataBytes;

  for (let position = wav.dataStart; position < end; ) {
    const got = readSync(fd, bytes, 0, Math.min(bytes.length, end - position), position);
    const frames = Math.floor(got / bytesPerFrame);
    if (frames === 0) break;
    if (table && channels === 1 && 'pushCoded' in sink) sink.pushCoded(bytes, frames, table);
    else {
      if (!isReady) for (const [channel, into] of buffers.entries()) unpack(bytes, channel * bytesPerSample, bytesPerFrame, into, frames);
      sink.push(buffers, frames);
    }
    position += frames * bytesPerFrame;
  }
}

/** Decodes a WAV of ADPCM; at most `samples` of each channel. */
export function decodeBlocks(fd: number, wav: Wav, code: BlockCode, samples: number, sink: SampleSink): void {
  const { channels, sampleRate } = wav;
  sink.begin({ sampleRate, channels });
  const blocksPerRead = Math.max(1, Math.floor(bytesPerRead / code.blockBytes));
  const bytes = Buffer.alloc(blocksPerRead * code.blockBytes);
  const buffers = Array.from({ length: channels }, () => new Int16Array(blocksPerRead * code.samplesPerBlock));
  const end = wav.dataStart + wav.dataBytes;
  let left = samples;

  for (let position = wav.dataStart; position < end && left > 0; ) {
    const got = readSync(fd, bytes, 0, Math.min(bytes.length, end - position), position);
    if (got === 0) break;
    let count = 0;
    for (let at = 0; at < got; at += code.blockBytes) count += code.decode(bytes, at, Math.min(code.blockBytes, got - at), buffers, count);
    const wanted = Math.min(left, count);
    if (wanted > 0) sink.push(buffers, wanted);
    left -= wanted;
    position += got;
  }
}

/** Reads `count` samples of one channel, the first at `at`, each `step` bytes on, as 16 bits. */
type Unpack = (bytes: Buffer, at: number, step: number, into: Int16Array, count: number) => void;

function unpackerOf({ codec: { reading }, bytesPerSample }: Wav): Unpack {
  if (reading === 'alaw' || reading === 'mulaw') {
    const table = reading === 'alaw' ? alaw : mulaw;
    return (bytes, at, step, into, count) => {
      for (let index = 0; index < count; index++) into[index] = table[bytes[at + index * step] ?? 0] ?? 0;
    };
  }
  if (reading === 'float') {
    return (bytes, at, step, into, count) => {
      for (let index = 0; index < count; index++) {
        const position = at + index * step;
        into[index] = fromFloat(bytesPerSample === 8 ? bytes.readDoubleLE(position) : bytes.readFloatLE(position));
      }
    };
  }
  // PCM of 8 bits is unsigned; of more than 16 the upper ones count.
  if (bytesPerSample === 1) {
    return (bytes, at, step, into, count) => {
      for (let index = 0; index < count; index++) into[index] = ((bytes[at + index * step] ?? 128) - 128) << 8;
    };
  }
  return (bytes, at, step, into, count) => {
    for (let index = 0, upper = at + bytesPerSample - 2; index < count; index++, upper += step) into[index] = (bytes[upper] ?? 0) | ((bytes[upper + 1] ?? 0) << 8);
  };
}
