import { writeSync } from 'node:fs';
import { orCannotWrite } from './keepFile.ts';
import type { SampleFormat, SampleSink } from './samples.ts';

const headerBytes = 44;
const bytesPerSample = 2;
/** Lengths in a WAV have 32 bits. */
const mostBytes = 2 ** 32 - 1 - headerBytes;
/** Tried with 156. */
const chromiumLimits = { channels: 8, leastRate: 3000, largestRate: 768_000 };

/** Whether Chromium plays a WAV like this. */
export function isWithinChromium({ sampleRate, channels }: SampleFormat): boolean {
  return channels <= chromiumLimits.channels && sampleRate >= chromiumLimits.leastRate && sampleRate <= chromiumLimits.largestRate;
}

/** Whether a sound of this length can be kept as a WAV. */
export function fitsWav({ sampleRate, channels }: SampleFormat, durationMs: number): boolean {
  return (durationMs / 1000) * sampleRate * channels * bytesPerSample <= mostBytes;
}

/** Writes samples to `fd` as a WAV of 16-bit PCM. `finish` puts the lengths into its header. */
export function createWavWriter(fd: number): SampleSink & { finish(): void } {
  let format: SampleFormat = { sampleRate: 8000, channels: 1 };
  let dataBytes = 0;
  let bytes = Buffer.alloc(0);

  const write = (from: Buffer, length: number, position: number): void =>
    orCannotWrite(() => {
      for (let done = 0; done < length; ) done += writeSync(fd, from, done, length - done, position + done);
    });

  return {
    begin(begun) {
      format = begun;
      const head = header(format, 0);
      write(head, head.length, 0);
    },
    push(channels, count) {
      const length = count * format.channels * bytesPerSample;
      if (bytes.length < length) bytes = Buffer.from(new ArrayBuffer(length));
      const samples = new Int16Array(bytes.buffer, 0, length / bytesPerSample);
      for (const [at, channel] of channels.entries()) {
        for (let index = 0, to = at; index < count; index++, to += format.channels) samples[to] = channel[index] ?? 0;
      }
      write(bytes, length, headerBytes + dataBytes);
      dataBytes += length;
    },
    finish() {
      write(header(format, dataBytes), headerBytes, 0);
    },
  };
}

function header({ sampleRate, channels }: SampleFormat, dataBytes: number): Buffer {
  const head = Buffer.alloc(headerBytes);
  const bytesPerFrame = channels * bytesPerSample;
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(sampleRate * bytesPerFrame, 28);
  head.writeUInt16LE(bytesPerFrame, 32);
  head.writeUInt16LE(bytesPerSample * 8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(dataBytes, 40);
  return head;
}
