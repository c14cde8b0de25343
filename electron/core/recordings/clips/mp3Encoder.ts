import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SampleFormat } from '../sound/samples.ts';

/** What an MP3 is encoded as. */
export interface Mp3Form {
  readonly channels: 1 | 2;
  /** Hz; one of those that MP3 knows. */
  readonly sampleRate: Rate;
  readonly kbits: Kbits;
}

/** Encodes samples as they come; the bytes of an answer are good until the next call. */
export interface Mp3Encoder {
  readonly form: Mp3Form;
  encode(channels: readonly Float32Array[]): Uint8Array;
  /** What was still on its way; ends the encoding. */
  flush(): Uint8Array;
}

type Rate = 8000 | 11_025 | 12_000 | 16_000 | 22_050 | 24_000 | 32_000 | 44_100 | 48_000;
type Kbits = 32 | 40 | 48 | 64 | 80 | 96 | 112 | 128 | 160;

/** The frame of each that holds LAME's table is long enough for it. Speech that came by telephone cannot be told from what it was. */
const forms: readonly { readonly sampleRate: Rate; readonly mono: Kbits; readonly stereo: Kbits }[] = [
  { sampleRate: 8000, mono: 32, stereo: 64 },
  { sampleRate: 11_025, mono: 40, stereo: 64 },
  { sampleRate: 12_000, mono: 40, stereo: 64 },
  { sampleRate: 16_000, mono: 48, stereo: 80 },
  { sampleRate: 22_050, mono: 64, stereo: 112 },
  { sampleRate: 24_000, mono: 64, stereo: 112 },
  { sampleRate: 32_000, mono: 64, stereo: 128 },
  { sampleRate: 44_100, mono: 96, stereo: 160 },
  { sampleRate: 48_000, mono: 96, stereo: 160 },
];
const best = { sampleRate: 48_000, mono: 96, stereo: 160 } as const;

/** The form that a sound gets: its own rate, or the next one that MP3 knows; more channels than two are mixed into one. */
export function mp3FormOf({ sampleRate, channels }: SampleFormat): Mp3Form {
  const form = forms.find((known) => known.sampleRate >= sampleRate) ?? best;
  return channels === 2 ? { channels, sampleRate: form.sampleRate, kbits: form.stereo } : { channels: 1, sampleRate: form.sampleRate, kbits: form.mono };
}

/**
 * Loads LAME; what comes back makes one encoder after the other. Its code stays a file of its own,
 * so that it can be replaced, as its licence wants it.
 */
export async function loadMp3Encoder(): Promise<(format: SampleFormat) => Mp3Encoder> {
  const { createEncoder } = await import('wasm-media-encoders');
  const code = readFileSync(createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3'));
  const encoder = await createEncoder('audio/mpeg', code);
  return (format) => {
    const form = mp3FormOf(format);
    encoder.configure({ channels: form.channels, sampleRate: format.sampleRate, outputSampleRate: form.sampleRate, bitrate: form.kbits });
    return { form, encode: (channels) => encoder.encode(channels), flush: () => encoder.finalize() };
  };
}
