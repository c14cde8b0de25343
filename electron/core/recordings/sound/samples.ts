/** What a decoder finds out before it decodes. */
export interface SampleFormat {
  readonly sampleRate: number;
  readonly channels: number;
}

/** Takes the samples of a sound while they are decoded, from the first to the last. */
export interface SampleSink {
  /** Once, before any samples. */
  begin(format: SampleFormat): void;
  /** The first `count` samples of each channel, as 16 bits. The arrays belong to the decoder, which fills them anew. */
  push(channels: readonly Int16Array[], count: number): void;
}

/** A sound whose headers were understood. */
export interface Sound {
  /** How it is coded: `pcm`, `alaw`, `gsm`, `mp3` …, or what stands for a code that nobody here knows. */
  readonly codec: string;
  readonly channels: number | null;
  /** Hz. */
  readonly sampleRate: number | null;
  /** As the headers say; null where they do not. The count of what was decoded is better. */
  readonly durationMs: number | null;
  /**
   * What Chromium makes of the file as it is: `misreads` where it plays, but takes its length or its places for others
   * than they are.
   */
  readonly chromium: 'plays' | 'misreads' | 'refuses';
  /**
   * Hands all samples to `sink`, reading in pieces; null where nobody here can decode it. Can be called again. What is to be
   * `heard` has the sound's whole rate; for what is only drawn or measured, a decoder may give a lower one.
   */
  readonly decode: ((sink: SampleSink, use?: 'drawn' | 'heard') => Promise<void>) | null;
}

/** 16 bits of a float sample; a decoder may overshoot full scale. `Math.round` and `Math.max` would take three times as long. */
export function fromFloat(sample: number): number {
  const scaled = sample * 32_767;
  if (scaled >= 32_767) return 32_767;
  // Above 0, cutting off is rounding down.
  if (scaled > -32_768) return ((scaled + 32_768.5) | 0) - 32_768;
  return Number.isNaN(scaled) ? 0 : -32_768;
}

/** Hands on what a decoder gives as floats, a Float32Array for each channel. */
export function createFloatFeed(sink: SampleSink): (channelData: readonly Float32Array[], count: number, sampleRate: number) => void {
  let buffers: Int16Array[] | null = null;
  return (channelData, count, sampleRate) => {
    if (count <= 0 || channelData.length === 0) return;
    if (buffers === null) sink.begin({ sampleRate, channels: channelData.length });
    if (buffers === null || (buffers[0]?.length ?? 0) < count) buffers = channelData.map(() => new Int16Array(count));
    for (const [at, channel] of channelData.entries()) {
      const into = buffers[at];
      if (into) convert(channel, into, count);
    }
    sink.push(buffers, count);
  };
}

function convert(from: Float32Array, into: Int16Array, count: number): void {
  for (let at = 0; at < count; at++) into[at] = fromFloat(from[at] ?? 0);
}
