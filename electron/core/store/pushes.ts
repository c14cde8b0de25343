import { AppError } from '#shared/errors.ts';
import type { Push, PushOutcome, PushRecord } from '#shared/model/push.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

/** A push as the receiver hands it over. */
export interface NewPush {
  readonly receivedAtMs: number;
  readonly source: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Set where it was refused: it is kept for the log and never derived. */
  readonly refusal: { readonly code: string; readonly reason: string } | null;
  readonly replayOf: number | null;
}

/** What of a push has to be known to send it again or to show it. */
export interface PushBody {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly source: string;
}

/** A push as deriving reads it. */
export type StoredPush = NewPush & { readonly id: number };

export interface PushesQuery {
  /** Pushes with any of these outcomes, or with a record of one. */
  readonly outcome?: readonly PushOutcome[] | undefined;
  readonly source?: string | undefined;
  readonly code?: string | undefined;
  readonly q?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface PushRow {
  readonly id: number;
  readonly received_at_ms: number;
  readonly source: string;
  readonly bytes: number;
  readonly refusal_code: string | null;
  readonly refusal_reason: string | null;
  readonly replay_of: number | null;
}

interface StoredPushRow {
  readonly id: number;
  readonly received_at_ms: number;
  readonly source: string;
  readonly headers: string;
  readonly body: Uint8Array;
  readonly refusal_code: string | null;
  readonly refusal_reason: string | null;
  readonly replay_of: number | null;
}

/** Appends the pushes in one transaction and returns their ids in order. */
export function appendPushes(db: WritableDb, pushes: readonly NewPush[]): number[] {
  return db.write(() =>
    pushes.map(
      ({ receivedAtMs, source, headers, refusal, replayOf, body }) =>
        db.run(
          'INSERT INTO pushes (received_at_ms, source, headers, refusal_code, refusal_reason, replay_of, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
          receivedAtMs,
          source,
          JSON.stringify(headers),
          refusal?.code ?? null,
          refusal?.reason ?? null,
          replayOf,
          body,
        ).rowId,
    ),
  );
}

/** The push after `id` in order of arrival, with its body. */
export function pushAfter(db: ReadableDb, id: number): StoredPush | null {
  const row = db.get<StoredPushRow>('SELECT * FROM pushes WHERE id > ? ORDER BY id LIMIT 1', id);
  return row === undefined ? null : storedPushFrom(row);
}

export function pushAt(db: ReadableDb, id: number): StoredPush | null {
  const row = db.get<StoredPushRow>('SELECT * FROM pushes WHERE id = ?', id);
  return row === undefined ? null : storedPushFrom(row);
}

/** The kept body byte for byte. */
export function pushBody(db: ReadableDb, id: number): PushBody | null {
  const push = pushAt(db, id);
  return push === null ? null : { body: push.body, headers: push.headers, source: push.source };
}

export function getPush(db: ReadableDb, id: number): Push | null {
  return db.snapshot(() => {
    const row = db.get<PushRow>(`${selectPush} WHERE id = ?`, id);
    return row === undefined ? null : pushFrom(db, row, derivedUpTo(db));
  });
}

/** Pushes, latest first. Throws `bad-request` for a cursor that is not one of this list. */
export function listPushes(db: ReadableDb, { outcome: [outcome] = [], limit, cursor }: PushesQuery): { items: Push[]; nextCursor: string | null; searchedToMs: number | null } {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  if (!Number.isSafeInteger(before) || before < 0) throw new AppError('bad-request', 'The cursor is not one of this list.');
  return db.snapshot(() => {
    const derived = derivedUpTo(db);
    const rows = outcome === undefined ? newest(db, before, limit + 1) : newestWith(db, outcome, before, limit + 1, derived);
    const items = rows.slice(0, limit).map((row) => pushFrom(db, row, derived));
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null, searchedToMs: null };
  });
}

/** How many pushes there are, how many of them were refused whole or in part, and when the latest arrived. */
export function pushTotals(db: ReadableDb): { pushes: number; refused: number; lastPushAtMs: number | null; backlog: number } {
  const last = db.get<{ id: number; atMs: number }>('SELECT id, received_at_ms AS atMs FROM pushes ORDER BY id DESC LIMIT 1');
  const refused = db.get<{ n: number }>(
    `SELECT (SELECT count(*) FROM pushes WHERE refusal_code IS NOT NULL)
          + (SELECT count(DISTINCT push_id) FROM push_records WHERE outcome = 'refused') AS n`,
  );
  const backlog = db.get<{ n: number }>('SELECT count(*) AS n FROM pushes WHERE id > ? AND refusal_code IS NULL', derivedUpTo(db));
  // Pushes are never deleted, so the latest id is their number.
  return { pushes: last?.id ?? 0, refused: refused?.n ?? 0, lastPushAtMs: last?.atMs ?? null, backlog: backlog?.n ?? 0 };
}

