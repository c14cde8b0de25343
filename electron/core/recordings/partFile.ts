import { constants } from 'node:fs';
import { open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { systemCodeOf } from '#shared/errors.ts';
import type { RecordingReason } from '#shared/model/recording.ts';

const partHeadSchema = z.object({
  /** A strong validator, as the server wrote it. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Bytes of the whole, where the server says. */
  total: z.number().int().nullable(),
  /** Where the last attempt came to an end of its own. */
  endedAt: z.number().int().nullable(),
});
/** What the kept beginning of a sound is the beginning of. */
export type PartHead = z.infer<typeof partHeadSchema>;

/** The beginning of a sound that is on its way, kept from one attempt to the next. */
export interface PartFile {
  bytes(): number;
  /** Null where it is empty, or nothing is known of what there is. */
  head(): PartHead | null;
  /** The `count` bytes from `at`, or as many as there are. */
  read(at: number, count: number): Promise<Buffer>;
  /** Empties it, for the beginning of what `head` tells of. */
  restart(head: PartHead): Promise<void>;
  note(head: PartHead): Promise<void>;
  append(chunk: Uint8Array): Promise<void>;
  /** Puts it on the disk for good. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The disk failed, not who sends. */
export class UnwritableError extends Error {
  readonly reason: Extract<RecordingReason, 'disk-full' | 'cannot-write'>;

  constructor(cause: unknown) {
    super('A recording cannot be written.', { cause });
    this.reason = ['ENOSPC', 'EDQUOT'].includes(systemCodeOf(cause) ?? '') ? 'disk-full' : 'cannot-write';
  }
}

/** So much is written at most before the disk is waited for: what a power cut can take. */
const syncEveryBytes = 4 * 1024 * 1024;

/** Opens the part at `path`, or makes an empty one; what tells of it stands beside it. Throws `UnwritableError`. */
export async function openPart(path: string): Promise<PartFile> {
  const file = await orUnwritable(open(path, constants.O_RDWR | constants.O_CREAT, 0o600));
  try {
    return await partFrom(path, file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Where what is known of the part at `path` is kept. */
export function headPath(path: string): string {
  return `${path}.json`;
}

/** Forgets the part at `path`. */
export async function removePart(path: string): Promise<void> {
  await Promise.all([path, headPath(path)].map((unwanted) => rm(unwanted, { force: true })));
}

async function partFrom(path: string, file: FileHandle): Promise<PartFile> {
  let head = await readHead(path);
  let bytes = (await orUnwritable(file.stat())).size;
  let unsynced = 0;

  async function empty(): Promise<void> {
    await orUnwritable(file.truncate(0));
    bytes = 0;
    unsynced = 0;
  }

  async function note(noted: PartHead): Promise<void> {
    await orUnwritable(writeFile(headPath(path), JSON.stringify(noted), { mode: 0o600 }));
    head = noted;
  }

  // Bytes of which nobody knows what they are the beginning of.
  if (head === null && bytes > 0) await empty();
  return {
    bytes: () => bytes,
    head: () => (bytes === 0 ? null : head),
    async read(at, count) {
      const { buffer, bytesRead } = await orUnwritable(file.read(Buffer.alloc(count), 0, count, at));
      return buffer.subarray(0, bytesRead);
    },
    async restart(begun) {
      // In this order: a crash between leaves nothing that belongs to another head.
      await empty();
      await note(begun);
    },
    note,
    async append(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const { bytesWritten } = await orUnwritable(file.write(chunk, at, chunk.length - at, bytes));
        at += bytesWritten;
        bytes += bytesWritten;
      }
      unsynced += chunk.length;
      if (unsynced < syncEveryBytes) return;
      unsynced = 0;
      await orUnwritable(file.datasync());
    },
    sync: () => orUnwritable(file.sync()),
    close: () => file.close(),
  };
}

async function readHead(path: string): Promise<PartHead | null> {
  try {
    const parsed = partHeadSchema.safeParse(JSON.parse(await readFile(headPath(path), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function orUnwritable<Result>(doing: Promise<Result>): Promise<Result> {
  try {
    return await doing;
  } catch (error) {
    throw new UnwritableError(error);
  }
}
