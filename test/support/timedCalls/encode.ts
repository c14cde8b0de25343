import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { asAlaw, asMulaw, asPcm16, aWav, inStereo } from '../wav.ts';
import type { Coding } from './recipes.ts';
import { rate, type Signal } from './signals.ts';

const byFfmpeg: Readonly<Partial<Record<Coding, { readonly extension: string; readonly options: readonly string[] }>>> = {
  ima: { extension: 'wav', options: ['-c:a', 'adpcm_ima_wav'] },
  'mp3-8k': { extension: 'mp3', options: ['-ar', '8000', '-c:a', 'libmp3lame', '-b:a', '16k'] },
  'mp3-16k': { extension: 'mp3', options: ['-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '16k'] },
  opus: { extension: 'ogg', options: ['-c:a', 'libopus', '-b:a', '16k'] },
  flac: { extension: 'flac', options: ['-c:a', 'flac'] },
  'pcm-44k': { extension: 'wav', options: ['-ar', '44100', '-c:a', 'pcm_s16le'] },
  aac: { extension: 'm4a', options: ['-ar', '16000', '-c:a', 'aac', '-b:a', '24k'] },
  'pcm-16k': { extension: 'wav', options: ['-ar', '16000', '-c:a', 'pcm_s16le'] },
};

/** Writes one channel or two to `path` with the extension that belongs to it, which is returned. */
export function writeSound(path: string, channels: readonly Signal[], coding: Coding): string {
  const [first = new Float32Array(0), second] = channels;
  const join = (encode: (samples: Float64Array) => Buffer, width: number): Buffer => {
    const left = encode(Float64Array.from(first, limited));
    return second ? inStereo(left, encode(Float64Array.from(second, limited)), width) : left;
  };
  const wav = (tag: number, bits: number, data: Buffer): Buffer => aWav({ tag, bits, channels: channels.length, sampleRate: rate, data });
  const encoder = byFfmpeg[coding];
  if (encoder === undefined) {
    const bytes = coding === 'alaw' ? wav(6, 8, join(asAlaw, 1)) : coding === 'mulaw' ? wav(7, 8, join(asMulaw, 1)) : wav(1, 16, join(asPcm16, 2));
    writeFileSync(`${path}.wav`, bytes);
    return 'wav';
  }
  // Of the bit rate of one channel each has as much.
  const options = encoder.options.map((option) => (channels.length === 2 && option === '16k' ? '32k' : option));
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-i', '-', ...options, '-fflags', '+bitexact', '-flags:a', '+bitexact', `${path}.${encoder.extension}`], { input: wav(1, 16, join(asPcm16, 2)) });
  return encoder.extension;
}

function limited(sample: number): number {
  return Math.max(-1, Math.min(1, sample));
}
