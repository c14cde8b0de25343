import type * as Aac from '@audio/decode-aac';
import type { EncodedPacketSink, InputAudioTrack } from 'mediabunny';
import { createFloatFeed, type SampleSink, type Sound } from './samples.ts';

/** Enough to keep calls few, and little enough to keep memory low. */
const packetsAtOnce = 50;
/** Chromium hears Opus at 48 kHz; for the peaks of speech a third of it is as good and costs half. */
const opusRate = 16_000;
const opusFullRate = 48_000;
/** Beside AAC and Opus; tried with 156. */
const codecsOfChromium: ReadonlySet<string> = new Set(['mp3', 'flac', 'vorbis']);

/** The MP4 or Ogg of packets at `path`; null where it holds no sound. */
export async function openPackets(path: string): Promise<Sound | null> {
  return withTrack(path, async (track) => {
    const codec = (await track.getCodec()) ?? (await nameOf(track));
    const channels = await track.getNumberOfChannels();
    const sampleRate = await track.getSampleRate();
    // Without what an edit list or a pre-skip leaves out.
    const seconds = await track.computeDuration();
    if (!(seconds > 0)) return null;
    const config = (await track.getDecoderConfig())?.description;
    const known = { codec, channels, sampleRate, durationMs: Math.round(seconds * 1000) };
    if (codec === 'opus') return { ...known, chromium: 'plays', decode: (sink, use) => decodeOpus(path, bytesOf(config), { seconds, rate: use === 'heard' ? opusFullRate : opusRate }, sink) };
    if (codec === 'aac') {
      const aac = await loadAac();
      const firstAt = await track.getFirstTimestamp();
      const window = { start: Math.max(0, -firstAt), duration: seconds };
      return { ...known, chromium: 'plays', decode: aac && ((sink) => decodeAac(path, aac, { asc: bytesOf(config), gapless: window }, sink)) };
    }
    return { ...known, chromium: codecsOfChromium.has(codec) ? 'plays' : 'refuses', decode: null };
  });
}

async function nameOf(track: InputAudioTrack): Promise<string> {
  const id = await track.getInternalCodecId();
  return typeof id === 'string' ? id.trim() : 'unknown';
}

async function decodeOpus(path: string, head: Uint8Array, { seconds, rate }: { readonly seconds: number; readonly rate: 16_000 | 48_000 }, sink: SampleSink): Promise<void> {
  const { OpusDecoder } = await import('opus-decoder');
  const channels = head[9] ?? 1;
  const preSkip = (head[10] ?? 0) | ((head[11] ?? 0) << 8);
  // RFC 7845: a mapping family other than 0 brings its table along.
  const hasTable = head[18] !== 0 && head.length >= 21 + channels;
  const table = hasTable ? { streamCount: head[19] ?? 1, coupledStreamCount: head[20] ?? 0, channelMappingTable: [...head.subarray(21, 21 + channels)] } : {};
  const decoder = new OpusDecoder({ sampleRate: rate, channels, preSkip: Math.round((preSkip * rate) / opusFullRate), ...table });
  await decoder.ready;
  try {
    const feed = createFloatFeed(sink);
    let left = Math.round(seconds * rate);
    await eachPackets(path, (packets) => {
      const { channelData, samplesDecoded } = decoder.decodeFrames(packets);
      feed(channelData, Math.min(left, samplesDecoded), rate);
      left -= samplesDecoded;
    });
  } finally {
    decoder.free();
  }
}

/** An optional dependency, for its licence: see the README. Without it a page draws what it decodes itself. */
async function loadAac(): Promise<typeof Aac | null> {
  try {
    return await import('@audio/decode-aac');
  } catch {
    return null;
  }
}

async function decodeAac(path: string, aac: typeof Aac, options: Aac.RawOptions, sink: SampleSink): Promise<void> {
  const decoder = await aac.decoder(options);
  try {
    const feed = createFloatFeed(sink);
    await eachPackets(path, (packets) => {
      const { channelData, sampleRate } = decoder.decode(packets);
      feed(channelData, channelData[0]?.length ?? 0, sampleRate);
    });
  } finally {
    decoder.free();
  }
}

async function eachPackets(path: string, take: (packets: Uint8Array[]) => void): Promise<void> {
  await withTrack(path, async (_, packetsOfTrack) => {
    let batch: Uint8Array[] = [];
    for await (const { data } of packetsOfTrack().packets()) {
      batch.push(data);
      if (batch.length < packetsAtOnce) continue;
      take(batch);
      batch = [];
    }
    if (batch.length > 0) take(batch);
  });
}

async function withTrack<T>(path: string, take: (track: InputAudioTrack, packets: () => EncodedPacketSink) => Promise<T>): Promise<T | null> {
  const { EncodedPacketSink, FilePathSource, Input, MP4, OGG, QTFF } = await import('mediabunny');
  const input = new Input({ source: new FilePathSource(path, { maxCacheSize: 1024 * 1024 }), formats: [MP4, QTFF, OGG] });
  try {
    const track = await input.getPrimaryAudioTrack();
    return track && (await take(track, () => new EncodedPacketSink(track)));
  } finally {
    input.dispose();
  }
}

function bytesOf(config: AllowSharedBufferSource | undefined): Uint8Array {
  if (config === undefined) return new Uint8Array(0);
  return ArrayBuffer.isView(config) ? new Uint8Array(config.buffer, config.byteOffset, config.byteLength) : new Uint8Array(config);
}
