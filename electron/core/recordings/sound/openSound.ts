import { readSync } from 'node:fs';
import { openMp3 } from './mp3.ts';
import { openPackets } from './packets.ts';
import { withFile } from './reading.ts';
import type { Sound } from './samples.ts';
import { openFlac, openVorbis } from './streams.ts';
import { openWav } from './wavSound.ts';

/** Reads the headers of the sound at `path`, whatever its name; null where it is no sound. */
export async function openSound(path: string): Promise<Sound | null> {
  const head = withFile(path, (fd) => {
    const bytes = Buffer.alloc(64);
    return bytes.subarray(0, readSync(fd, bytes));
  });
  const at = (start: number, end: number): string => head.toString('latin1', start, end);
  if (at(8, 12) === 'WAVE') return openWav(path);
  if (at(0, 4) === 'fLaC') return openFlac(path);
  if (at(0, 4) === 'OggS') return openOgg(path, at(28, 36));
  if (at(4, 8) === 'ftyp') return openPackets(path);
  return openMp3(path);
}

/** By what the first packet of an Ogg begins with. */
async function openOgg(path: string, first: string): Promise<Sound | null> {
  if (first.startsWith('\u0001vorbis')) return openVorbis(path);
  if (first.startsWith('\u007FFLAC')) return openFlac(path);
  if (first === 'Speex   ') return { codec: 'speex', channels: null, sampleRate: null, durationMs: null, chromium: 'refuses', decode: null };
  return openPackets(path);
}
