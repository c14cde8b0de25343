import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { asMulaw, aWav } from '../../support/wav.ts';

export const hourSeconds = 3600;
const most = { wav: { times: 1.2, megabytes: 60 }, mp3: { times: 1.3 } };

export interface Hour {
  readonly name: string;
  readonly path: string;
  readonly floor: 'min-max' | 'min-max-mulaw' | 'decoder' | null;
  readonly target: { readonly times: number; readonly megabytes?: number } | null;
}

/** Speech: the sample calls again and again. What only an encoder makes is there where ffmpeg is. */
export function makeHours(dir: string): Hour[] {
  const at = (name: string): string => join(dir, name);
  const speech = readFileSync(join(import.meta.dirname, '..', '..', '..', 'samples', 'answered-en', 'ai_user.wav'));
  const samples = speech.subarray(speech.indexOf('data') + 8);
  writeHour(at('hour.wav'), aWav({ data: Buffer.alloc(0), claimedDataBytes: hourSeconds * 16_000 }), samples, hourSeconds * 16_000);
  const floats = Float64Array.from({ length: Math.floor(samples.length / 2) }, (_, index) => samples.readInt16LE(index * 2) / 32_768);
  writeHour(at('hour-mulaw.wav'), aWav({ tag: 7, bits: 8, data: Buffer.alloc(0), claimedDataBytes: hourSeconds * 8000 }), asMulaw(floats), hourSeconds * 8000);
  const mp3 = readFileSync(join(import.meta.dirname, '..', '..', '..', 'samples', 'answered-id', 'ai_user.mp3'));
  const bytesASecond = 2000;
  writeHour(at('hour.mp3'), Buffer.alloc(0), framesOf(mp3), hourSeconds * bytesASecond);

  const hours: Hour[] = [
    { name: 'WAV, 16 bits, 8 kHz', path: at('hour.wav'), floor: 'min-max', target: most.wav },
    { name: 'WAV, mu-law, 8 kHz', path: at('hour-mulaw.wav'), floor: 'min-max-mulaw', target: most.wav },
    { name: 'MP3, 16 kbit/s, 8 kHz', path: at('hour.mp3'), floor: 'decoder', target: most.mp3 },
  ];
  const others = [
    ['WAV, IMA ADPCM, with the PCM beside it', 'hour-ima.wav', ['-c:a', 'adpcm_ima_wav']],
    ['Ogg/Opus, 16 kbit/s', 'hour.ogg', ['-c:a', 'libopus', '-b:a', '16k']],
    ['M4A/AAC, 24 kbit/s, 8 kHz', 'hour.m4a', ['-c:a', 'aac', '-b:a', '24k']],
    ['FLAC, 8 kHz', 'hour.flac', ['-c:a', 'flac']],
  ] as const;
  for (const [name, file, options] of others) {
    try {
      execFileSync('ffmpeg', ['-loglevel', 'error', '-i', at('hour.wav'), ...options, at(file)], { stdio: 'ignore' });
      hours.push({ name, path: at(file), floor: null, target: null });
    } catch {
      console.log(`Without ${name}: ffmpeg does not make it here.\n`);
    }
  }
  return hours;
}

/** Without tags and the first frame, which holds a table for a shorter sound. */
function framesOf(mp3: Buffer): Buffer {
  const second = mp3.indexOf(mp3.subarray(mp3.indexOf(0xff), mp3.indexOf(0xff) + 2), mp3.indexOf(0xff) + 40);
  return mp3.subarray(second);
}

function writeHour(path: string, head: Buffer, again: Buffer, bytes: number): void {
  const fd = openSync(path, 'w');
  writeSync(fd, head);
  for (let left = bytes; left > 0; left -= again.length) writeSync(fd, again, 0, Math.min(left, again.length));
  closeSync(fd);
}

