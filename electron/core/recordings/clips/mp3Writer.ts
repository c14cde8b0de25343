import { writeSync } from 'node:fs';
import { orCannotWrite } from '../sound/keepFile.ts';
import type { SampleSink } from '../sound/samples.ts';
import { lameTable, mp3Crc, mp3FrameBytes } from './lameTable.ts';
import { loadMp3Encoder, type Mp3Encoder } from './mp3Encoder.ts';

/** Bounds the encoder's memory, whatever a decoder hands on at a time. */
const samplesAtOnce = 16_384;

/** Writes samples to `fd` as an MP3 that players hear without a gap. `finish` puts the table before it. */
export async function createMp3Writer(fd: number): Promise<SampleSink & { finish(): void }> {
  const createEncoder = await loadMp3Encoder();
  let encoder: Mp3Encoder | null = null;
  let inputRate = 0;
  let buffers: Float32Array[] = [];
  let header: Buffer | null = null;
  let samples = 0;
  let bytes = 0;
  let crc = 0;

  const writeAt = (from: Uint8Array, position: number): void =>
    orCannotWrite(() => {
      for (let done = 0; done < from.length; ) done += writeSync(fd, from, done, from.length - done, position + done);
    });
  const take = (encoded: Uint8Array): void => {
    if (encoder === null || encoded.length === 0) return;
    header ??= Buffer.from(encoded.subarray(0, 4));
    writeAt(encoded, mp3FrameBytes(encoder.form) + bytes);
    crc = mp3Crc(encoded, crc);
    bytes += encoded.length;
  };

  return {
    begin(format) {
      encoder = createEncoder(format);
      inputRate = format.sampleRate;
      buffers = Array.from({ length: encoder.form.channels }, () => new Float32Array(samplesAtOnce));
    },
    push(channels, count) {
      if (encoder === null) return;
      for (let from = 0; from < count; from += samplesAtOnce) {
        const length = Math.min(samplesAtOnce, count - from);
        fill(buffers, channels, from, length);
        take(encoder.encode(buffers.map((buffer) => buffer.subarray(0, length))));
      }
      samples += count;
    },
    finish() {
      if (encoder === null) return;
      const { form } = encoder;
      take(encoder.flush());
      if (header !== null) writeAt(lameTable({ form, header, bytes, crc, samples: Math.round((samples * form.sampleRate) / inputRate) }), 0);
    },
  };
}

function fill(buffers: readonly Float32Array[], channels: readonly Int16Array[], from: number, length: number): void {
  const isMixed = buffers.length === 1 && channels.length > 1;
  for (const [channel, buffer] of buffers.entries()) {
    const sources = isMixed ? channels : [channels[channel] ?? new Int16Array(0)];
    for (let at = 0; at < length; at++) {
      let sum = 0;
      for (const source of sources) sum += source[from + at] ?? 0;
      buffer[at] = sum / (32_768 * sources.length);
    }
  }
}
