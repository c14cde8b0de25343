import { namedCallIn } from '#shared/model/namedCall.ts';
import { bucketOf } from './buckets.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

/** Why a push was refused on arrival. */
export interface NewRefusal {
  readonly code: string;
  readonly reason: string;
  /** Whether its sender showed that it is the platform. */
  readonly isAuthenticated: boolean;
  /** Of the body as it came; the given one may be its beginning. */
  readonly wholeBytes: number;
  /** What the sender was answered; null for a replay. */
  readonly httpStatus: number | null;
}

/** What is kept at most of a class of refused pushes; beyond it the oldest are dropped. */
interface Budget {
  readonly pushes: number;
  readonly bytes: number;
}

/** Two budgets, so that whoever finds the address can never make the platform's own pushes be dropped. */
export interface RefusedBudgets {
  readonly authenticated: Budget;
  readonly unauthenticated: Budget;
}

export const refusedBudgets: RefusedBudgets = {
  authenticated: { pushes: 20_000, bytes: 256 * 1024 * 1024 },
  unauthenticated: { pushes: 2000, bytes: 4 * 1024 * 1024 },
};

/** Of a push whose sender did not show who it is, so much of the body is kept. */
const keptOfUnauthenticated = 4096;

/** The part of a refused push's body that is kept. */
export function keptBody(body: Uint8Array, { isAuthenticated }: NewRefusal): Uint8Array {
  return isAuthenticated ? body : body.subarray(0, keptOfUnauthenticated);
}

/** A refused push that was appended in this transaction. */
export interface AppendedRefusal {
  readonly id: number;
  readonly receivedAtMs: number;
  readonly source: string;
  readonly refusal: NewRefusal;
  readonly headerBytes: number;
  /** What is kept of it. */
  readonly body: Uint8Array;
  readonly replayOf: number | null;
}

/** Notes the facts of a refused push and counts it. */
export function noteRefused(db: WritableDb, { id, receivedAtMs, source, refusal, headerBytes, body, replayOf }: AppendedRefusal): void {
  const { code, isAuthenticated, wholeBytes, httpStatus } = refusal;
  const named = namedCallIn(Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, keptOfUnauthenticated)).toString());
  const keptBytes = body.byteLength + headerBytes;
  const isOpen = replayOf === null && wholeBytes <= body.byteLength;
  db.run(
    'INSERT INTO refused_pushes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
    id,
    code,
    source,
    Number(isAuthenticated),
    Math.max(wholeBytes, body.byteLength),
    keptBytes,
    httpStatus,
    named.callId,
    named.phone,
    Number(isOpen),
  );
  db.run('INSERT INTO refused_counters VALUES (?, 1) ON CONFLICT DO UPDATE SET pushes = pushes + 1', bucketOf(receivedAtMs));
  db.run(
    'UPDATE refused_totals SET received = received + 1, kept_pushes = kept_pushes + 1, kept_bytes = kept_bytes + ? WHERE is_authenticated = ?',
    keptBytes,
    Number(isAuthenticated),
  );
}

/** What is known of a refused push beside its row. */
export type RefusalFacts = Pick<NewRefusal, 'isAuthenticated' | 'wholeBytes' | 'httpStatus'>;

/** Those facts of pushes with ids after `after` and up to `upTo`; none where they cannot be read, or were not noted yet. */
export function refusalFacts(db: ReadableDb, after: number, upTo: number): ReadonlyMap<number, RefusalFacts> {
  try {
    const rows = db.all<{ id: number; isAuthenticated: number; wholeBytes: number; httpStatus: number | null }>(
      'SELECT push_id AS id, is_authenticated AS isAuthenticated, whole_bytes AS wholeBytes, http_status AS httpStatus FROM refused_pushes WHERE push_id > ? AND push_id <= ?',
      after,
      upTo,
    );
    const whole = rows.filter(({ wholeBytes, httpStatus }) => Number.isSafeInteger(wholeBytes) && (httpStatus === null || Number.isSafeInteger(httpStatus)));
    return new Map(whole.map(({ id, isAuthenticated, ...facts }) => [id, { ...facts, isAuthenticated: isAuthenticated === 1 }]));
  } catch {
    return new Map();
  }
}

