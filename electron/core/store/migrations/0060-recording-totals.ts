import type { WritableDb } from '../handle.ts';

/** Recordings are counted as they change, as there may be a million; and what is asked for all the time is in an index. */
export function up(db: WritableDb): void {
  db.exec(`
    CREATE TABLE recording_totals (
      state TEXT NOT NULL,
      -- whether a file is named
      is_kept INTEGER NOT NULL,
      recordings INTEGER NOT NULL,
      disk_bytes INTEGER NOT NULL,
      PRIMARY KEY (state, is_kept)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO recording_totals
      SELECT state, file IS NOT NULL, count(*), ifnull(sum(disk_bytes), 0) FROM recordings GROUP BY 1, 2;

    CREATE TRIGGER recordings_added AFTER INSERT ON recordings BEGIN
      INSERT INTO recording_totals VALUES (NEW.state, NEW.file IS NOT NULL, 1, ifnull(NEW.disk_bytes, 0))
        ON CONFLICT DO UPDATE SET recordings = recordings + 1, disk_bytes = disk_bytes + excluded.disk_bytes;
    END;
    CREATE TRIGGER recordings_changed AFTER UPDATE OF state, file, disk_bytes ON recordings
    WHEN OLD.state <> NEW.state OR (OLD.file IS NULL) <> (NEW.file IS NULL) OR OLD.disk_bytes IS NOT NEW.disk_bytes BEGIN
      UPDATE recording_totals SET recordings = recordings - 1, disk_bytes = disk_bytes - ifnull(OLD.disk_bytes, 0)
        WHERE state = OLD.state AND is_kept = (OLD.file IS NOT NULL);
      INSERT INTO recording_totals VALUES (NEW.state, NEW.file IS NOT NULL, 1, ifnull(NEW.disk_bytes, 0))
        ON CONFLICT DO UPDATE SET recordings = recordings + 1, disk_bytes = disk_bytes + excluded.disk_bytes;
    END;
    CREATE TRIGGER recordings_removed AFTER DELETE ON recordings BEGIN
      UPDATE recording_totals SET recordings = recordings - 1, disk_bytes = disk_bytes - ifnull(OLD.disk_bytes, 0)
        WHERE state = OLD.state AND is_kept = (OLD.file IS NOT NULL);
    END;

    -- with the state, or each row would be looked at for it
    DROP INDEX recordings_coming;
    CREATE INDEX recordings_coming ON recordings (give_up_at_ms, call_row, kind, state) WHERE state IN ('waiting', 'downloading');
    -- those whose files may still be there, and no others
    DROP INDEX recordings_freed;
    CREATE INDEX recordings_freed ON recordings (call_row) WHERE state = 'freed' AND file IS NOT NULL;
    -- what other settings may take up again
    CREATE INDEX recordings_refused ON recordings (reason) WHERE reason IN ('private-address', 'too-large');
  `);
}
