import type { WritableDb } from '../handle.ts';

/**
 * The whole of Earshot's first database. `pushes` is the truth; everything below it is derived from it and can be
 * rebuilt. Times and durations are whole milliseconds, ids of the platform are text with all their digits, lists and
 * maps are JSON text.
 */
export function up(db: WritableDb): void {
  db.exec(`
    CREATE TABLE pushes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      received_at_ms INTEGER NOT NULL,
      source TEXT NOT NULL,
      headers TEXT NOT NULL,
      -- set where the receiver refused the push; such a push is never derived
      refusal_code TEXT,
      refusal_reason TEXT,
      replay_of INTEGER REFERENCES pushes (id),
      -- last, so that a list of pushes does not read through the bodies
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX pushes_refused ON pushes (id) WHERE refusal_code IS NOT NULL;
    CREATE TRIGGER pushes_are_never_changed BEFORE UPDATE ON pushes BEGIN SELECT RAISE(ABORT, 'a push is never changed'); END;
    CREATE TRIGGER pushes_are_never_deleted BEFORE DELETE ON pushes BEGIN SELECT RAISE(ABORT, 'a push is never deleted'); END;

    -- how far deriving is: push_id is whole, and record_index records of the push after it
    CREATE TABLE derive_state (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      push_id INTEGER NOT NULL,
      record_index INTEGER NOT NULL
    ) STRICT;
    INSERT INTO derive_state VALUES (1, 0, 0);

    -- in order of arrival, which is the feed's
    CREATE TABLE calls (
      id INTEGER PRIMARY KEY,
      call_id TEXT NOT NULL UNIQUE,
      status TEXT,
      phone TEXT,
      task_id TEXT,
      script_id TEXT,
      line_id TEXT,
      app_id TEXT,
      started_at_ms INTEGER,
      ended_at_ms INTEGER,
      duration_ms INTEGER,
      billed_ms INTEGER,
      cost TEXT,
      rounds INTEGER,
      intent TEXT,
      hung_up_by TEXT,
      call_count INTEGER,
      redials INTEGER,
      received_at_ms INTEGER NOT NULL,
      updated_at_ms INTEGER NOT NULL,
      revision_count INTEGER NOT NULL,
      duplicate_count INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX calls_by_start ON calls (started_at_ms, id);

    -- kept apart, so that the table above stays narrow
    CREATE TABLE call_details (
      call_row INTEGER PRIMARY KEY REFERENCES calls (id),
      customer_name TEXT,
      customer_words TEXT,
      analysis_basis TEXT,
      concerns TEXT NOT NULL,
      attributes TEXT NOT NULL,
      call_tags TEXT NOT NULL,
      customer_tags TEXT NOT NULL,
      properties TEXT NOT NULL,
      dynamic_properties TEXT NOT NULL,
      unknown_fields TEXT NOT NULL
    ) STRICT;

    CREATE TABLE utterances (
      call_row INTEGER NOT NULL REFERENCES calls (id),
      idx INTEGER NOT NULL,
      platform_id TEXT,
      speaker TEXT NOT NULL,
      text TEXT NOT NULL,
      start_ms INTEGER,
      end_ms INTEGER,
      timing TEXT NOT NULL,
      PRIMARY KEY (call_row, idx)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE recordings (
      call_row INTEGER NOT NULL REFERENCES calls (id),
      kind TEXT NOT NULL,
      url TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      attempts INTEGER NOT NULL,
      first_seen_at_ms INTEGER NOT NULL,
      next_try_at_ms INTEGER,
      -- of the sound that is kept; it stays until a changed address brought another one
      file TEXT,
      bytes INTEGER,
      duration_ms INTEGER,
      content_type TEXT,
      has_peaks INTEGER NOT NULL,
      PRIMARY KEY (call_row, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recordings_waiting ON recordings (next_try_at_ms) WHERE state = 'waiting';
    CREATE INDEX recordings_downloading ON recordings (call_row) WHERE state = 'downloading';
    CREATE INDEX recordings_unavailable ON recordings (call_row) WHERE state = 'unavailable';

    -- what became of each record of a push
    CREATE TABLE push_records (
      push_id INTEGER NOT NULL REFERENCES pushes (id),
      record_index INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      code TEXT,
      reason TEXT,
      call_row INTEGER REFERENCES calls (id),
      -- SHA-256 of what the record says, see contentOf
      content_hash BLOB,
      PRIMARY KEY (push_id, record_index)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX push_records_by_call ON push_records (call_row) WHERE call_row IS NOT NULL;
    CREATE INDEX push_records_by_outcome ON push_records (outcome, push_id);

    -- one document a call, rowid = calls.id; see search.ts for what stands in the columns
    CREATE VIRTUAL TABLE call_text USING fts5 (
      words, numbers, facets,
      content = '', contentless_delete = 1, prefix = '1 2',
      tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    );

    -- calls by quarter-hour of arrival and status ('' for none), and the first and last of their ids
    CREATE TABLE call_counters (
      bucket_ms INTEGER NOT NULL,
      status TEXT NOT NULL,
      calls INTEGER NOT NULL,
      first_row INTEGER NOT NULL,
      last_row INTEGER NOT NULL,
      PRIMARY KEY (bucket_ms, status)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE call_totals (
      status TEXT PRIMARY KEY,
      calls INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- what happened, for watchers; the oldest are dropped. subject: change, level or kind of recording
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      call_row INTEGER REFERENCES calls (id),
      subject TEXT
    ) STRICT;
  `);
}
