import type { Push, PushChange, PushRecord } from '#shared/model/push.ts';
import { bound } from './bound.ts';
import type { ReadableDb } from './handle.ts';
import { outcomesOf, wholeOutcome } from './pushCounters.ts';
import { derivedUpTo } from './pushes.ts';

interface PushRow {
  readonly id: number;
  readonly received_at_ms: number;
  readonly source: string;
  readonly bytes: number;
  readonly refusal_code: string | null;
  readonly refusal_reason: string | null;
  readonly replay_of: number | null;
  readonly is_authenticated: number | null;
  readonly whole_bytes: number | null;
  readonly named_call_id: string | null;
  readonly named_phone: string | null;
  /** The latest push that repeats this one and was not refused. */
  readonly replayed_as: number | null;
}

type RecordRow = Omit<PushRecord, 'changes'> & { readonly changes: string | null };

/** Of a batch so many records are shown. */
const mostRecords = 100;

export function getPush(db: ReadableDb, id: number): Push | null {
  return db.snapshot(() => pushOf(db, id, derivedUpTo(db)));
}

/** The push as the log shows it, where all pushes up to `derived` are derived. */
export function pushOf(db: ReadableDb, id: number, derived: number): Push | null {
  const row = db.get<PushRow>(
    `SELECT id, received_at_ms, pushes.source, length(body) AS bytes, refusal_code, refusal_reason, replay_of, is_authenticated, whole_bytes, named_call_id, named_phone,
       (SELECT max(replay.id) FROM pushes AS replay WHERE replay.replay_of = pushes.id AND replay.refusal_code IS NULL) AS replayed_as
     FROM pushes LEFT JOIN refused_pushes ON push_id = id WHERE id = ${bound}`,
    id,
  );
  if (row === undefined) return null;
  const isWaiting = row.refusal_code === null && id > derived;
  const records = row.refusal_code === null ? recordsOf(db, id) : [];
  const only = records.length === 1 ? records[0] : undefined;
  return {
    id,
    receivedAtMs: row.received_at_ms,
    source: row.source,
    bytes: row.bytes,
    wholeBytes: row.whole_bytes ?? row.bytes,
    isAuthenticated: row.is_authenticated !== 0,
    outcome: row.refusal_code !== null ? 'refused' : isWaiting ? 'waiting' : wholeOutcome(records.length < mostRecords ? new Set(records.map(({ outcome }) => outcome)) : outcomesOf(db, id)),
    code: row.refusal_code ?? only?.code ?? null,
    reason: row.refusal_reason ?? only?.reason ?? null,
    replayOf: row.replay_of,
    replayedAs: row.replayed_as,
    named: { callId: row.named_call_id, phone: row.named_phone },
    records,
    recordCount: records.length < mostRecords ? records.length : countRecords(db, id),
  };
}

function recordsOf(db: ReadableDb, id: number): PushRecord[] {
  const rows = db.all<RecordRow>(
    `SELECT record_index AS "index", outcome, call_id AS callId, phone, status, code, reason, changes,
       iif(outcome = 'duplicate', (${deliveriesSoFar}), NULL) AS delivery
     FROM push_records LEFT JOIN calls ON calls.id = call_row WHERE push_id = ${bound} ORDER BY record_index LIMIT ${mostRecords}`,
    id,
  );
  return rows.map((row) => Object.assign(row, { changes: changesFrom(row.changes) }));
}

/**
 * How many deliveries of a record's call there were with it, from the index alone: only what became of a call has one. A call
 * may have come very often, so they are not all counted.
 */
const deliveriesSoFar = `SELECT count(*) FROM (
  SELECT 1 FROM push_records AS other
  WHERE other.call_row = push_records.call_row AND other.push_id <= push_records.push_id
  LIMIT 1000)`;

/** Records of a push are numbered from 0 without a gap. */
function countRecords(db: ReadableDb, id: number): number {
  return (db.get<{ last: number | null }>('SELECT max(record_index) AS last FROM push_records WHERE push_id = ?', id)?.last ?? -1) + 1;
}

function changesFrom(text: string | null): PushChange[] {
  const changes: PushChange[] = text === null ? [] : JSON.parse(text);
  return changes;
}