/**
 * Notes the facts of refused pushes that were brought over from another database, as far as they are `known`. Else: who
 * has no right key is refused with -1, and nearly nobody else is.
 */
export function adoptRefused(db: WritableDb, known: ReadonlyMap<number, RefusalFacts>): void {
  const orphans = db.all<{ id: number; at: number; source: string; code: string; reason: string; body: Uint8Array; headers: string; replayOf: number | null }>(
    `SELECT id, received_at_ms AS at, source, refusal_code AS code, refusal_reason AS reason, body, headers, replay_of AS replayOf FROM pushes
     WHERE refusal_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refused_pushes WHERE push_id = id) ORDER BY id`,
  );
  for (const { id, at, source, code, reason, body, headers, replayOf } of orphans) {
    const facts = known.get(id) ?? { isAuthenticated: code !== '-1', wholeBytes: body.byteLength, httpStatus: null };
    const refusal = { code, reason, ...facts };
    noteRefused(db, { id, receivedAtMs: at, source, refusal, headerBytes: headers.length, body, replayOf });
  }
}

/** Drops the oldest pushes of a class that is beyond its budget, where pushes of that class were just appended. */
export function keepWithinBudgets(db: WritableDb, appended: readonly Pick<AppendedRefusal, 'refusal' | 'receivedAtMs'>[], budgets: RefusedBudgets): void {
  const nowMs = appended.at(-1)?.receivedAtMs ?? 0;
  for (const isAuthenticated of [true, false]) {
    if (!appended.some(({ refusal }) => refusal.isAuthenticated === isAuthenticated)) continue;
    dropBeyond(db, isAuthenticated, isAuthenticated ? budgets.authenticated : budgets.unauthenticated, nowMs);
  }
}

/** Notes that a push was replayed; `isTaken`: and not refused again. It is kept from then on, beside its replay. */
export function noteReplayed(db: WritableDb, id: number, isTaken: boolean): void {
  const facts = db.get<{ is_authenticated: number; kept_bytes: number; is_pinned: number }>('SELECT is_authenticated, kept_bytes, is_pinned FROM refused_pushes WHERE push_id = ?', id);
  if (facts === undefined) return;
  if (facts.is_pinned === 0) {
    db.run('UPDATE refused_pushes SET is_pinned = 1 WHERE push_id = ?', id);
    db.run('UPDATE refused_totals SET kept_pushes = kept_pushes - 1, kept_bytes = kept_bytes - ? WHERE is_authenticated = ?', facts.kept_bytes, facts.is_authenticated);
  }
  if (isTaken) db.run('UPDATE refused_pushes SET is_open = 0 WHERE push_id = ?', id);
}

/** Refused pushes of one kind; `source`: of that one alone where it is named. */
export interface OpenRefusedQuery {
  readonly code: string;
  readonly isAuthenticated: boolean;
  readonly source?: string | undefined;
  readonly after: number;
  readonly limit: number;
}

/** Pushes after `after` that may be replayed as one: refused with this code, kept whole, no replays, not replayed yet; oldest first. */
export function openRefused(db: ReadableDb, { code, isAuthenticated, source, after, limit }: OpenRefusedQuery): number[] {
  return db
    .all<{ id: number }>(
      `SELECT push_id AS id FROM refused_pushes
       WHERE is_open = 1 AND code = ? AND is_authenticated = ? AND push_id > ? AND source = ifnull(?, source) ORDER BY push_id LIMIT ?`,
      code,
      Number(isAuthenticated),
      after,
      source ?? null,
      limit,
    )
    .map(({ id }) => id);
}

