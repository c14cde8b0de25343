import { messageOf } from '#shared/errors.ts';
import { integrityProblems } from './copies.ts';
import { storageFaultOf } from './faults.ts';
import type { StorageFault } from './faults.ts';
import { openReadable } from './handle.ts';
import type { ReadableDb } from './handle.ts';
import { newestSchema } from './open.ts';
import { marksOff } from './reviewMarks.ts';
import { schemaVersion } from './schema.ts';

/** A database as it was found; also while another process works on it. */
export type Examination =
  | { readonly ok: true; readonly found: FoundInDatabase }
  /** It could not be opened or read to the end. */
  | { readonly ok: false; readonly fault: StorageFault | null; readonly problem: string };

export interface FoundInDatabase {
  readonly schemaVersion: number;
  /** The schema of this Earshot. */
  readonly newestSchema: number;
  /** What SQLite finds wrong, in its words; empty where all is well. */
  readonly integrity: readonly string[];
  /** Rows that name a row which is not there, by table. */
  readonly orphans: readonly { readonly table: string; readonly rows: number }[];
  readonly pushes: number;
  readonly lastPushId: number;
  readonly calls: number;
  /** Pushes acknowledged and not derived yet. */
  readonly backlog: number;
  /** Arrival of the latest push. */
  readonly lastPushAtMs: number | null;
  /** Calls without their document in the full-text index, and documents without a call. */
  readonly callsOutOfIndex: number;
  /** Of how many calls it was found out when the robot spoke; null in a schema that does not know of it. */
  readonly times: FoundTimes | null;
  /** What the operator made of calls; null in a schema that does not know of it. */
  readonly reviews: FoundReviews | null;
  /** Files that rows of recordings name. */
  readonly recordingFiles: readonly string[];
}

/** Calls by what is known of when the robot spoke. */
interface FoundTimes {
  readonly solved: number;
  readonly unknown: number;
  /** To be estimated, or looked at for whether they are. */
  readonly waiting: number;
  /** Those of the unknown ones that were tried too often, and the latest of them. */
  readonly gaveUp: number;
  readonly gaveUpOn: string | null;
}

interface FoundReviews {
  /** Calls that the operator made something of. */
  readonly calls: number;
  readonly notes: number;
  /** Of those the calls that are not here, such as pushes that wait to be filed anew. */
  readonly withoutCall: number;
  /** Marks that lists find calls by and that are not as the reviews are, or the other way round. */
  readonly marksOff: number;
}

/** Looks through the whole database, which takes its time, and changes nothing. */
export function examineDatabase(file: string): Examination {
  try {
    const db = openReadable(file);
    try {
      return { ok: true, found: db.snapshot(() => examined(db)) };
    } finally {
      db.close();
    }
  } catch (error) {
    return { ok: false, fault: storageFaultOf(error), problem: messageOf(error) };
  }
}

function examined(db: ReadableDb): FoundInDatabase {
  const count = (sql: string): number => db.get<{ n: number | null }>(sql)?.n ?? 0;
  const orphans = new Map<string, number>();
  for (const { table } of db.all<{ table: string }>('PRAGMA foreign_key_check')) orphans.set(table, (orphans.get(table) ?? 0) + 1);
  const last = db.get<{ id: number; atMs: number }>('SELECT id, received_at_ms AS atMs FROM pushes ORDER BY id DESC LIMIT 1');
  return {
    schemaVersion: schemaVersion(db),
    newestSchema,
    integrity: integrityProblems(db),
    orphans: [...orphans].map(([table, rows]) => ({ table, rows })),
    pushes: count('SELECT count(*) AS n FROM pushes'),
    lastPushId: last?.id ?? 0,
    calls: count('SELECT count(*) AS n FROM calls'),
    backlog: count('SELECT count(*) AS n FROM pushes WHERE id > (SELECT push_id FROM derive_state) AND refusal_code IS NULL'),
    lastPushAtMs: last?.atMs ?? null,
    callsOutOfIndex: count(
      `SELECT (SELECT count(*) FROM calls WHERE id NOT IN (SELECT id FROM call_text_docsize))
            + (SELECT count(*) FROM call_text_docsize WHERE id NOT IN (SELECT id FROM calls)) AS n`,
    ),
    times: timesIn(db),
    reviews: schemaVersion(db) < 80 ? null : reviewsIn(db),
    recordingFiles: db.all<{ file: string }>(`SELECT file FROM recordings WHERE file IS NOT NULL AND state <> 'freed'`).map(({ file }) => file),
  };
}

function timesIn(db: ReadableDb): FoundInDatabase['times'] {
  if (schemaVersion(db) < 70) return null;
  const count = (sql: string): number => db.get<{ n: number }>(sql)?.n ?? 0;
  const gaveUpOn = db.get<{ callId: string }>(`SELECT call_id AS callId FROM calls JOIN call_times ON call_row = id WHERE reason = 'gave-up' ORDER BY id DESC LIMIT 1`);
  return {
    solved: count(`SELECT count(*) AS n FROM call_times WHERE state = 'solved'`),
    unknown: count(`SELECT count(*) AS n FROM call_times WHERE state = 'unknown'`),
    waiting: count('SELECT count(*) AS n FROM times_due'),
    gaveUp: count(`SELECT count(*) AS n FROM call_times WHERE reason = 'gave-up'`),
    gaveUpOn: gaveUpOn?.callId ?? null,
  };
}

function reviewsIn(db: ReadableDb): FoundReviews {
  const count = (sql: string): number => db.get<{ n: number }>(sql)?.n ?? 0;
  const reviewed = 'SELECT call_id FROM reviews UNION SELECT call_id FROM notes';
  return {
    calls: count(`SELECT count(*) AS n FROM (${reviewed})`),
    notes: count('SELECT count(*) AS n FROM notes'),
    withoutCall: count(`SELECT count(*) AS n FROM (${reviewed}) WHERE call_id NOT IN (SELECT call_id FROM calls)`),
    marksOff: marksOff(db),
  };
}
