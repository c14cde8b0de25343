import type { ReadableDb, WritableDb } from './handle.ts';
import type { RecordingKey } from './recordings.ts';

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

/** Which calls' recordings are never removed, as a condition on `recordings.call_row`. */
const isProtected = 'FALSE';
/** What makes room: not a sound that is shown until another one is here. */
const isFreeable = `state = 'ready' AND NOT ${isProtected}`;

export function keptSounds(db: ReadableDb): KeptSounds {
  const kept = db.get<KeptSounds>(
    `SELECT ifnull(sum(disk_bytes), 0) AS bytes, count(*) AS files,
       ifnull(sum(disk_bytes) FILTER (WHERE ${isFreeable}), 0) AS freeableBytes, count(*) FILTER (WHERE ${isFreeable}) AS freeableFiles,
       (SELECT count(*) FROM recordings WHERE state = 'freed') AS freedFiles
     FROM recordings INDEXED BY recordings_kept WHERE file IS NOT NULL`,
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
    `SELECT call_row AS callRow, kind, file, ifnull(disk_bytes, 0) AS bytes FROM recordings WHERE state = 'freed' AND file IS NOT NULL LIMIT ?`,
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
