import type { RecordingKind, RecordingReason } from '#shared/model/recording.ts';
import type { DiskRoom } from './diskRoom.ts';
import type { Downloader } from './download.ts';
import { nameOfRecording, type SoundFolder } from './files.ts';
import type { Log } from './log.ts';
import { openPart, removePart, UnwritableError, type PartFile } from './partFile.ts';
import { lookAtBeginning, receive, type Received, type ReceivingDeps } from './receiving.ts';
import type { Failure } from './retries.ts';
import { openSampleFile } from './sampleFiles.ts';
import type { SoundFormat } from './sniff.ts';
import type { SoundThread } from './soundThread.ts';

/** Which recording, and where it is. */
interface Wanted {
  readonly callId: string;
  readonly kind: RecordingKind;
  readonly url: string;
}

/** A recording that is here. */
export interface FetchedSound {
  /** Where it was fetched from; a revision may have changed the address meanwhile. */
  readonly url: string;
  readonly file: string;
  /** Of the file, and of all that is kept for it. */
  readonly bytes: number;
  readonly diskBytes: number;
  readonly durationMs: number | null;
  readonly contentType: string;
  readonly codec: string | null;
  readonly channels: number | null;
  /** What Chromium plays: the file, what is kept beside it, or nothing. */
  readonly form: 'original' | 'beside' | 'no';
  readonly hasPeaks: boolean;
}

interface FetchingDeps {
  readonly folder: SoundFolder;
  readonly downloader: Downloader;
  readonly thread: SoundThread;
  readonly samplesDir: string;
  readonly room: DiskRoom;
  readonly receiving: Pick<ReceivingDeps, 'clock'> & { readonly limits: () => ReceivingDeps['limits'] };
  readonly log: Log;
}

interface Options {
  readonly signal: AbortSignal;
  readonly onProgress: ReceivingDeps['onProgress'];
}

/** One attempt at one recording. */
export interface Fetching {
  fetch(wanted: Wanted, options: Options): Promise<FetchedSound | Failure>;
  /** Removes what attempts have left of it. */
  forget(wanted: Wanted): Promise<void>;
}

/** An attempt that brings so much is asked again soon for the rest. */
const goodPieceBytes = 64 * 1024;
/** PCM that is kept beside a compressed sound takes so many times its room. */
const mostTimesBeside = 4;

export function createFetching({ folder, downloader, thread, samplesDir, room, receiving, log }: FetchingDeps): Fetching {
  async function bring(name: string, url: string, { signal, onProgress }: Options): Promise<string | Failure> {
    const path = folder.partPath(name);
    const sample = await openSampleFile(url, samplesDir);
    if (sample === 'missing') return { reason: 'bad-address', isFinal: true };
    const part = await openPart(path);
    const before = part.bytes();
    try {
      const received = await (sample === null
        ? downloader.download(url, part, { signal, onProgress })
        : receive(part, { chunks: sample, from: 0, to: null, head: unknownHead }, { room, clock: receiving.clock, limits: receiving.limits(), onProgress }));
      if (signal.aborted) return { reason: 'cut-off' };
      const whole = await judge(part, received);
      if (typeof whole === 'string') return { reason: whole, hasGained: part.bytes() >= before + goodPieceBytes };
      await part.sync();
      await part.close();
      return await folder.moveIn(path, name, whole);
    } finally {
      await part.close();
      if (part.bytes() === 0) await removePart(path);
    }
  }

  async function look(file: string, url: string): Promise<FetchedSound | Failure> {
    const sound = await folder.open(file);
    if (sound === null) return { reason: 'cannot-write' };
    if (!(await room.has(mostTimesBeside * sound.bytes))) return { reason: 'disk-full' };
    const prepared = await thread.prepare(sound.path);
    // The file stays for another look: the thread may have ended over another one.
    if (prepared === null) return { reason: 'not-decodable' };
    if (prepared.verdict === 'cannot-write') return { reason: 'cannot-write' };
    if (prepared.verdict === 'not-decodable') {
      await folder.remove(file);
      return { reason: 'not-decodable' };
    }
    const { durationMs, codec, channels, playable, hasPeaks, bytesBeside } = prepared;
    return { url, file, bytes: sound.bytes, diskBytes: sound.bytes + bytesBeside, durationMs, contentType: sound.contentType, codec, channels, form: playable, hasPeaks };
  }

  return {
    async fetch({ callId, kind, url }, options) {
      const name = nameOfRecording(callId, kind, url);
      try {
        const file = (await folder.find(name)) ?? (await bring(name, url, options));
        return typeof file === 'string' ? await look(file, url) : file;
      } catch (error) {
        log.warn({ err: error, callId, kind }, 'a recording could not be written');
        return { reason: error instanceof UnwritableError ? error.reason : 'cannot-write' };
      }
    },
    async forget({ callId, kind, url }) {
      const name = nameOfRecording(callId, kind, url);
      await removePart(folder.partPath(name));
      const file = await folder.find(name);
      if (file !== null) await folder.remove(file);
    },
  };
}

const unknownHead = { etag: null, lastModified: null, total: null, endedAt: null };

/**
 * The format of what came where it is whole. A WAV that says that it is longer may still be being written, or its end is
 * lost and nobody told: it is taken once two attempts ended at the same byte. So is one that is as long as it says itself
 * though its server has announced more.
 */
async function judge(part: PartFile, received: Received): Promise<SoundFormat | RecordingReason> {
  if (received !== 'ended' && received !== 'cut-off') {
    await part.sync();
    return received === 'other' ? 'bad-answer' : received;
  }
  const bytes = part.bytes();
  const head = part.head();
  const { format, saidBytes } = await lookAtBeginning(part);
  const lacksBytes = received === 'cut-off' || (head !== null && head.total !== null && bytes < head.total);
  if (format !== null && head !== null) {
    const isTwice = head.endedAt === bytes;
    if (lacksBytes ? isTwice && saidBytes === bytes : isTwice || saidBytes === null || saidBytes <= bytes) return format;
    await part.note({ ...head, endedAt: bytes });
  }
  await part.sync();
  return format === null && received === 'ended' ? 'not-audio' : 'cut-off';
}
