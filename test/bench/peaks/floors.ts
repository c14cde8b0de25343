/* What nobody can do without: the file is read and each sample looked at, with nothing around it. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { mulaw } from '../../../electron/core/recordings/sound/g711.ts';

/** As `aWav` writes, and the samples of a point at 8 kHz. */
const headerBytes = 44;
const samplesAPoint = 80;
const bytesPerRead = 64 * 1024;
const hourOfPoints = 360_000;

/** Of a WAV of 16 bits at 8 kHz. Returns the number of points. */
export function takeMinAndMax(path: string): number {
  const fd = openSync(path, 'r');
  const bytes = new Uint8Array(bytesPerRead);
  const samples = new Int16Array(bytes.buffer);
  const points = new Int8Array(2 * hourOfPoints);
  let used = 0;
  let inPoint = 0;
  let low = 32_767;
  let high = -32_768;
  for (let position = headerBytes, got = readSync(fd, bytes, 0, bytesPerRead, position); got > 0; position += got, got = readSync(fd, bytes, 0, bytesPerRead, position)) {
    for (let at = 0; at < got / 2; at++) {
      const sample = samples[at] ?? 0;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
      inPoint += 1;
      if (inPoint < samplesAPoint) continue;
      points[used++] = Math.trunc(low / 256);
      points[used++] = Math.trunc(high / 256);
      inPoint = 0;
      low = 32_767;
      high = -32_768;
    }
  }
  closeSync(fd);
  return used / 2;
}

/** Of a WAV of mu-law at 8 kHz, each byte of which has to be looked up. Returns the number of points. */
export function takeMinAndMaxOfMulaw(path: string): number {
  const fd = openSync(path, 'r');
  const bytes = new Uint8Array(bytesPerRead);
  const points = new Int8Array(2 * hourOfPoints);
  let used = 0;
  let inPoint = 0;
  let low = 32_767;
  let high = -32_768;
  for (let position = headerBytes, got = readSync(fd, bytes, 0, bytesPerRead, position); got > 0; position += got, got = readSync(fd, bytes, 0, bytesPerRead, position)) {
    for (let at = 0; at < got; at++) {
      const sample = mulaw[bytes[at] ?? 0] ?? 0;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
      inPoint += 1;
      if (inPoint < samplesAPoint) continue;
      points[used++] = Math.trunc(low / 256);
      points[used++] = Math.trunc(high / 256);
      inPoint = 0;
      low = 32_767;
      high = -32_768;
    }
  }
  closeSync(fd);
  return used / 2;
}

/** The MP3 decoder over the bytes of a file, whose samples nobody looks at. Returns 0: there are no points. */
export async function decodeOnly(path: string): Promise<number> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; at += bytesPerRead) decoder.decode(bytes.subarray(at, at + bytesPerRead));
  decoder.free();
  return 0;
}
