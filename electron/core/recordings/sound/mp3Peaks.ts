import { readSync } from 'node:fs';
import type { Peaks } from '#shared/model/peaks.ts';
import { createFolding, type Folding } from './folding.ts';

const bytesPerRead = 64 * 1024;

/** Peaks and length of the MP3 behind `fd`, its channels mixed into one, decoded piece by piece; null where nothing decodes. */
export async function peaksOfMp3(fd: number): Promise<{ peaks: Peaks; durationMs: number } | null> {
  // Only who has an MP3 pays for its decoder.
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    const bytes = Buffer.alloc(bytesPerRead);
    let folding: Folding | null = null;
    let rate = 0;
    let samples = 0;
    let mixed = new Int16Array(0);
    for (let got = readSync(fd, bytes); got > 0; got = readSync(fd, bytes)) {
      const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes.subarray(0, got));
      if (samplesDecoded === 0) continue;
      if (mixed.length < samplesDecoded) mixed = new Int16Array(samplesDecoded);
      mix(channelData, samplesDecoded, mixed);
      rate = sampleRate;
      samples += samplesDecoded;
      folding ??= createFolding(sampleRate);
      folding.push(mixed, samplesDecoded);
    }
    return folding && { peaks: folding.finish(), durationMs: Math.round((samples / rate) * 1000) };
  } finally {
    decoder.free();
  }
}

/** The mean of the channels as 16 bits; a decoder may overshoot full scale. */
function mix(channels: readonly Float32Array[], count: number, into: Int16Array): void {
  const scale = 32_767 / channels.length;
  for (let at = 0; at < count; at++) {
    let sum = 0;
    for (const channel of channels) sum += channel[at] ?? 0;
    into[at] = Math.max(-32_768, Math.min(32_767, Math.round(sum * scale)));
  }
}
