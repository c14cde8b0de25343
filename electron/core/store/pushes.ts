import type { ReadableDb, WritableDb } from './handle.ts';
import { keepWithinBudgets, keptBody, noteRefused, noteReplayed, refusedBudgets } from './refused.ts';
import type { NewRefusal } from './refused.ts';

/** A push as the receiver hands it over. */
export interface NewPush {
  readonly receivedAtMs: number;
  readonly source: string;
  /** The trusted proxy that handed it over, where it did not come from `source` itself. */
  readonly proxy?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Set where it was refused: it is kept for the log and never derived. */
  readonly refusal: NewRefusal | null;
  readonly replayOf: number | null;
}

/** A push as its row takes it, with its headers as text. */
export type NewRow = Omit<NewPush, 'proxy' | 'headers'> & { readonly headers: string };

/** Who sent a push, and when it came. */
export interface PushSender {
  readonly receivedAtMs: number;
  readonly source: string;
  /** As in `NewPush`. */
  readonly proxy: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** What of a push has to be known to send it again or to show it. */
export interface PushBody extends PushSender {
  readonly body: Uint8Array;
}

/** A push as deriving reads it. */
export interface StoredPush extends PushBody {
  readonly id: number;
  readonly refusal: { readonly code: string; readonly reason: string } | null;
  readonly replayOf: number | null;
}

interface Refused {
  readonly receivedAtMs: number;
  readonly refusal: NewRefusal;
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

/** `appendRows` of pushes as they are handed over. */
export function appendPushes(db: WritableDb, pushes: readonly NewPush[], budgets = refusedBudgets): number[] {
  return appendRows(
    db,
    pushes.map(({ receivedAtMs, source, body, refusal, replayOf, ...push }) => ({ receivedAtMs, source, headers: headersText(push), body, refusal, replayOf })),
    budgets,
  );
}

/**
 * Appends the pushes in one transaction and returns their ids in order. A good one costs its row and nothing else; refused
 * ones are counted, and the oldest of them dropped where they are more than `budgets` allows.
 */
export function appendRows(db: WritableDb, rows: readonly NewRow[], budgets = refusedBudgets): number[] {
  return db.write(() => {
    const refused: Refused[] = [];
    const ids = rows.map((row) => (row.refusal === null && row.replayOf === null ? insertPush(db, row) : appendUncommon(db, row, refused)));
    if (refused.length > 0) keepWithinBudgets(db, refused, budgets);
    return ids;
  });
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

/** Who sent these pushes, without their bodies, which are larger by far. */
export function pushSenders(db: ReadableDb, ids: readonly number[]): PushSender[] {
  return ids.flatMap((id) => {
    const row = db.get<Pick<StoredPushRow, 'received_at_ms' | 'source' | 'headers'>>('SELECT received_at_ms, source, headers FROM pushes WHERE id = ?', id);
    return row === undefined ? [] : [senderFrom(row)];
  });
}

/** The kept body byte for byte. */
export function pushBody(db: ReadableDb, id: number): PushBody | null {
  const push = pushAt(db, id);
  return push === null ? null : { receivedAtMs: push.receivedAtMs, body: push.body, headers: push.headers, source: push.source, proxy: push.proxy };
}

/** Id of the last push, also of a refused one; 0 where there is none. */
export function newestPushId(db: ReadableDb): number {
  return db.get<{ id: number | null }>('SELECT max(id) AS id FROM pushes')?.id ?? 0;
}

/** Every push up to this one is derived whole. */
export function derivedUpTo(db: ReadableDb): number {
  return db.get<{ push_id: number }>('SELECT push_id FROM derive_state')?.push_id ?? 0;
}

/** Among the headers, as it is told by them; no header that comes by HTTP can have such a name. */
const proxyName = ':proxy';

/** The headers of a push as its row has them. */
export function headersText({ headers, proxy }: Pick<NewPush, 'headers' | 'proxy'>): string {
  return JSON.stringify(proxy === undefined ? headers : { ...headers, [proxyName]: proxy });
}

function insertPush(db: WritableDb, { receivedAtMs, source, headers, refusal, replayOf, body }: NewRow): number {
  return db.run(
    'INSERT INTO pushes (received_at_ms, source, headers, refusal_code, refusal_reason, replay_of, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    receivedAtMs,
    source,
    headers,
    refusal?.code ?? null,
    refusal?.reason ?? null,
    replayOf,
    body,
  ).rowId;
}

/** Appends a replay or a refused push, which is put with the refused ones. */
function appendUncommon(db: WritableDb, push: NewRow, refused: Refused[]): number {
  const { receivedAtMs, source, headers, refusal } = push;
  // What it repeats may have been dropped since it was read: that must not keep the others of this commit from being kept.
  const replayOf = push.replayOf !== null && db.get('SELECT 1 FROM pushes WHERE id = ?', push.replayOf) !== undefined ? push.replayOf : null;
  const body = refusal === null ? push.body : keptBody(push.body, refusal);
  const id = insertPush(db, { ...push, replayOf, body });
  if (replayOf !== null) noteReplayed(db, replayOf, refusal === null);
  if (refusal !== null) {
    noteRefused(db, { id, receivedAtMs, source, refusal, headerBytes: Buffer.byteLength(headers), body, replayOf });
    refused.push({ receivedAtMs, refusal });
  }
  return id;
}

function storedPushFrom(row: StoredPushRow): StoredPush {
  return {
    id: row.id,
    ...senderFrom(row),
    body: row.body,
    refusal: row.refusal_code === null ? null : { code: row.refusal_code, reason: row.refusal_reason ?? '' },
    replayOf: row.replay_of,
  };
}

function senderFrom(row: Pick<StoredPushRow, 'received_at_ms' | 'source' | 'headers'>): PushSender {
  const kept: Record<string, string> = JSON.parse(row.headers);
  const { [proxyName]: proxy = null, ...headers } = kept;
  return { receivedAtMs: row.received_at_ms, source: row.source, proxy, headers };
}
