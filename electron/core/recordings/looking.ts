import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { SoundFolder } from './files.ts';
import type { Log } from './log.ts';
import type { SoundThread } from './soundThread.ts';

/** A kept sound, by what the queue knows it by. */
export interface KeptSound {
  readonly callRow: number;
  readonly kind: RecordingKind;
  readonly file: string;
}

/** What was found out about it. */
export interface SeenSound {
  readonly diskBytes: number;
  readonly durationMs: number | null;
  readonly codec: string | null;
  readonly channels: number | null;
  readonly form: 'original' | 'beside' | 'no';
  readonly hasPeaks: boolean;
}

export interface UnseenQueue {
  /** Kept ones that an earlier Earshot fetched, which did not look at them as this one does. */
  unseenSounds(limit: number): KeptSound[];
  markSeen(sound: KeptSound, seen: SeenSound): void | Promise<void>;
}

interface LookingDeps {
  readonly queue: UnseenQueue;
  readonly folder: Pick<SoundFolder, 'open'>;
  readonly thread: SoundThread;
  readonly isBusy: () => boolean;
  readonly onChange: () => void;
  readonly signal: AbortSignal;
  readonly log: Log;
}

const atOnce = 20;
const pauseMs = 200;

/**
 * Looks once at the sounds that an earlier Earshot has kept, one after the other: what kind they are, and what is to be
 * kept beside them to be played. None is removed, whatever is found: there may be no other copy.
 */
export async function lookAtKept({ queue, folder, thread, isBusy, onChange, signal, log }: LookingDeps): Promise<void> {
  let looked = 0;
  for (let sounds = queue.unseenSounds(atOnce); sounds.length > 0; sounds = queue.unseenSounds(atOnce)) {
    for (const sound of sounds) {
      do await sleep(pauseMs, null, { signal }).catch(() => {});
      while (isBusy() && !signal.aborted);
      if (signal.aborted) return;
      const seen = await look(sound);
      if (signal.aborted || seen === 'later') return;
      await queue.markSeen(sound, seen);
      looked += 1;
    }
    onChange();
  }
  if (looked > 0) log.info({ recordings: looked }, 'looked anew at recordings that were kept before');

  async function look({ file }: KeptSound): Promise<SeenSound | 'later'> {
    const kept = await folder.open(file);
    const unknown: SeenSound = { diskBytes: kept?.bytes ?? 0, durationMs: null, codec: null, channels: null, form: 'original', hasPeaks: false };
    if (kept === null) return unknown;
    const prepared = await thread.prepare(kept.path);
    if (prepared === null) return unknown;
    if (prepared.verdict === 'cannot-write') return 'later';
    if (prepared.verdict === 'not-decodable') return { ...unknown, form: 'no' };
    const { durationMs, codec, channels, playable, hasPeaks, bytesBeside } = prepared;
    return { diskBytes: kept.bytes + bytesBeside, durationMs, codec, channels, form: playable, hasPeaks };
  }
}
