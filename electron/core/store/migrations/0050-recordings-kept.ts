import type { WritableDb } from '../handle.ts';

const giveUpAfterMs = 72 * 3_600_000;

/** When recordings are given up, what of them is kept and what it is; see recordings.ts, missing.ts and keptSounds.ts. */
export function up(db: WritableDb): void {
  for (const table of ['recordings', 'kept_recordings']) {
    db.exec(`
      -- once it is given up, when that was
      ALTER TABLE ${table} ADD COLUMN give_up_at_ms INTEGER;
      -- these are of the sound that is kept, as file and bytes are
      ALTER TABLE ${table} ADD COLUMN fetched_at_ms INTEGER;
      -- with what is kept beside it
      ALTER TABLE ${table} ADD COLUMN disk_bytes INTEGER;
      ALTER TABLE ${table} ADD COLUMN codec TEXT;
      ALTER TABLE ${table} ADD COLUMN channels INTEGER;
      -- 'original', 'beside' or 'no'; NULL where an Earshot fetched it that did not look, until this one has
      ALTER TABLE ${table} ADD COLUMN playable TEXT;

      UPDATE ${table} SET give_up_at_ms = first_seen_at_ms + ${giveUpAfterMs} WHERE state <> 'ready';
      UPDATE ${table} SET give_up_at_ms = min(give_up_at_ms, CAST(unixepoch('subsec') * 1000 AS INTEGER)) WHERE state = 'unavailable';
      UPDATE ${table} SET fetched_at_ms = first_seen_at_ms, disk_bytes = ifnull(bytes, 0) WHERE file IS NOT NULL;
    `);
  }
  db.exec(`
    DROP INDEX recordings_unavailable;
    CREATE INDEX recordings_coming ON recordings (give_up_at_ms) WHERE state IN ('waiting', 'downloading');
    CREATE INDEX recordings_given_up ON recordings (give_up_at_ms) WHERE state = 'unavailable';
    CREATE INDEX recordings_kept ON recordings (fetched_at_ms, state, disk_bytes) WHERE file IS NOT NULL;
    CREATE INDEX recordings_unseen ON recordings (call_row) WHERE playable IS NULL AND file IS NOT NULL;
    CREATE INDEX recordings_freed ON recordings (call_row) WHERE state = 'freed';
  `);
}
