import type { ReadableDb, WritableDb } from './handle.ts';
import { openForAccepting } from './open.ts';
import { noteTimes } from './times.ts';
import type { CallKey } from './times.ts';

/** Tables that hold nothing but what deriving made of the pushes; one that names another stands before it. */
const derivedTables = [
  'utterances',
  'call_details',
  'call_text',
  'call_counters',
  'call_totals',
  'push_records',
  'push_counters',
  'push_totals',
  'push_sources',
  'sources',
  'repeated_calls',
  'drift',
  'drift_more',
  'kept_totals',
  'times_due',
  'call_times',
  'review_marks',
  'review_totals',
  'recordings',
  'calls',
] as const;

const soundColumns = ['file', 'bytes', 'duration_ms', 'content_type', 'has_peaks', 'fetched_at_ms', 'disk_bytes', 'codec', 'channels', 'playable'] as const;
const stateColumns = ['state', 'reason', 'attempts', 'first_seen_at_ms', 'next_try_at_ms', 'give_up_at_ms', ...soundColumns] as const;

/** The columns as SQL, each of the same table. */
function list(columns: readonly string[], table?: string): string {
  return columns.map((column) => (table === undefined ? column : `${table}.${column}`)).join(', ');
}

/**
 * Forgets everything that was derived, in one transaction, so that deriving begins with the first push again; what was
 * fetched comes back with its call. Nobody is told of a call or alerted to it a second time. Returns how many pushes there
 * are to derive, and the id of the last one. Nothing else may have the database open. Throws like `openForAccepting`.
 */
export function forgetDerived(file: string): { readonly pushes: number; readonly lastPushId: number } {
  const db = openForAccepting(file);
  try {
    return db.write(() => {
      keepRecordings(db);
      db.run('DELETE FROM events');
      for (const table of derivedTables) makeAnew(db, table);
      tellAll(db);
      const lastPushId = db.get<{ id: number }>('SELECT id FROM pushes WHERE refusal_code IS NULL ORDER BY id DESC LIMIT 1')?.id ?? 0;
      db.run('UPDATE derive_state SET push_id = 0, record_index = 0, quiet_until = ?', lastPushId);
      const pushes = db.get<{ n: number }>('SELECT (SELECT count(*) FROM pushes) - (SELECT count(*) FROM refused_pushes) AS n')?.n ?? 0;
      return { pushes, lastPushId };
    });
  } finally {
    db.close();
  }
}

/** The last push of which nobody is told; 0 where nothing is derived anew. */
export function quietUntil(db: ReadableDb): number {
  return db.get<{ id: number }>('SELECT quiet_until AS id FROM derive_state')?.id ?? 0;
}

/** Gives a call that is derived anew what was fetched from the addresses that it names. */
export function takeKeptRecordings(db: WritableDb, callRow: number, callId: string): void {
  db.run(
    `UPDATE recordings SET (${list(stateColumns)}) = (
       SELECT ${list(stateColumns)} FROM kept_recordings AS kept WHERE call_id = ? AND kept.kind = recordings.kind
     ) WHERE call_row = ? AND url = (SELECT url FROM kept_recordings AS kept WHERE call_id = ? AND kept.kind = recordings.kind)`,
    callId,
    callRow,
    callId,
  );
}

/** Everything is derived anew: a sound whose address nothing names any more stays with its call, and the rest is forgotten. */
export function endRederiving(db: WritableDb): void {
  const strays = db.all<CallKey>(
    `SELECT DISTINCT calls.id AS row, calls.call_id AS callId FROM kept_recordings AS kept JOIN calls ON calls.call_id = kept.call_id
     LEFT JOIN recordings ON call_row = calls.id AND recordings.kind = kept.kind WHERE kept.file IS NOT NULL AND recordings.file IS NULL`,
  );
  db.exec(`
    INSERT INTO recordings (call_row, kind, url, ${list(stateColumns)})
      SELECT calls.id, kind, url, ${list(stateColumns, 'kept')}
      FROM kept_recordings AS kept JOIN calls ON calls.call_id = kept.call_id WHERE kept.file IS NOT NULL
      ON CONFLICT DO UPDATE SET (${list(soundColumns)}) = (${list(soundColumns, 'excluded')})
      WHERE recordings.file IS NULL;
    DELETE FROM kept_recordings;
    -- What was put in beside its call is in no total.
    DELETE FROM kept_totals;
    INSERT INTO kept_totals SELECT state, count(*), ifnull(sum(disk_bytes), 0) FROM recordings WHERE file IS NOT NULL GROUP BY state;
    UPDATE derive_state SET quiet_until = 0;
  `);
  for (const key of strays) noteTimes(db, key);
}

/** What an interrupted run kept stays where deriving has not come to it again. */
function keepRecordings(db: WritableDb): void {
  db.exec(`
    INSERT INTO kept_recordings (call_id, kind, url, ${list(stateColumns)})
      SELECT call_id, kind, url, ${list(stateColumns, 'recordings')} FROM recordings JOIN calls ON calls.id = call_row WHERE true
      ON CONFLICT DO UPDATE SET (url, ${list(stateColumns)}) = (excluded.url, ${list(stateColumns, 'excluded')})
      WHERE excluded.file IS NOT NULL;
  `);
}

/** Dropping a table only gives its pages back, where deleting its rows would write each of them once more. */
function makeAnew(db: WritableDb, table: string): void {
  const made = db.all<{ sql: string }>(
    `SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index', 'trigger') AND sql IS NOT NULL ORDER BY type <> 'table'`,
    table,
  );
  db.exec(`DROP TABLE ${table}`);
  for (const { sql } of made) db.exec(sql);
}

/** A gap in the events lets every watcher load everything again. */
function tellAll(db: WritableDb): void {
  db.exec(`
    INSERT INTO events (kind, at_ms) VALUES ('settings', 0), ('settings', 0);
    DELETE FROM events WHERE seq < (SELECT max(seq) FROM events);
  `);
}
