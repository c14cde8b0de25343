import { open, rm, type FileHandle } from 'node:fs/promises';
import type { RecordingReason } from '#shared/model/recording.ts';
import { bytesToSniff, sniffSound, type SoundFormat } from './sniff.ts';

export type Kept = { readonly ok: true; readonly bytes: number; readonly format: SoundFormat } | { readonly ok: false; readonly reason: RecordingReason };

/**
 * Writes `chunks` to the new file `path` and puts it on the disk for good. Stops early, and leaves no file, where it is
 * not sound, larger than `maxBytes`, or cannot be written; also where `chunks` throws, which is thrown on.
 */
export async function keepSound(chunks: AsyncIterable<Uint8Array>, path: string, maxBytes: number): Promise<Kept> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'wx');
  } catch {
    return { ok: false, reason: 'cannot-write' };
  }
  try {
    const kept = await write(chunks, handle, maxBytes);
    if (kept.ok) await orUnwritable(handle.sync());
    await handle.close();
    if (!kept.ok) await rm(path, { force: true });
    return kept;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(path, { force: true }).catch(() => {});
    if (error instanceof UnwritableError) return { ok: false, reason: 'cannot-write' };
    throw error;
  }
}

async function write(chunks: AsyncIterable<Uint8Array>, handle: FileHandle, maxBytes: number): Promise<Kept> {
  let head = Buffer.alloc(0);
  let format: SoundFormat | null = null;
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) return { ok: false, reason: 'too-large' };
    if (head.length < bytesToSniff) {
      head = Buffer.concat([head, chunk.subarray(0, bytesToSniff - head.length)]);
      if (head.length === bytesToSniff) {
        format = sniffSound(head);
        if (format === null) return { ok: false, reason: 'not-audio' };
      }
    }
    await orUnwritable(handle.writeFile(chunk));
  }
  format ??= sniffSound(head);
  return format === null ? { ok: false, reason: 'not-audio' } : { ok: true, bytes, format };
}

class UnwritableError extends Error {}

/** Tells a failure of the disk from one of the source. */
async function orUnwritable(writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    throw new UnwritableError('cannot write', { cause: error });
  }
}
