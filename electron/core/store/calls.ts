import type { Call, CallDetail, Revision, Tag } from '#shared/model/call.ts';
import type { PushedCall } from '#shared/model/pushedCall.ts';
import { bound } from './bound.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { listFrom, mapFrom } from './json.ts';
import { recordingsOf } from './recordings.ts';
import { reviewDetailOf, reviewOf } from './reviews.ts';
import type { CallText } from './search.ts';
import { timesOf } from './times.ts';

/** A call as it is stored: its group depends on settings that may change later, so it is added on the way out. */
export type StoredCall = Omit<Call, 'statusGroup'>;
export type StoredCallDetail = Omit<CallDetail, 'statusGroup'>;

/** What deriving has to know of a call before it changes it. */
export interface KnownCall {
  /** `calls.id`: the call's place in order of arrival. */
  readonly row: number;
  readonly status: string | null;
  readonly receivedAtMs: number;
}

interface CallRow {
  readonly call_id: string;
  readonly status: string | null;
  readonly phone: string | null;
  readonly task_id: string | null;
  readonly script_id: string | null;
  readonly line_id: string | null;
  readonly app_id: string | null;
  readonly started_at_ms: number | null;
  readonly ended_at_ms: number | null;
  readonly duration_ms: number | null;
  readonly billed_ms: number | null;
  readonly cost: string | null;
  readonly rounds: number | null;
  readonly intent: string | null;
  readonly hung_up_by: string | null;
  readonly call_count: number | null;
  readonly redials: number | null;
  readonly received_at_ms: number;
  readonly updated_at_ms: number;
  readonly revision_count: number;
  readonly duplicate_count: number;
  readonly customer_name: string | null;
  readonly customer_words: string | null;
  readonly analysis_basis: string | null;
  readonly concerns: string;
  readonly attributes: string;
  readonly call_tags: string;
  readonly customer_tags: string;
}

interface CallMapsRow {
  readonly properties: string;
  readonly dynamic_properties: string;
  readonly unknown_fields: string;
}

export function findCall(db: ReadableDb, callId: string): KnownCall | null {
  return (
    db.get<KnownCall>('SELECT id AS row, status, received_at_ms AS receivedAtMs FROM calls WHERE call_id = ?', callId) ?? null
  );
}

