import type { WritableDb } from '../handle.ts';

/**
 * What is kept is counted as it changes, as it may be a million files; what else is asked for all the time is in an index.
 * Nothing is done when a recording is added or taken away: a trigger for that costs each push a quarter of its time, and
 * nothing is kept of such a one.
 */
export function up(db: WritableDb): void {
  db.exec(`
    CREATE TABLE kept_totals (
      state TEXT PRIMARY KEY,
      files INTEGER NOT NULL,
      disk_bytes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO kept_totals SELECT state, count(*), ifnull(sum(disk_bytes), 0) FROM recordings WHERE file IS NOT NULL GROUP BY state;

    CREATE TRIGGER kept_sound_changed AFTER UPDATE OF state, file, disk_bytes ON recordings
    WHEN OLD.file IS NOT NULL OR NEW.file IS NOT NULL BEGIN
      UPDATE kept_totals SET files = files - 1, disk_bytes = disk_bytes - ifnull(OLD.disk_bytes, 0)
        WHERE state = OLD.state AND OLD.file IS NOT NULL;
      INSERT INTO kept_totals SELECT NEW.state, 1, ifnull(NEW.disk_bytes, 0) WHERE NEW.file IS NOT NULL
        ON CONFLICT DO UPDATE SET files = files + 1, disk_bytes = disk_bytes + excluded.disk_bytes;
    END;

    -- with the state, or each row would be looked at for it
    DROP INDEX recordings_coming;
    CREATE INDEX recordings_coming ON recordings (give_up_at_ms, call_row, kind, state) WHERE state IN ('waiting', 'downloading');
    -- by whether their files may still be there
    DROP INDEX recordings_freed;
    CREATE INDEX recordings_freed ON recordings (file) WHERE state = 'freed';
    -- what other settings may take up again
    CREATE INDEX recordings_refused ON recordings (reason) WHERE reason IN ('private-address', 'too-large');
  `);
}
