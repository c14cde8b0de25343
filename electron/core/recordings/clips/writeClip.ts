import { rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import { CannotWriteError, keepFile } from '../sound/keepFile.ts';
import { openSound } from '../sound/openSound.ts';
import { createWavWriter, fitsWav } from '../sound/playWav.ts';
import type { SampleSink } from '../sound/samples.ts';
import { decodeSpan, TooLongError, type Span } from './decodeSpan.ts';
import { createMp3Writer } from './mp3Writer.ts';

export const clipJobSchema = z.object({
  /** The kept sound, as it came. */
  path: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  format: z.enum(['wav', 'mp3']),
  /** Where the clip is to lie. */
  into: z.string(),
});
export type ClipJob = z.infer<typeof clipJobSchema>;

/**
 * What became of a file that was to be made. `not-decodable`: of a sound that nobody here can decode. `empty`: there is no
 * sound in that stretch. `too-long`: a WAV holds no more than 4 GB. `cannot-write`: the disk did not take it.
 */
export const madeFileSchema = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('ok'), bytes: z.number().int() }),
  z.object({ verdict: z.enum(['not-decodable', 'empty', 'too-long', 'cannot-write']) }),
]);
export type MadeFile = z.infer<typeof madeFileSchema>;

/**
 * Cuts a stretch out of a sound: as WAV with 16 bits, the sound's own rate and channels and exact to a sample, or as MP3.
 * Reads and writes in pieces, and blocks while it does: for a thread of its own.
 */
export async function writeClip({ path, startMs, endMs, format, into }: ClipJob): Promise<MadeFile> {
  const sound = await openSound(path);
  const decode = sound?.decode ?? null;
  if (decode === null) return { verdict: 'not-decodable' };
  try {
    let samples = 0;
    await keepFile(into, async (fd) => {
      const span = { startMs, endMs };
      const writer = format === 'mp3' ? await createMp3Writer(fd) : boundedWav(fd, span);
      samples = await decodeSpan(decode, span, writer);
      if (samples > 0) writer.finish();
    });
    if (samples > 0) return { verdict: 'ok', bytes: statSync(into).size };
    rmSync(into, { force: true });
    return { verdict: 'empty' };
  } catch (error) {
    if (error instanceof TooLongError) return { verdict: 'too-long' };
    if (error instanceof CannotWriteError) return { verdict: 'cannot-write' };
    throw error;
  }
}

function boundedWav(fd: number, { startMs, endMs }: Span): SampleSink & { finish(): void } {
  const writer = createWavWriter(fd);
  return {
    ...writer,
    begin(format) {
      if (!fitsWav(format, endMs - startMs)) throw new TooLongError('too long for a WAV');
      writer.begin(format);
    },
  };
}
