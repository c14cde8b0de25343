import { imaCode, msCode, type BlockCode } from './adpcm.ts';
import { openMp3 } from './mp3.ts';
import { isWithinChromium } from './playWav.ts';
import { withFile } from './reading.ts';
import type { Sound } from './samples.ts';
import { readWav, type Wav } from './wav.ts';
import { decodeBlocks, decodeSamples } from './wavSamples.ts';

/** More than anyone records; a header that says more is no header. */
const mostChannels = 32;

/** The WAV at `path`; null where it is none, or holds no sound. */
export function openWav(path: string): Sound | null {
  const wav = withFile(path, readWav);
  if (wav === null || wav.dataBytes === 0 || wav.channels > mostChannels) return null;
  const { codec, channels, sampleRate } = wav;
  const chromium = isWithinChromium(wav) ? (wav.isTrueToHeader ? 'plays' : 'misreads') : 'refuses';

  switch (codec.reading) {
    case 'alaw':
    case 'mulaw':
    case 'integer':
    case 'float': {
      const canRead = codec.reading === 'float' ? [4, 8].includes(wav.bytesPerSample) : wav.bytesPerSample >= 1 && wav.bytesPerSample <= 4;
      const frames = canRead ? Math.floor(wav.dataBytes / (channels * wav.bytesPerSample)) : 0;
      if (frames === 0) return null;
      return {
        codec: codec.name, channels, sampleRate,
        durationMs: inMs(frames, sampleRate),
        chromium: wav.bytesPerSample === 8 ? 'refuses' : chromium,
        decode: async (sink) => withFile(path, (fd) => decodeSamples(fd, wav, sink)),
      };
    }
    case 'ima-adpcm':
    case 'ms-adpcm': {
      const code = blockCodeOf(wav);
      const samples = code && samplesInBlocks(wav, code);
      if (code === null || samples === null) return knownByName(wav);
      return {
        codec: codec.name, channels, sampleRate,
        durationMs: inMs(samples, sampleRate),
        chromium: 'refuses',
        decode: async (sink) => withFile(path, (fd) => decodeBlocks(fd, wav, code, samples, sink)),
      };
    }
    case 'mp3': {
      const durationMs = wav.bytesPerSecond > 0 ? inMs(wav.dataBytes, wav.bytesPerSecond) : 0;
      const mp3 = openMp3(path, { from: wav.dataStart, to: wav.dataStart + wav.dataBytes, durationMs });
      return mp3?.chromium === 'plays' ? { ...mp3, chromium } : mp3;
    }
    case null:
      return knownByName(wav);
  }
}

/** A sound that nobody here can decode: what it is, and how long by what its header says. */
function knownByName(wav: Wav): Sound {
  const { codec: { name, usualBlock }, channels, sampleRate, samplesByFact, bytesPerSecond, dataBytes } = wav;
  const samplesByBlocks = usualBlock ? Math.floor(dataBytes / usualBlock.bytes) * usualBlock.samples : null;
  // A `fact` chunk that a code of one size contradicts was not filled in.
  const isLikely = samplesByFact !== null && samplesByFact > 0 && (samplesByBlocks === null || Math.abs(samplesByFact - samplesByBlocks) < sampleRate);
  const samples = isLikely ? samplesByFact : (samplesByBlocks ?? (bytesPerSecond > 0 ? (dataBytes / bytesPerSecond) * sampleRate : null));
  return { codec: name, channels, sampleRate, durationMs: samples === null ? null : inMs(samples, sampleRate), chromium: 'refuses', decode: null };
}

/** Where the header's block size cannot be, it follows from the samples of a block, which the format's end tells. */
function blockCodeOf(wav: Wav): BlockCode | null {
  const { codec, channels, format } = wav;
  if (format.readUInt16LE(14) !== 4) return null;
  const blockBytes = format.readUInt16LE(12);
  const samplesPerBlock = format.length >= 20 ? format.readUInt16LE(18) : 0;
  if (codec.reading === 'ima-adpcm') {
    return imaCode(channels, blockBytes) ?? (samplesPerBlock > 8 ? imaCode(channels, 4 * channels * (1 + Math.floor((samplesPerBlock - 1) / 8))) : null);
  }
  return channels > 2 ? null : (msCode(channels, blockBytes, format) ?? (samplesPerBlock > 2 ? msCode(channels, 7 * channels + Math.floor(((samplesPerBlock - 2) * channels) / 2), format) : null));
}

/** Of each channel: as `fact` says where it can be true, which leaves out what fills up the last block. */
function samplesInBlocks(wav: Wav, code: BlockCode): number | null {
  const { channels, dataBytes, samplesByFact } = wav;
  const whole = Math.floor(dataBytes / code.blockBytes);
  const rest = dataBytes - whole * code.blockBytes;
  const restSamples = rest > 0 ? code.decode(Buffer.alloc(rest), 0, rest, Array.from({ length: channels }, () => new Int16Array(code.samplesPerBlock)), 0) : 0;
  const most = whole * code.samplesPerBlock + restSamples;
  if (most === 0) return null;
  return samplesByFact !== null && samplesByFact <= most && samplesByFact > most - 2 * code.samplesPerBlock ? samplesByFact : most;
}

function inMs(samples: number, sampleRate: number): number {
  return Math.round((samples / sampleRate) * 1000);
}
