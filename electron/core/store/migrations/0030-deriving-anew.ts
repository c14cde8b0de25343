import type { WritableDb } from '../handle.ts';

/** What has to be known while everything is derived anew; see rederiving.ts. */
export function up(db: WritableDb): void {
  db.exec(`
    -- the last push of which nobody is told that it was derived: it was derived before
    ALTER TABLE derive_state ADD COLUMN quiet_until INTEGER NOT NULL DEFAULT 0;
    -- what was fetched before, until its call is there again; members as those of recordings
    CREATE TABLE kept_recordings (
      call_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      url TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      attempts INTEGER NOT NULL,
      first_seen_at_ms INTEGER NOT NULL,
      next_try_at_ms INTEGER,
      file TEXT,
      bytes INTEGER,
      duration_ms INTEGER,
      content_type TEXT,
      has_peaks INTEGER NOT NULL,
      PRIMARY KEY (call_id, kind)
    ) STRICT, WITHOUT ROWID;
  `);
}
