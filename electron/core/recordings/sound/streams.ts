import { readSync } from 'node:fs';
import { withFileAsync } from './reading.ts';
import { createFloatFeed, type SampleSink, type Sound } from './samples.ts';

const bytesPerRead = 64 * 1024;

/** A decoder that finds the packets by itself. */
interface StreamDecoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Promise<Decoded>;
  flush(): Promise<Decoded>;
  free(): void;
}
interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
}

/** The FLAC at `path`, on its own or in an Ogg. */
export function openFlac(path: string): Sound {
  return openStream(path, 'flac', async () => new (await import('@wasm-audio-decoders/flac')).FLACDecoder());
}

/** The Ogg Vorbis at `path`. */
export function openVorbis(path: string): Sound {
  return openStream(path, 'vorbis', async () => new (await import('@wasm-audio-decoders/ogg-vorbis')).OggVorbisDecoder());
}

function openStream(path: string, codec: string, createDecoder: () => Promise<StreamDecoder>): Sound {
  // What the decoder says of channels and rate will do.
  return { codec, channels: null, sampleRate: null, durationMs: null, chromium: 'plays', decode: (sink) => decodeStream(path, createDecoder, sink) };
}

async function decodeStream(path: string, createDecoder: () => Promise<StreamDecoder>, sink: SampleSink): Promise<void> {
  const decoder = await createDecoder();
  await decoder.ready;
  try {
    const feed = createFloatFeed(sink);
    const take = ({ channelData, samplesDecoded, sampleRate }: Decoded): void => feed(channelData, samplesDecoded, sampleRate);
    await withFileAsync(path, async (fd) => {
      for (;;) {
        // The decoder keeps hold of what it is given.
        const bytes = new Uint8Array(bytesPerRead);
        const got = readSync(fd, bytes);
        if (got === 0) break;
        take(await decoder.decode(bytes.subarray(0, got)));
      }
    });
    take(await decoder.flush());
  } finally {
    decoder.free();
  }
}
