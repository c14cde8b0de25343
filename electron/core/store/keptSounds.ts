import { giveUpAfterMs } from '#shared/model/recording.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import type { SoundForm } from './recordingRows.ts';
import type { RecordingKey } from './recordings.ts';
import { isProtected, protectedRows } from './reviewMarks.ts';

/** What is kept of recordings, and what of it may go. */
export interface KeptSounds {
  readonly bytes: number;
  readonly files: number;
  readonly freeableBytes: number;
  readonly freeableFiles: number;
  /** Recordings that were here once and made room. */
  readonly freedFiles: number;
}

/** A sound that is to be removed from the folder. */
export interface FreedSound extends RecordingKey {
  readonly file: string;
  readonly bytes: number;
}

/** What makes room: not a sound that is shown until another one is here. */
const isFreeable = `state = 'ready' AND NOT ${isProtected}`;

/** From the totals, which the database keeps up itself; what is protected is little, and is looked at one by one. */
export function keptSounds(db: ReadableDb): KeptSounds {
  const kept = db.get<KeptSounds>(
    `SELECT bytes, files, readyBytes - protectedBytes AS freeableBytes, readyFiles - protectedFiles AS freeableFiles,
       (SELECT count(*) FROM recordings INDEXED BY recordings_freed WHERE state = 'freed') AS freedFiles
     FROM (SELECT ifnull(sum(disk_bytes), 0) AS bytes, ifnull(sum(files), 0) AS files,
             ifnull(sum(disk_bytes) FILTER (WHERE state = 'ready'), 0) AS readyBytes, ifnull(sum(files) FILTER (WHERE state = 'ready'), 0) AS readyFiles
           FROM kept_totals),
       (SELECT ifnull(sum(disk_bytes), 0) AS protectedBytes, count(*) AS protectedFiles
        FROM recordings WHERE file IS NOT NULL AND state = 'ready' AND call_row IN (${protectedRows}))`,
  );
  return kept ?? { bytes: 0, files: 0, freeableBytes: 0, freeableFiles: 0, freedFiles: 0 };
}

/** What of the kept sounds is to make room. */
export interface Freeing {
  /** Only what was fetched up to then. */
  readonly fetchedUntilMs: number;
  /** No more than it takes to free so many; null for all. */
  readonly bytes: number | null;
  readonly limit: number;
}

/**
 * Marks the oldest sounds that may go as freed and returns them; up to `limit`. Their files are still named, so that a
 * crash before they are removed leaves none behind: `forgetFreed` is told once they are.
 */
export function freeSome(db: WritableDb, { fetchedUntilMs, bytes, limit }: Freeing): FreedSound[] {
  const oldest = db.all<FreedSound>(
    `SELECT call_row AS callRow, kind, file, disk_bytes AS bytes FROM recordings INDEXED BY recordings_kept
     WHERE file IS NOT NULL AND ${isFreeable} AND fetched_at_ms <= ? ORDER BY fetched_at_ms, call_row LIMIT ?`,
    fetchedUntilMs,
    limit,
  );
  const freed: FreedSound[] = [];
  let sum = 0;
  for (const sound of oldest) {
    if (bytes !== null && sum >= bytes) break;
    sum += sound.bytes;
    freed.push(sound);
    db.run(`UPDATE recordings SET state = 'freed' WHERE call_row = ? AND kind = ?`, sound.callRow, sound.kind);
  }
  return freed;
}

/** Freed sounds whose files may still be there. */
export function freedButNamed(db: ReadableDb, limit: number): FreedSound[] {
  return db.all<FreedSound>(
    `SELECT call_row AS callRow, kind, file, ifnull(disk_bytes, 0) AS bytes FROM recordings INDEXED BY recordings_freed WHERE state = 'freed' AND file IS NOT NULL LIMIT ?`,
    limit,
  );
}

/** Their files are removed. */
export function forgetFreed(db: WritableDb, sounds: readonly RecordingKey[]): void {
  db.write(() => {
    for (const { callRow, kind } of sounds) {
      db.run(`UPDATE recordings SET file = NULL, disk_bytes = NULL, has_peaks = 0 WHERE call_row = ? AND kind = ? AND state = 'freed'`, callRow, kind);
    }
  });
}

/** A kept sound and its file. */
export interface KeptSound extends RecordingKey {
  readonly file: string;
}

/** What was found out about a kept sound. */
export interface SeenSound {
  readonly diskBytes: number;
  readonly durationMs: number | null;
  readonly codec: string | null;
  readonly channels: number | null;
  readonly form: SoundForm;
  readonly hasPeaks: boolean;
}

/** Kept sounds that an earlier Earshot fetched, which did not look at them as this one does. */
export function unseenSounds(db: ReadableDb, limit: number): KeptSound[] {
  return db.all<KeptSound>('SELECT call_row AS callRow, kind, file FROM recordings WHERE playable IS NULL AND file IS NOT NULL LIMIT ?', limit);
}

/** Whether it is still that file. */
export function noteSeen(db: WritableDb, { callRow, kind, file }: KeptSound, { diskBytes, durationMs, codec, channels, form, hasPeaks }: SeenSound): boolean {
  const { changes } = db.run(
    `UPDATE recordings SET disk_bytes = ?, duration_ms = ifnull(?, duration_ms), codec = ?, channels = ?, playable = ?, has_peaks = ?
     WHERE call_row = ? AND kind = ? AND file = ?`,
    diskBytes,
    durationMs,
    codec,
    channels,
    form,
    hasPeaks ? 1 : 0,
    callRow,
    kind,
    file,
  );
  return changes > 0;
}

/** The file is not there any more, though nobody freed it: it is asked for again. */
export function noteLost(db: WritableDb, file: string, key: RecordingKey, nowMs: number): boolean {
  const { changes } = db.run(
    `UPDATE recordings SET file = NULL, disk_bytes = NULL, has_peaks = 0,
       attempts = iif(state = 'ready', 0, attempts), next_try_at_ms = iif(state = 'ready', ?, next_try_at_ms),
       give_up_at_ms = iif(state = 'ready', ?, give_up_at_ms), state = iif(state = 'ready', 'waiting', state)
     WHERE call_row = ? AND kind = ? AND file = ? AND state <> 'freed'`,
    nowMs,
    nowMs + giveUpAfterMs,
    key.callRow,
    key.kind,
    file,
  );
  return changes > 0;
}
