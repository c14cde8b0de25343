import type { WritableDb } from '../handle.ts';

/** Rules, and what was told of which call; see shared/model/alert.ts. None of it is derived: it stays when everything is derived anew. */
export function up(db: WritableDb): void {
  db.exec(`
    CREATE TABLE alert_settings (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      -- JSON list in order; null where nobody ever changed a rule
      rules TEXT,
      -- minutes of the day, both null for none
      quiet_from INTEGER,
      quiet_to INTEGER,
      paused_until_ms INTEGER,
      volume REAL NOT NULL
    ) STRICT;
    INSERT INTO alert_settings VALUES (1, NULL, NULL, NULL, NULL, 0.6);

    CREATE TABLE alert_notices (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      about TEXT NOT NULL,
      level TEXT NOT NULL,
      count INTEGER NOT NULL,
      urgent_count INTEGER NOT NULL,
      sound TEXT NOT NULL,
      rule_id TEXT NOT NULL,
      rule_name TEXT NOT NULL,
      since_ms INTEGER NOT NULL,
      until_ms INTEGER NOT NULL,
      -- the platform's id of the call that tells most
      call_id TEXT NOT NULL,
      -- another notice, where its calls are that one's
      opens INTEGER
    ) STRICT;
    CREATE INDEX alert_notices_of_incidents ON alert_notices (rule_id, id) WHERE about = 'incident';

    -- calls of notices that are not the first to tell of them
    CREATE TABLE alert_reminders (notice_id INTEGER NOT NULL, log_id INTEGER NOT NULL, PRIMARY KEY (notice_id, log_id)) STRICT, WITHOUT ROWID;

    CREATE TABLE alert_log (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at_ms INTEGER NOT NULL,
      call_id TEXT NOT NULL,
      rule_id TEXT,
      rule_name TEXT,
      action TEXT,
      reason TEXT NOT NULL,
      run INTEGER,
      notice_id INTEGER,
      repeats INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX alert_log_by_call ON alert_log (call_id);
    CREATE INDEX alert_log_by_notice ON alert_log (notice_id) WHERE notice_id IS NOT NULL;
    CREATE INDEX alert_log_to_tell ON alert_log (id) WHERE reason IN ('waiting', 'quiet-hours', 'paused');
    -- an earlier Earshot's alerts name no notice
    DELETE FROM events WHERE kind = 'alert';
    CREATE INDEX alert_log_told ON alert_log (id) WHERE reason IN ('alone', 'summary', 'incident', 'later');
  `);
}
