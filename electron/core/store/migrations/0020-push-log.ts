import type { WritableDb } from '../handle.ts';

/**
 * What the push log needs beside the pushes, so that appending a good push writes nothing more than before: facts, counts
 * and budgets of refused pushes are written when one is appended, everything else when a push is derived. A refused push
 * may be deleted from here on, any other one never.
 */
export function up(db: WritableDb): void {
  db.exec(`
    DROP TRIGGER pushes_are_never_deleted;
    CREATE TRIGGER only_refused_pushes_are_deleted BEFORE DELETE ON pushes WHEN OLD.refusal_code IS NULL
      BEGIN SELECT RAISE(ABORT, 'a push is never deleted unless it was refused'); END;
    CREATE INDEX pushes_by_replayed ON pushes (replay_of) WHERE replay_of IS NOT NULL;

    -- of each push that was refused on arrival; not derived, so it stays when everything is derived anew
    CREATE TABLE refused_pushes (
      push_id INTEGER PRIMARY KEY REFERENCES pushes (id),
      code TEXT NOT NULL,
      source TEXT NOT NULL,
      is_authenticated INTEGER NOT NULL,
      -- of the body as it came; what is kept of it may be less
      whole_bytes INTEGER NOT NULL,
      -- what the push takes of its budget
      kept_bytes INTEGER NOT NULL,
      -- null where it is not known what its sender was answered
      http_status INTEGER,
      -- the call that the body seems to name, to recognise it by
      named_call_id TEXT,
      named_phone TEXT,
      -- 1 while it may be replayed with others of its code: kept whole, no replay itself, in no replay that was taken
      is_open INTEGER NOT NULL,
      -- 1 once a replay names it: then it stays
      is_pinned INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX refused_pushes_by_age ON refused_pushes (is_authenticated, push_id) WHERE is_pinned = 0;
    CREATE INDEX refused_pushes_open ON refused_pushes (code, is_authenticated, push_id) WHERE is_open = 1;
    CREATE INDEX refused_pushes_by_code ON refused_pushes (code, push_id);
    CREATE INDEX refused_pushes_by_source ON refused_pushes (source, push_id);

    -- every refused push that came, whether it is still kept or not, by quarter-hour of arrival
    CREATE TABLE refused_counters (bucket_ms INTEGER PRIMARY KEY, pushes INTEGER NOT NULL) STRICT;
    -- the two budgets; kept_* count what may be dropped
    CREATE TABLE refused_totals (
      is_authenticated INTEGER PRIMARY KEY,
      received INTEGER NOT NULL,
      kept_pushes INTEGER NOT NULL,
      kept_bytes INTEGER NOT NULL,
      dropped_pushes INTEGER NOT NULL,
      first_dropped_at_ms INTEGER
    ) STRICT;

    -- what kept pushes were answered with: a row holds for the pushes after its id, up to the next row's
    CREATE TABLE answer_forms (
      after_push_id INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      content_type TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;

    -- from here on derived: pushes by what became of them as a whole, by quarter-hour of arrival and in all
    CREATE TABLE push_counters (
      bucket_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      pushes INTEGER NOT NULL,
      PRIMARY KEY (bucket_ms, outcome)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE push_totals (outcome TEXT PRIMARY KEY, pushes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE sources (id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, pushes INTEGER NOT NULL) STRICT;
    CREATE TABLE push_sources (source_id INTEGER NOT NULL, push_id INTEGER NOT NULL, PRIMARY KEY (source_id, push_id)) STRICT, WITHOUT ROWID;
    -- calls of which the same content came again after a while, by the last time
    CREATE TABLE repeated_calls (call_row INTEGER PRIMARY KEY REFERENCES calls (id), last_at_ms INTEGER NOT NULL) STRICT;
    CREATE INDEX repeated_calls_by_time ON repeated_calls (last_at_ms);

    -- JSON list of what a revision changed, see recordChanges
    ALTER TABLE push_records ADD COLUMN changes TEXT;
    CREATE INDEX push_records_by_code ON push_records (code, push_id) WHERE code IS NOT NULL;
  `);
  describeRefused(db);
  countDerived(db);
}

/** Before this schema a push had to have the right key to be kept, so all of them were authenticated. */
function describeRefused(db: WritableDb): void {
  db.exec(`
    INSERT INTO refused_pushes
      SELECT id, refusal_code, source, 1, length(body), length(body) + length(headers),
        CASE WHEN replay_of IS NOT NULL THEN NULL WHEN refusal_reason LIKE '%content encoding that Earshot does not know%' THEN 415 WHEN refusal_reason LIKE '%is larger than%' THEN 413 ELSE 400 END,
        NULL, NULL,
        replay_of IS NULL AND NOT EXISTS (SELECT 1 FROM pushes AS replay WHERE replay.replay_of = pushes.id AND replay.refusal_code IS NULL),
        EXISTS (SELECT 1 FROM pushes AS replay WHERE replay.replay_of = pushes.id)
      FROM pushes WHERE refusal_code IS NOT NULL;
    INSERT INTO refused_counters
      SELECT received_at_ms / 900000 * 900000, count(*) FROM pushes WHERE refusal_code IS NOT NULL GROUP BY 1;
    INSERT INTO refused_totals
      SELECT 1, count(*), count(*) FILTER (WHERE is_pinned = 0), ifnull(sum(kept_bytes) FILTER (WHERE is_pinned = 0), 0), 0, NULL FROM refused_pushes;
    INSERT INTO refused_totals VALUES (0, 0, 0, 0, 0, NULL);
  `);
}

/** Reads through the pushes once: their bodies lie between what is asked of them. */
function countDerived(db: WritableDb): void {
  db.exec(`
    CREATE TEMP TABLE derived_pushes (id INTEGER PRIMARY KEY, bucket_ms INTEGER, source TEXT, replay_of INTEGER, received_at_ms INTEGER);
    INSERT INTO derived_pushes
      SELECT id, received_at_ms / 900000 * 900000, source, replay_of, received_at_ms FROM pushes
      WHERE refusal_code IS NULL AND id <= (SELECT push_id FROM derive_state);
    CREATE TEMP TABLE derived_outcomes (push_id INTEGER PRIMARY KEY, outcome TEXT);
    INSERT INTO derived_outcomes
      SELECT push_id, CASE
        WHEN max(outcome = 'refused') THEN iif(min(outcome = 'refused'), 'refused', 'partial')
        WHEN max(outcome = 'stored') THEN 'stored'
        WHEN max(outcome = 'revision') THEN 'revision'
        WHEN max(outcome = 'duplicate') THEN 'duplicate'
        ELSE 'event' END
      FROM push_records GROUP BY push_id;

    INSERT INTO push_counters SELECT bucket_ms, outcome, count(*) FROM derived_pushes JOIN derived_outcomes ON push_id = id GROUP BY 1, 2;
    INSERT INTO push_totals SELECT outcome, sum(pushes) FROM push_counters GROUP BY 1;
    INSERT INTO sources (source, pushes) SELECT source, count(*) FROM derived_pushes GROUP BY source;
    INSERT INTO push_sources
      SELECT sources.id, derived_pushes.id FROM derived_pushes JOIN sources ON sources.source = derived_pushes.source ORDER BY 1, 2;
    INSERT INTO repeated_calls
      SELECT call_row, max(received_at_ms) FROM push_records JOIN derived_pushes ON id = push_id
      WHERE push_records.outcome = 'duplicate' AND replay_of IS NULL GROUP BY call_row;
    DROP TABLE derived_pushes;
    DROP TABLE derived_outcomes;
  `);
}
