import type { WritableDb } from '../handle.ts';

/** When sentences were spoken: what was estimated, what the operator says, and what follows; see times.ts. */
export function up(db: WritableDb): void {
  db.exec(`
    -- found out from sounds, which takes its time: it stays when everything is derived anew
    CREATE TABLE estimated_times (
      call_id TEXT PRIMARY KEY,
      -- of the estimate, or of the one that found that it cannot be made anew
      engine_version INTEGER NOT NULL,
      -- what it was made from: a hash of the sentences, and the versions of the sounds ('' for none)
      transcript TEXT NOT NULL,
      composite TEXT NOT NULL,
      customer TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT NOT NULL,
      -- in words, where they are the estimate's own
      why TEXT,
      -- JSON list: for each sentence [start, end] in ms, or null
      times TEXT NOT NULL,
      -- JSON, for whoever doubts it
      measured TEXT NOT NULL,
      estimated_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX estimated_times_by_engine ON estimated_times (engine_version);

    -- the operator's own: it stays when everything is derived anew
    CREATE TABLE time_corrections (
      call_id TEXT NOT NULL,
      -- the platform's id of the sentence; '' where it has none
      sentence_id TEXT NOT NULL,
      -- which one of those with this id, from 0; where there is none, its place in the transcript
      place INTEGER NOT NULL,
      -- what was said, where there is no id: another transcript may have another sentence in that place
      text TEXT,
      start_ms INTEGER NOT NULL,
      end_ms INTEGER NOT NULL,
      PRIMARY KEY (call_id, sentence_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE time_shifts (call_id TEXT PRIMARY KEY, shift_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    -- from here on derived. calls whose times are to be estimated, or looked at for whether they are
    CREATE TABLE times_due (
      call_row INTEGER PRIMARY KEY REFERENCES calls (id),
      -- what it would be made from, in one; '' where nobody has looked
      made_from TEXT NOT NULL,
      -- how often it was begun with this and not brought to an end
      tries INTEGER NOT NULL
    ) STRICT;
    -- what is known of a call's times where that is more than that they are waited for; the figures where they can be counted
    CREATE TABLE call_times (
      call_row INTEGER PRIMARY KEY REFERENCES calls (id),
      state TEXT NOT NULL,
      reason TEXT NOT NULL,
      is_estimated INTEGER,
      robot_ms INTEGER,
      customer_ms INTEGER,
      silence_ms INTEGER,
      talk_share REAL,
      longest_monologue_ms INTEGER,
      longest_monologue_by TEXT,
      robot_interruptions INTEGER,
      customer_interruptions INTEGER,
      robot_reaction_ms INTEGER,
      customer_reaction_ms INTEGER,
      slowest_reaction_ms INTEGER,
      slowest_reaction_by TEXT,
      dead_airs INTEGER,
      dead_air_ms INTEGER,
      last_speaker TEXT
    ) STRICT;
    -- calls that an earlier Earshot filed are looked at one after the other
    INSERT INTO times_due SELECT id, '', 0 FROM calls;
  `);
}