/** How many other pushes may be replayed along with this one: those of strangers only with others of the same source. */
export function countAlike(db: ReadableDb, id: number): number {
  const alike = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM refused_pushes AS this JOIN refused_pushes AS other
       ON other.is_open = 1 AND other.code = this.code AND other.is_authenticated = this.is_authenticated AND other.push_id <> this.push_id
       AND (this.is_authenticated = 1 OR other.source = this.source)
     WHERE this.push_id = ?`,
    id,
  );
  return alike?.n ?? 0;
}

/** What the sender of a refused push was answered; null for one that was not refused on arrival, or where it is not known. */
export function httpStatusOf(db: ReadableDb, id: number): number | null {
  return db.get<{ status: number | null }>('SELECT http_status AS status FROM refused_pushes WHERE push_id = ?', id)?.status ?? null;
}

/** What was dropped of refused pushes, and since when; and how many came, kept or not. */
export function refusedTotals(db: ReadableDb): { received: number; dropped: { authenticated: number; unauthenticated: number; sinceMs: number | null } } {
  const rows = db.all<{ is_authenticated: number; received: number; dropped_pushes: number; first_dropped_at_ms: number | null }>(
    'SELECT is_authenticated, received, dropped_pushes, first_dropped_at_ms FROM refused_totals',
  );
  const droppedOf = (isAuthenticated: number): number => rows.find((row) => row.is_authenticated === isAuthenticated)?.dropped_pushes ?? 0;
  const times = rows.map((row) => row.first_dropped_at_ms).filter((ms) => ms !== null);
  return {
    received: rows.reduce((sum, { received }) => sum + received, 0),
    dropped: { authenticated: droppedOf(1), unauthenticated: droppedOf(0), sinceMs: times.length === 0 ? null : Math.min(...times) },
  };
}

/** How many pushes were refused on arrival since the bucket began. */
export function countRefused(db: ReadableDb, fromBucketMs: number): number {
  return db.get<{ n: number | null }>('SELECT sum(pushes) AS n FROM refused_counters WHERE bucket_ms >= ?', fromBucketMs)?.n ?? 0;
}

/** So many are dropped at once at most, as a good push may wait in the same transaction; the rest goes with the next ones. */
const mostDropped = 500;

function dropBeyond(db: WritableDb, isAuthenticated: boolean, budget: Budget, nowMs: number): void {
  const kept = db.get<{ pushes: number; bytes: number }>('SELECT kept_pushes AS pushes, kept_bytes AS bytes FROM refused_totals WHERE is_authenticated = ?', Number(isAuthenticated));
  if (kept === undefined || (kept.pushes <= budget.pushes && kept.bytes <= budget.bytes)) return;
  const oldest = db.all<{ id: number; bytes: number }>(
    // That nothing names it any more is looked at once again: to fail here would keep a good push from being kept.
    `SELECT push_id AS id, kept_bytes AS bytes FROM refused_pushes
     WHERE is_authenticated = ? AND is_pinned = 0 AND NOT EXISTS (SELECT 1 FROM pushes WHERE replay_of = push_id) ORDER BY push_id LIMIT ?`,
    Number(isAuthenticated),
    mostDropped,
  );
  let { pushes, bytes } = kept;
  for (const { id, bytes: keptBytes } of oldest) {
    if (pushes <= budget.pushes && bytes <= budget.bytes) break;
    db.run('DELETE FROM refused_pushes WHERE push_id = ?', id);
    db.run('DELETE FROM pushes WHERE id = ?', id);
    pushes -= 1;
    bytes -= keptBytes;
  }
  db.run(
    `UPDATE refused_totals SET kept_pushes = ?, kept_bytes = ?, dropped_pushes = dropped_pushes + ?, first_dropped_at_ms = ifnull(first_dropped_at_ms, ?)
     WHERE is_authenticated = ?`,
    pushes,
    bytes,
    kept.pushes - pushes,
    nowMs,
    Number(isAuthenticated),
  );
}