const selectPush = `SELECT id, received_at_ms, source, length(body) AS bytes, refusal_code, refusal_reason, replay_of FROM pushes`;

function newest(db: ReadableDb, before: number, limit: number): PushRow[] {
  return db.all<PushRow>(`${selectPush} WHERE id < ? ORDER BY id DESC LIMIT ?`, before, limit);
}

function newestWith(db: ReadableDb, outcome: PushOutcome, before: number, limit: number, derived: number): PushRow[] {
  switch (outcome) {
    case 'waiting':
      return db.all<PushRow>(`${selectPush} WHERE id < ? AND id > ? AND refusal_code IS NULL ORDER BY id DESC LIMIT ?`, before, derived, limit);
    case 'refused':
      return db.all<PushRow>(
        `${selectPush} WHERE id IN (
           SELECT * FROM (SELECT id FROM pushes WHERE refusal_code IS NOT NULL AND id < ? ORDER BY id DESC LIMIT ?)
           UNION SELECT * FROM (SELECT DISTINCT push_id FROM push_records WHERE outcome = 'refused' AND push_id < ? AND push_id <= ? ORDER BY push_id DESC LIMIT ?)
         ) ORDER BY id DESC LIMIT ?`,
        before,
        limit,
        before,
        derived,
        limit,
        limit,
      );
    case 'partial':
      return db.all<PushRow>(
        `${selectPush} WHERE id IN (
           SELECT DISTINCT push_id FROM push_records AS bad
           WHERE outcome = 'refused' AND push_id < ? AND push_id <= ?
             AND EXISTS (SELECT 1 FROM push_records AS good WHERE good.push_id = bad.push_id AND good.outcome <> 'refused')
           ORDER BY push_id DESC LIMIT ?
         ) ORDER BY id DESC`,
        before,
        derived,
        limit,
      );
    case 'stored':
    case 'revision':
    case 'duplicate':
    case 'event':
      return db.all<PushRow>(
        `${selectPush} WHERE id IN (
           SELECT DISTINCT push_id FROM push_records WHERE outcome = ? AND push_id < ? AND push_id <= ? ORDER BY push_id DESC LIMIT ?
         ) ORDER BY id DESC`,
        outcome,
        before,
        derived,
        limit,
      );
  }
}

/** Every push up to this one is derived whole. */
function derivedUpTo(db: ReadableDb): number {
  return db.get<{ push_id: number }>('SELECT push_id FROM derive_state')?.push_id ?? 0;
}

function pushFrom(db: ReadableDb, row: PushRow, derived: number): Push {
  const records = db
    .all<Omit<PushRecord, 'changes'>>(
      `SELECT record_index AS "index", outcome, call_id AS callId, phone, status, code, reason
       FROM push_records LEFT JOIN calls ON calls.id = call_row WHERE push_id = ? ORDER BY record_index`,
      row.id,
    )
    .map((record) => Object.assign(record, { changes: [] }));
  const only = records.length === 1 ? records[0] : undefined;
  return {
    id: row.id,
    receivedAtMs: row.received_at_ms,
    source: row.source,
    bytes: row.bytes,
    wholeBytes: row.bytes,
    isAuthenticated: true,
    outcome: row.refusal_code !== null ? 'refused' : row.id > derived ? 'waiting' : outcomeOf(records),
    code: row.refusal_code ?? only?.code ?? null,
    reason: row.refusal_reason ?? only?.reason ?? null,
    replayOf: row.replay_of,
    replayedAs: null,
    named: { callId: null, phone: null },
    records,
    recordCount: records.length,
  };
}

/** What became of a push as a whole: what its records share, `partial`, or the most that came of one of them. */
function outcomeOf(records: readonly Pick<PushRecord, 'outcome'>[]): PushOutcome {
  const outcomes = new Set(records.map(({ outcome }) => outcome));
  if (outcomes.has('refused')) return outcomes.size > 1 ? 'partial' : 'refused';
  return (['stored', 'revision', 'duplicate'] as const).find((outcome) => outcomes.has(outcome)) ?? 'event';
}

function storedPushFrom(row: StoredPushRow): StoredPush {
  const headers: Record<string, string> = JSON.parse(row.headers);
  return {
    id: row.id,
    receivedAtMs: row.received_at_ms,
    source: row.source,
    headers,
    body: row.body,
    refusal: row.refusal_code === null ? null : { code: row.refusal_code, reason: row.refusal_reason ?? '' },
    replayOf: row.replay_of,
  };
}
