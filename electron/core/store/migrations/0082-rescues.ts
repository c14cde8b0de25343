import type { WritableDb } from '../handle.ts';

/** Customers who wait to be called back, see rescues.ts. */
export function up(db: WritableDb): void {
  db.exec(`
    -- raised when a call is filed for the first time, and then the operator's own: it stays when everything is derived anew
    CREATE TABLE rescues (
      call_id TEXT PRIMARY KEY,
      -- the one that raised it
      status TEXT,
      -- of the push that raised it
      arrived_at_ms INTEGER NOT NULL,
      -- null while it is open
      handled_at_ms INTEGER
    ) STRICT;
    CREATE INDEX rescues_open ON rescues (arrived_at_ms) WHERE handled_at_ms IS NULL;
  `);
}