/** Adds a call that is not known yet, behind all others, and returns its row. */
export function insertCall(db: WritableDb, call: PushedCall, receivedAtMs: number): number {
  const { rowId } = db.run(
    `INSERT INTO calls (status, phone, task_id, script_id, line_id, app_id, started_at_ms, ended_at_ms, duration_ms, billed_ms,
       cost, rounds, intent, hung_up_by, call_count, redials, updated_at_ms, call_id, received_at_ms, revision_count, duplicate_count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)`,
    ...factsOf(call, receivedAtMs),
    call.callId,
    receivedAtMs,
  );
  db.run(
    `INSERT INTO call_details (customer_name, customer_words, analysis_basis, concerns, attributes, call_tags, customer_tags,
       properties, dynamic_properties, unknown_fields, call_row)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...detailsOf(call),
    rowId,
  );
  return rowId;
}

/** Puts a call's new facts in the place of its old ones and counts the revision. */
export function updateCall(db: WritableDb, row: number, call: PushedCall, updatedAtMs: number): void {
  db.run(
    `UPDATE calls SET status = ?, phone = ?, task_id = ?, script_id = ?, line_id = ?, app_id = ?, started_at_ms = ?, ended_at_ms = ?,
       duration_ms = ?, billed_ms = ?, cost = ?, rounds = ?, intent = ?, hung_up_by = ?, call_count = ?, redials = ?,
       updated_at_ms = ?, revision_count = revision_count + 1
     WHERE id = ?`,
    ...factsOf(call, updatedAtMs),
    row,
  );
  db.run(
    `UPDATE call_details SET customer_name = ?, customer_words = ?, analysis_basis = ?, concerns = ?, attributes = ?, call_tags = ?,
       customer_tags = ?, properties = ?, dynamic_properties = ?, unknown_fields = ?
     WHERE call_row = ?`,
    ...detailsOf(call),
    row,
  );
}

export function countRevision(db: WritableDb, row: number): void {
  db.run('UPDATE calls SET revision_count = revision_count + 1 WHERE id = ?', row);
}

export function countDuplicate(db: WritableDb, row: number): void {
  db.run('UPDATE calls SET duplicate_count = duplicate_count + 1 WHERE id = ?', row);
}

export function insertCallText(db: WritableDb, row: number, { words, numbers, facets }: CallText): void {
  db.run('INSERT INTO call_text (rowid, words, numbers, facets) VALUES (?, ?, ?, ?)', row, words, numbers, facets);
}

export function replaceCallText(db: WritableDb, row: number, text: CallText): void {
  db.run('DELETE FROM call_text WHERE rowid = ?', row);
  insertCallText(db, row, text);
}

/** The platform's id of the call. Throws where there is no such row. */
export function callIdAt(db: ReadableDb, row: number): string {
  const found = db.get<{ callId: string }>('SELECT call_id AS callId FROM calls WHERE id = ?', row);
  if (found === undefined) throw new Error(`There is no call in row ${row}.`);
  return found.callId;
}

/** The call as the feed shows it. Throws where there is no such row. */
export function callAt(db: ReadableDb, row: number): StoredCall {
  const found = db.get<CallRow>(
    `SELECT calls.*, customer_name, customer_words, analysis_basis, concerns, attributes, call_tags, customer_tags
     FROM calls JOIN call_details ON call_row = id WHERE id = ${bound}`,
    row,
  );
  if (found === undefined) throw new Error(`There is no call in row ${row}.`);
  const { call_id: callId, status, received_at_ms: receivedAtMs } = found;
  return { ...callFrom(found), review: reviewOf(db, { row, callId, status, receivedAtMs }) };
}

export function getCall(db: ReadableDb, callId: string): StoredCallDetail | null {
  const known = findCall(db, callId);
  if (known === null) return null;
  const { utterances, timing, conversation } = timesOf(db, { row: known.row, callId });
  const maps = db.get<CallMapsRow>('SELECT properties, dynamic_properties, unknown_fields FROM call_details WHERE call_row = ?', known.row);
  return {
    ...callAt(db, known.row),
    review: reviewDetailOf(db, { ...known, callId }),
    utterances,
    timing,
    conversation,
    recordings: recordingsOf(db, known.row),
    revisions: revisionsOf(db, known.row),
    properties: mapFrom(maps?.properties ?? '{}'),
    dynamicProperties: mapFrom(maps?.dynamic_properties ?? '{}'),
    unknownFields: mapFrom(maps?.unknown_fields ?? '{}'),
  };
}

function revisionsOf(db: ReadableDb, row: number): Revision[] {
  return db.all<Revision>(
    `SELECT push_id AS pushId, received_at_ms AS receivedAtMs, outcome
     FROM push_records JOIN pushes ON pushes.id = push_id
     WHERE call_row = ? AND outcome IN ('stored', 'revision', 'duplicate')
     ORDER BY push_id, record_index`,
    row,
  );
}

function factsOf(call: PushedCall, updatedAtMs: number): (string | number | null)[] {
  return [
    call.status,
    call.phone,
    call.taskId,
    call.scriptId,
    call.lineId,
    call.appId,
    call.startedAtMs,
    call.endedAtMs,
    call.durationMs,
    call.billedMs,
    call.cost,
    call.rounds,
    call.intent,
    call.hungUpBy,
    call.callCount,
    call.redials,
    updatedAtMs,
  ];
}

function detailsOf(call: PushedCall): (string | null)[] {
  const texts = [call.customerName, call.customerWords, call.analysisBasis];
  const lists = [call.concerns, call.attributes, call.callTags, call.customerTags];
  const maps = [call.properties, call.dynamicProperties, call.unknownFields];
  return [...texts, ...[...lists, ...maps].map((value) => JSON.stringify(value))];
}

function callFrom(row: CallRow): Omit<StoredCall, 'review'> {
  return {
    callId: row.call_id,
    status: row.status,
    phone: row.phone,
    taskId: row.task_id,
    scriptId: row.script_id,
    lineId: row.line_id,
    appId: row.app_id,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    durationMs: row.duration_ms,
    billedMs: row.billed_ms,
    cost: row.cost,
    rounds: row.rounds,
    intent: row.intent,
    hungUpBy: row.hung_up_by,
    concerns: listFrom(row.concerns),
    analysisBasis: row.analysis_basis,
    attributes: listFrom(row.attributes),
    callTags: listFrom<Tag>(row.call_tags),
    customerTags: listFrom<Tag>(row.customer_tags),
    callCount: row.call_count,
    redials: row.redials,
    receivedAtMs: row.received_at_ms,
    updatedAtMs: row.updated_at_ms,
    customerName: row.customer_name,
    customerWords: row.customer_words,
    revisionCount: row.revision_count,
    duplicateCount: row.duplicate_count,
  };
}
