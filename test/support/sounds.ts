import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asAlaw, asFloat32, asMulaw, asPcm16, asPcm24, asPcm32, asPcm8, aTone, aWav, inStereo } from './wav.ts';

/** A recording of one of the formats that a platform may send, with what is to be found out about it. */
export interface SoundFile {
  /** With the extension that its bytes deserve. */
  readonly name: string;
  readonly contentType: string;
  readonly codec: string;
  readonly channels: number;
  /** Of what is in it; codes that work in blocks are 20 ms off at most, Vorbis and Opus 50. */
  readonly durationMs: number;
  /** What Earshot serves for playing: the file, PCM that it keeps beside it, or nothing. */
  readonly playable: 'original' | 'beside' | 'no';
  readonly bytes: () => Buffer;
}

const seconds = 2;
const tone = aTone(seconds);
const quieter = aTone(seconds).map((sample) => sample / 4);
const contentTypes = { wav: 'audio/wav', mp3: 'audio/mpeg', ogg: 'audio/ogg', m4a: 'audio/mp4', flac: 'audio/flac' };

function aFile(name: string, codec: string, bytes: () => Buffer, rest: Partial<SoundFile> = {}): SoundFile {
  const extension = Object.keys(contentTypes).find((known) => name.endsWith(`.${known}`)) as keyof typeof contentTypes;
  return { name, contentType: contentTypes[extension], codec, channels: 1, durationMs: seconds * 1000, playable: 'original', bytes, ...rest };
}

function kept(name: string, codec: string, rest: Partial<SoundFile> = {}): SoundFile {
  return aFile(name, codec, () => soundBytes(name), rest);
}

/** A file of test/support/sounds, which its make.sh makes. */
export function soundBytes(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'sounds', name));
}

const stereo = { channels: 2 };
const beside = { playable: 'beside' } as const;
const no = { playable: 'no' } as const;

/** A file of each format, mono and stereo, that plays, is turned into PCM, or says what it is. */
export const soundFiles: readonly SoundFile[] = [
  aFile('pcm8.wav', 'pcm', () => aWav({ bits: 8, data: asPcm8(tone) })),
  aFile('pcm16.wav', 'pcm', () => aWav({ data: asPcm16(tone) })),
  aFile('pcm16-stereo.wav', 'pcm', () => aWav({ channels: 2, data: inStereo(asPcm16(tone), asPcm16(quieter), 2) }), stereo),
  aFile('pcm24.wav', 'pcm', () => aWav({ bits: 24, data: asPcm24(tone) })),
  aFile('pcm24-stereo.wav', 'pcm', () => aWav({ bits: 24, channels: 2, data: inStereo(asPcm24(tone), asPcm24(quieter), 3) }), stereo),
  aFile('pcm32.wav', 'pcm', () => aWav({ bits: 32, data: asPcm32(tone) })),
  aFile('float.wav', 'float', () => aWav({ tag: 3, bits: 32, data: asFloat32(tone) })),
  aFile('alaw.wav', 'alaw', () => aWav({ tag: 6, bits: 8, data: asAlaw(tone) })),
  aFile('alaw-stereo.wav', 'alaw', () => aWav({ tag: 6, bits: 8, channels: 2, data: inStereo(asAlaw(tone), asAlaw(quieter), 1) }), stereo),
  aFile('mulaw.wav', 'mulaw', () => aWav({ tag: 7, bits: 8, data: asMulaw(tone) })),
  aFile('mulaw-stereo.wav', 'mulaw', () => aWav({ tag: 7, bits: 8, channels: 2, data: inStereo(asMulaw(tone), asMulaw(quieter), 1) }), stereo),
  kept('ima.wav', 'ima-adpcm', beside),
  // Its last block is full, and said to be.
  kept('ima-stereo.wav', 'ima-adpcm', { ...beside, ...stereo, durationMs: 2023 }),
  kept('ms.wav', 'ms-adpcm', beside),
  kept('ms-stereo.wav', 'ms-adpcm', { ...beside, ...stereo }),
  kept('gsm.wav', 'gsm', no),
  kept('g726.wav', 'g726', no),
  kept('mono.mp3', 'mp3'),
  kept('vbr-stereo.mp3', 'mp3', stereo),
  // Its frames, with the encoder's delay: without a table nobody knows better.
  kept('vbr-bare.mp3', 'mp3', { ...beside, durationMs: 2088 }),
  kept('mono.opus.ogg', 'opus'),
  kept('stereo.opus.ogg', 'opus', stereo),
  kept('mono.vorbis.ogg', 'vorbis'),
  kept('mono.m4a', 'aac'),
  kept('stereo.m4a', 'aac', stereo),
  // Without an edit list the encoder's delay is in it.
  kept('fragmented.m4a', 'aac', { durationMs: 2128 }),
  kept('mono.flac', 'flac'),
];
