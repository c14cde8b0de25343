import type { RecordingReason } from '#shared/model/recording.ts';
import type { DiskRoom } from './diskRoom.ts';
import type { PartFile, PartHead } from './partFile.ts';
import { bytesToSniff, sniffSound, type SoundFormat } from './sniff.ts';

/** What of a sound is about to come. */
export interface Coming {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Where in the whole its first byte belongs; what is kept from there on has to be the same. */
  readonly from: number;
  /** Where in the whole it ends, and what the whole has, where the sender says. */
  readonly to: number | null;
  readonly head: PartHead;
}

export interface ReceivingLimits {
  /** Of the whole. */
  readonly bytes: number;
  /** In each stretch of `stretchMs`; who sends more slowly is given up for now. */
  readonly leastBytesPerS: number;
  readonly stretchMs: number;
}

export interface ReceivingDeps {
  readonly room: Pick<DiskRoom, 'has'>;
  readonly limits: ReceivingLimits;
  /** Told with each piece. */
  readonly onProgress: (receivedBytes: number, totalBytes: number | null) => void;
  /** Milliseconds, only ever forward. */
  readonly clock: () => number;
}

/**
 * `other`: it is not what the kept beginning is the beginning of. `ended`: the sender says that this was all. A reason
 * leaves what is kept as it is: it is the beginning of a sound all the same.
 */
export type Received = 'other' | 'ended' | RecordingReason;

/** How often the disk is asked for its room, in bytes that come meanwhile. */
const roomEveryBytes = 1024 * 1024;

/**
 * Takes what comes into `part`. Nothing that is no sound gets there, nor what does not continue what is kept. Throws what
 * `chunks` throws, and `UnwritableError`.
 */
export async function receive(part: PartFile, coming: Coming, { room, limits, onProgress, clock }: ReceivingDeps): Promise<Received> {
  const { total } = coming.head;
  if ((total ?? coming.to ?? 0) > limits.bytes) return 'too-large';
  const left = (coming.to ?? 0) - part.bytes();
  if (left > 0 && !(await room.has(left))) return 'disk-full';

  let at = coming.from;
  /** Of a new beginning, until it is known to be one of a sound. */
  let beginning: Buffer | null = coming.from > 0 ? null : Buffer.alloc(0);
  const isTooSlow = watchSpeed(limits, clock);
  let unasked = 0;

  for await (const chunk of coming.chunks) {
    const start = at;
    at += chunk.length;
    if (at > limits.bytes) return 'too-large';
    if (coming.to !== null && at > coming.to) return 'bad-answer';
    if (isTooSlow(chunk.length)) return 'too-slow';
    if (beginning !== null) {
      beginning = Buffer.concat([beginning, chunk]);
      if (beginning.length < bytesToSniff) continue;
      const refusal = await begin(beginning);
      if (refusal !== null) return refusal;
      beginning = null;
    } else {
      const known = Math.max(0, Math.min(chunk.length, part.bytes() - start));
      if (known > 0 && !(await part.read(start, known)).equals(chunk.subarray(0, known))) return 'other';
      await part.append(chunk.subarray(known));
    }
    onProgress(part.bytes(), total);

    unasked += chunk.length;
    if (unasked >= roomEveryBytes) {
      unasked = 0;
      if (!(await room.has(0))) return 'disk-full';
    }
  }
  if (beginning !== null) {
    const refusal = await begin(beginning);
    if (refusal !== null) return refusal;
    onProgress(part.bytes(), total);
  }
  return coming.to !== null && at < coming.to ? 'cut-off' : 'ended';

  /** What is kept goes only for what is a sound. */
  async function begin(bytes: Buffer): Promise<RecordingReason | null> {
    if (sniffSound(bytes) === null) return 'not-audio';
    await part.restart({ ...coming.head, endedAt: part.head()?.endedAt ?? null });
    await part.append(bytes);
    return null;
  }
}

/** Tells at the end of a stretch of time whether too little came in it. */
function watchSpeed({ leastBytesPerS, stretchMs }: ReceivingLimits, clock: () => number): (bytes: number) => boolean {
  let stretch = { startMs: clock(), bytes: 0 };
  return (bytes) => {
    stretch.bytes += bytes;
    const elapsedMs = clock() - stretch.startMs;
    if (elapsedMs < stretchMs) return false;
    const isTooSlow = stretch.bytes * 1000 < leastBytesPerS * elapsedMs;
    stretch = { startMs: clock(), bytes: 0 };
    return isTooSlow;
  };
}

/** Which kind of sound the part is, and how long it says that it is. */
export async function lookAtBeginning(part: PartFile): Promise<{ readonly format: SoundFormat | null; readonly saidBytes: number | null }> {
  const beginning = await part.read(0, bytesToSniff);
  return { format: sniffSound(beginning), saidBytes: bytesOfRiff(beginning) };
}

/** More than this stands for "I do not know", as writers to a pipe put it. */
const longestRiff = 0x7fff_0000;

function bytesOfRiff(beginning: Buffer): number | null {
  if (beginning.length < 12 || beginning.toString('latin1', 0, 4) !== 'RIFF') return null;
  const length = beginning.readUInt32LE(4);
  return length === 0 || length >= longestRiff ? null : length + 8;
}
