import { outcomeOf, alertReasons } from '#shared/model/alert.ts';
import type { AlertLogEntry, AlertOutcome, AlertReason, NoticeKind, NoticeLevel } from '#shared/model/alert.ts';
import type { AlertAction } from '#shared/model/alertRule.ts';
import { AppError } from '#shared/errors.ts';
import { findCall } from './calls.ts';
import { insertEvent } from './events.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { beginFollowUp } from './reviewChanges.ts';

/** What was decided on a call, in the transaction that derived it. */
export interface NewAlertLogEntry {
  readonly callId: string;
  readonly rule: { readonly id: string; readonly name: string } | null;
  readonly action: AlertAction | null;
  readonly reason: AlertReason;
  /** The line that the call was made on. */
  readonly line: string | null;
  readonly run: number | null;
}

/** A call that a rule decided on and that is to be told of. */
export interface DecidedCall {
  readonly logId: number;
  readonly callId: string;
  readonly atMs: number;
  readonly ruleId: string;
  readonly action: AlertAction;
  readonly line: string | null;
  readonly run: number | null;
}

/** One notification, or what is only counted. */
export interface NewNotice {
  readonly about: NoticeKind;
  readonly level: NoticeLevel;
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly count: number;
  readonly urgentCount: number;
  readonly leadLogId: number;
  readonly sound: string;
  readonly logIds: readonly number[];
  /** What its calls get in the log; null where they keep theirs. */
  readonly reason: AlertReason | null;
}

export interface NewTold {
  readonly atMs: number;
  readonly notices: readonly NewNotice[];
  readonly settled: readonly { readonly logId: number; readonly reason: AlertReason }[];
  /** Calls that the operator has seen to. */
  readonly handled: readonly string[];
  /** Calls that are to be followed up, unless the operator has decided on them already. */
  readonly followUps?: readonly { readonly callId: string; readonly dueAtMs: number }[];
}

/** Entries of the log that are kept at least. */
const keptEntries = 50_000;

export function insertAlertLogEntry(db: WritableDb, { callId, rule, action, reason, line, run }: NewAlertLogEntry, atMs: number): void {
  const { rowId } = db.run(
    'INSERT INTO alert_log (at_ms, call_id, rule_id, rule_name, action, reason, line, run, repeats) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)',
    atMs,
    callId,
    rule?.id ?? null,
    rule?.name ?? null,
    action,
    reason,
    line,
    run,
  );
  if (rowId % 1000 === 0) db.run('DELETE FROM alert_log WHERE id <= ?', rowId - keptEntries);
}

/** Counts a delivery that was no news at the call's latest entry; one that is kept no more is not told of. */
export function countAlertRepeat(db: WritableDb, callId: string): void {
  db.run('UPDATE alert_log SET repeats = repeats + 1 WHERE id = (SELECT max(id) FROM alert_log WHERE call_id = ?)', callId);
}

/** How many of the line's latest entries the rule has decided on without another one between, `most` at most. */
export function runOfRule(db: ReadableDb, ruleId: string, line: string | null, most: number): number {
  const latest = db.all<{ rule_id: string | null }>('SELECT rule_id FROM alert_log WHERE line IS ? ORDER BY id DESC LIMIT ?', line, most);
  const end = latest.findIndex(({ rule_id: id }) => id !== ruleId);
  return end === -1 ? latest.length : end;
}

export const selectDecided = 'SELECT id AS logId, call_id AS callId, at_ms AS atMs, rule_id AS ruleId, action, line, run FROM alert_log';

export function waitingAlerts(db: ReadableDb, afterLogId: number, limit: number): DecidedCall[] {
  // The first condition is the index's.
  return db.all<DecidedCall>(`${selectDecided} WHERE reason IN ('waiting', 'quiet-hours', 'paused') AND reason = 'waiting' AND id > ? ORDER BY id LIMIT ?`, afterLogId, limit);
}

export function heldAlerts(db: ReadableDb): DecidedCall[] {
  return db.all<DecidedCall>(`${selectDecided} WHERE reason IN ('waiting', 'quiet-hours', 'paused') AND reason <> 'waiting' ORDER BY id`);
}

/** What waited when Earshot ended is not told of any more. */
export function endWaitingAlerts(db: WritableDb): void {
  db.run(`UPDATE alert_log SET reason = 'restarted' WHERE reason IN ('waiting', 'quiet-hours', 'paused') AND reason = 'waiting'`);
}

/** Writes what is told, and the events that tell it, in one transaction. */
export function tellAlerts(db: WritableDb, { atMs, notices, settled, handled, followUps = [] }: NewTold): void {
  db.write(() => {
    for (const notice of notices) tellNotice(db, notice, atMs);
    for (const { logId, reason } of settled) {
      db.run('UPDATE alert_log SET reason = ? WHERE id = ?', reason, logId);
      if (reason === 'incident') db.run(`UPDATE alert_log SET notice_id = ${incidentOf('alert_log.rule_id', 'alert_log.line')} WHERE id = ?`, logId);
    }
    for (const callId of handled) noteSeen(db, callId, atMs);
    for (const { callId, dueAtMs } of followUps) beginFollowUp(db, callId, dueAtMs, atMs);
  });
}

