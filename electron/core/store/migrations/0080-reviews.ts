import type { WritableDb } from '../handle.ts';

/** What the operator makes of calls; see reviews.ts, reviewMarks.ts, reviewJournal.ts and views.ts. */
export function up(db: WritableDb): void {
  db.exec(`
    -- the operator's own: it stays when everything is derived anew, and so does what the next four tables hold
    CREATE TABLE reviews (
      call_id TEXT PRIMARY KEY,
      -- 0 where the call was set unread; NULL where nobody said, so that its arrival decides
      read_at_ms INTEGER,
      starred_at_ms INTEGER,
      outcome TEXT,
      -- beside the platform's
      intent TEXT,
      -- JSON list
      tags TEXT NOT NULL,
      due_at_ms INTEGER,
      due_text TEXT,
      reminded_at_ms INTEGER
    ) STRICT;
    CREATE INDEX reviews_due ON reviews (due_at_ms) WHERE due_at_ms IS NOT NULL;
    CREATE TABLE notes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      call_id TEXT NOT NULL,
      text TEXT NOT NULL,
      -- of the recording
      moment_ms INTEGER,
      created_at_ms INTEGER NOT NULL,
      edited_at_ms INTEGER
    ) STRICT;
    CREATE INDEX notes_by_call ON notes (call_id);
    -- what can be undone and done again; the oldest are dropped
    CREATE TABLE review_journal (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at_ms INTEGER NOT NULL,
      deed TEXT NOT NULL,
      -- the order of undoing; NULL where it is done
      undone INTEGER,
      -- JSON list
      changes TEXT NOT NULL
    ) STRICT;
    CREATE TABLE views (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      -- JSON
      query TEXT NOT NULL,
      place INTEGER NOT NULL
    ) STRICT;

    -- calls that arrived before then count as read: nobody could say so
    CREATE TABLE review_state (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), read_before_ms INTEGER NOT NULL) STRICT;
    INSERT INTO review_state SELECT 1, ifnull(max(received_at_ms) + 1, 0) FROM calls;

    -- from here on derived. what calls can be found by of what the operator made of them, each in the feed's order
    CREATE TABLE review_marks (
      mark TEXT NOT NULL,
      call_row INTEGER NOT NULL REFERENCES calls (id),
      PRIMARY KEY (mark, call_row)
    ) STRICT, WITHOUT ROWID;
    -- how many calls have each; none with 0
    CREATE TABLE review_totals (mark TEXT PRIMARY KEY, calls INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `);
}
