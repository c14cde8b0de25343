import { waveOf, type Wave } from './wave.ts';

const rate = 8_000;
const pointsPerSecond = 100;
/** Larger files would take the page's memory; their lane stays flat. */
const largestBytes = 40_000_000;

/** Fetches a sound and decodes it in the page. Null where it is too large or of a format that the browser cannot read. */
export async function decodeWave(url: string, signal: AbortSignal): Promise<Wave | null> {
  const response = await fetch(url, { signal });
  if (!response.ok || Number(response.headers.get('content-length') ?? 0) > largestBytes) return null;
  const bytes = await response.arrayBuffer();
  try {
    const sound = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
    const samplesPerPoint = sound.sampleRate / pointsPerSecond;
    const channels = Array.from({ length: sound.numberOfChannels }, (_, channel) => {
      const samples = sound.getChannelData(channel);
      const loudness = new Float32Array(Math.ceil(samples.length / samplesPerPoint));
      for (const [index, sample] of samples.entries()) {
        const point = Math.floor(index / samplesPerPoint);
        loudness[point] = Math.max(loudness[point] ?? 0, Math.abs(sample));
      }
      return loudness;
    });
    return waveOf(channels, pointsPerSecond);
  } catch {
    return null;
  }
}
