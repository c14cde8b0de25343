/** How the samples of a WAV are read here; null: by nobody here. */
export type WavReading = 'integer' | 'float' | 'alaw' | 'mulaw' | 'ima-adpcm' | 'ms-adpcm' | 'mp3' | null;

export interface WavCodec {
  readonly name: string;
  readonly reading: WavReading;
  /** Samples of each channel in a block of the usual size, where a code has but one; tells the length without a `fact` chunk. */
  readonly usualBlock?: { readonly bytes: number; readonly samples: number };
}

/** Of the registered tags (RFC 2361 and mmreg.h) those that telephony knows. */
const codecs: Readonly<Record<number, WavCodec>> = {
  0x0001: { name: 'pcm', reading: 'integer' },
  0x0002: { name: 'ms-adpcm', reading: 'ms-adpcm' },
  0x0003: { name: 'float', reading: 'float' },
  0x0006: { name: 'alaw', reading: 'alaw' },
  0x0007: { name: 'mulaw', reading: 'mulaw' },
  0x0010: { name: 'oki-adpcm', reading: null },
  0x0011: { name: 'ima-adpcm', reading: 'ima-adpcm' },
  0x0014: { name: 'g723-adpcm', reading: null },
  0x0017: { name: 'dialogic-oki-adpcm', reading: null },
  0x0020: { name: 'yamaha-adpcm', reading: null },
  0x0022: { name: 'truespeech', reading: null },
  0x0031: { name: 'gsm', reading: null, usualBlock: { bytes: 65, samples: 320 } },
  0x0040: { name: 'g721-adpcm', reading: null },
  0x0042: { name: 'g723.1', reading: null },
  0x0045: { name: 'g726', reading: null },
  0x0050: { name: 'mpeg-layer-2', reading: null },
  0x0055: { name: 'mp3', reading: 'mp3' },
  0x0064: { name: 'g726', reading: null },
  0x0065: { name: 'g722', reading: null },
  0x0083: { name: 'g729', reading: null },
  0x00ff: { name: 'aac', reading: null },
  0x0123: { name: 'g729', reading: null },
  0x0160: { name: 'wma', reading: null },
  0x0161: { name: 'wma', reading: null },
  0x028f: { name: 'g722', reading: null },
  0xa109: { name: 'speex', reading: null },
};

/** The code that a `fmt ` chunk's tag stands for; an unregistered one is called by its number, as `wav-0x1234`. */
export function wavCodecOf(tag: number): WavCodec {
  return codecs[tag] ?? { name: `wav-0x${tag.toString(16).padStart(4, '0')}`, reading: null };
}