/** Hosts take away what they still show of it. */
function noteSeen(db: WritableDb, callId: string, atMs: number): void {
  const { changes } = db.run(`UPDATE alert_log SET seen_at_ms = ? WHERE call_id = ? AND action IN ('urgent', 'urgent-repeat') AND seen_at_ms IS NULL`, atMs, callId);
  const call = changes === 0 ? null : findCall(db, callId);
  if (call !== null) insertEvent(db, { kind: 'handled', callRow: call.row }, atMs);
}

/** The latest incident of a rule on a line. */
function incidentOf(ruleId: string, line: string): string {
  return `(SELECT max(id) FROM alert_notices WHERE about = 'incident' AND rule_id = ${ruleId} AND line IS ${line})`;
}

interface LeadRow {
  readonly call_id: string;
  readonly rule_id: string;
  readonly rule_name: string;
  readonly line: string | null;
}

function tellNotice(db: WritableDb, { about, level, count, urgentCount, sound, sinceMs, untilMs, leadLogId, logIds, reason }: NewNotice, atMs: number): void {
  const lead = db.get<LeadRow>('SELECT call_id, rule_id, rule_name, line FROM alert_log WHERE id = ?', leadLogId);
  const call = lead === undefined ? null : findCall(db, lead.call_id);
  // Its log is kept no more, or its call is not derived again yet.
  if (lead === undefined || call === null) return;
  const opens = about === 'incident-over' ? (db.get<{ id: number | null }>(`SELECT ${incidentOf('?', '?')} AS id`, lead.rule_id, lead.line)?.id ?? null) : null;
  const { rowId } = db.run(
    'INSERT INTO alert_notices (about, level, count, urgent_count, sound, rule_id, rule_name, since_ms, until_ms, call_id, line, opens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    about,
    level,
    count,
    urgentCount,
    sound,
    lead.rule_id,
    lead.rule_name,
    sinceMs,
    untilMs,
    lead.call_id,
    lead.line,
    opens,
  );
  if (reason !== null) for (const logId of logIds) db.run('UPDATE alert_log SET reason = ?, notice_id = ? WHERE id = ?', reason, rowId, logId);
  if (about === 'reminder') for (const logId of logIds) db.run('INSERT INTO alert_reminders VALUES (?, ?)', rowId, logId);
  insertEvent(db, { kind: 'alert', noticeId: rowId, callRow: call.row }, atMs);
  if (rowId % 1000 === 0) {
    db.run('DELETE FROM alert_notices WHERE id <= ?', rowId - keptEntries);
    db.run('DELETE FROM alert_reminders WHERE notice_id <= ?', rowId - keptEntries);
  }
}

export interface AlertLogQuery {
  readonly outcome?: AlertOutcome | undefined;
  readonly callId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface AlertLogPage {
  readonly items: AlertLogEntry[];
  readonly nextCursor: string | null;
}

interface LogRow {
  readonly id: number;
  readonly at_ms: number;
  readonly call_id: string;
  readonly phone: string | null;
  readonly status: string | null;
  readonly rule_id: string | null;
  readonly rule_name: string | null;
  readonly action: AlertAction | null;
  readonly reason: AlertReason;
  readonly run: number | null;
  readonly notice_id: number | null;
  readonly notice_count: number | null;
  readonly repeats: number;
  readonly reminders: number;
  readonly seen_at_ms: number | null;
}

/** A page of the log, the latest first. Throws `bad-request` for a cursor that is not one of this list. */
export function listAlertLog(db: ReadableDb, { outcome, callId, limit, cursor }: AlertLogQuery): AlertLogPage {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw new AppError('bad-request', 'The cursor is not one of this list: begin again without one.');
  const conditions = ['alert_log.id < ?'];
  // Of reasons that this store knows, so that a partial index can serve it.
  if (outcome !== undefined) conditions.push(`alert_log.reason IN (${alertReasons.filter((reason) => outcomeOf(reason) === outcome).map((reason) => `'${reason}'`).join(', ')})`);
  if (callId !== undefined) conditions.push('alert_log.call_id = ?');
  const rows = db.all<LogRow>(
    `SELECT alert_log.*, phone, status, alert_notices.count AS notice_count, (SELECT count(*) FROM alert_reminders WHERE log_id = alert_log.id) AS reminders FROM alert_log LEFT JOIN calls ON calls.call_id = alert_log.call_id
     LEFT JOIN alert_notices ON alert_notices.id = notice_id WHERE ${conditions.join(' AND ')} ORDER BY alert_log.id DESC LIMIT ?`,
    cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor),
    ...(callId === undefined ? [] : [callId]),
    limit + 1,
  );
  const items = rows.slice(0, limit).map(entryFrom);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id ?? '') : null };
}

function entryFrom(row: LogRow): AlertLogEntry {
  return {
    id: row.id,
    atMs: row.at_ms,
    callId: row.call_id,
    phone: row.phone,
    status: row.status,
    rule: row.rule_id === null ? null : { id: row.rule_id, name: row.rule_name ?? '' },
    action: row.action,
    reason: row.reason,
    run: row.run,
    noticeId: row.notice_id,
    noticeCount: row.notice_count,
    repeats: row.repeats,
    reminders: row.reminders,
    seenAtMs: row.seen_at_ms,
  };
}
