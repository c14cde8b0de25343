import type { WritableDb } from '../handle.ts';

/** Where pushes leave the vendor's page; see shared/model/drift.ts. */
export function up(db: WritableDb): void {
  db.exec(`
    CREATE TABLE drift (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      first_seen_at_ms INTEGER NOT NULL,
      last_seen_at_ms INTEGER NOT NULL,
      count INTEGER NOT NULL,
      -- JSON list of { value, pushId, callId }
      examples TEXT NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;
    -- what came beyond the names that are kept
    CREATE TABLE drift_more (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), count INTEGER NOT NULL) STRICT;

    -- the operator's own: it stays when everything is derived anew
    CREATE TABLE drift_seen (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      seen_at_ms INTEGER NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;
  `);
}
