import { rmSync, statSync, writeSync } from 'node:fs';
import { systemCodeOf } from '#shared/errors.ts';
import { encodePeaks } from '#shared/model/peaks.ts';
import { createFolding, type Folding } from './folding.ts';
import { CannotWriteError, keepFile, orCannotWrite } from './keepFile.ts';
import { openSound } from './openSound.ts';
import { createWavWriter, fitsWav, isWithinChromium } from './playWav.ts';
import type { PreparedSound } from './prepared.ts';
import type { Sound } from './samples.ts';

/** Where the peaks of the sound at `path` are kept. */
export function peaksPath(path: string): string {
  return `${path}.dat`;
}

/** Where the sound at `path` is kept as PCM, if Chromium does not play it as it is. */
export function playablePath(path: string): string {
  return `${path}.play.wav`;
}

/** Everything that may be kept beside the sound at `path`, to be removed and counted with it. */
export function pathsBeside(path: string): readonly string[] {
  return [peaksPath(path), playablePath(path)];
}

/**
 * Decodes the sound at `path` to find out what and how long it is, keeps its peaks beside it, and where Chromium does not
 * play it as it is, PCM. Each is there whole or not at all; what was there before is replaced. Reads and writes in pieces,
 * and blocks while it does: for a thread of its own.
 */
export async function prepareSound(path: string): Promise<PreparedSound> {
  try {
    return await prepare(path);
  } catch (error) {
    for (const beside of pathsBeside(path)) rmSync(beside, { force: true });
    if (error instanceof CannotWriteError) return { verdict: 'cannot-write' };
    throw error;
  }
}

async function prepare(path: string): Promise<PreparedSound> {
  const sound = await orNull(() => openSound(path));
  if (sound === null) return { verdict: 'not-decodable' };
  const { codec, channels, sampleRate, durationMs, chromium } = sound;
  if (sound.decode === null) {
    return { verdict: 'ok', durationMs, codec, channels, sampleRate, playable: chromium === 'refuses' ? 'no' : 'original', hasPeaks: false, bytesBeside: 0 };
  }

  const folding = createFolding();
  await decode(sound, folding);
  const format = folding.format();
  const peaks = folding.finish();
  if (format === null || peaks === null) return { verdict: 'not-decodable' };
  await keepFile(peaksPath(path), (fd) => orCannotWrite(() => void writeSync(fd, encodePeaks(peaks))));

  const decodedMs = Math.round((folding.samples() / format.sampleRate) * 1000);
  const isBeside = chromium !== 'plays' && isWithinChromium(format) && fitsWav(format, decodedMs);
  if (isBeside) await keepPlayable(path, sound);
  return {
    verdict: 'ok',
    durationMs: durationMs ?? decodedMs,
    codec,
    channels: channels ?? format.channels,
    sampleRate: sampleRate ?? format.sampleRate,
    playable: isBeside ? 'beside' : chromium === 'refuses' ? 'no' : 'original',
    hasPeaks: true,
    bytesBeside: bytesOf(peaksPath(path)) + (isBeside ? bytesOf(playablePath(path)) : 0),
  };
}

async function keepPlayable(path: string, sound: Sound): Promise<void> {
  await keepFile(playablePath(path), async (fd) => {
    const writer = createWavWriter(fd);
    await decode(sound, writer);
    writer.finish();
  });
}

/** What breaks off in its midst counts for as far as it goes. */
async function decode(sound: Sound, sink: Folding | ReturnType<typeof createWavWriter>): Promise<void> {
  await orNull(async () => sound.decode?.(sink));
}

/** A decoder throws at what makes no sense to it; a disk that fails is another matter. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CannotWriteError || systemCodeOf(error) !== null) throw error;
    return null;
  }
}

function bytesOf(path: string): number {
  return statSync(path).size;
}
