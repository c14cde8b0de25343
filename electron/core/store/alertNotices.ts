import type { NoticeKind, NoticeLevel } from '#shared/model/alert.ts';
import type { AlertSound } from '#shared/model/alertRule.ts';
import { callAt } from './calls.ts';
import type { StoredCall } from './calls.ts';
import type { ReadableDb } from './handle.ts';

/** A notice as its event tells it. */
export interface StoredNotice {
  readonly noticeId: number;
  readonly about: NoticeKind;
  readonly level: NoticeLevel;
  readonly count: number;
  readonly urgentCount: number;
  readonly sound: AlertSound;
  readonly rule: { readonly id: string; readonly name: string };
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly call: StoredCall;
}

interface NoticeRow {
  readonly about: NoticeKind;
  readonly level: NoticeLevel;
  readonly count: number;
  readonly urgent_count: number;
  readonly sound: AlertSound;
  readonly rule_id: string;
  readonly rule_name: string;
  readonly since_ms: number;
  readonly until_ms: number;
  readonly opens: number | null;
}

export function noticeAt(db: ReadableDb, noticeId: number, callRow: number): StoredNotice {
  const row = db.get<NoticeRow>('SELECT * FROM alert_notices WHERE id = ?', noticeId);
  if (row === undefined) throw new Error(`There is no notice ${noticeId}.`);
  const { about, level, count, urgent_count: urgentCount, sound, rule_id: id, rule_name: name, since_ms: sinceMs, until_ms: untilMs, opens } = row;
  return { noticeId: opens ?? noticeId, about, level, count, urgentCount, sound, rule: { id, name }, sinceMs, untilMs, call: callAt(db, callRow) };
}

/** Notices from one to another; one alone is both. */
export interface NoticeSpan {
  readonly from: number;
  readonly to: number;
}

/** `12`, or `12-40`. */
export function noticeSpan(text: string | number): NoticeSpan {
  const [from = 0, to = from] = String(text).split('-').map(Number);
  return { from, to };
}

const within = 'BETWEEN (SELECT first FROM span) AND (SELECT last FROM span)';
/** The ids of the calls that notices told of, whose first and last are bound. What several only counted is left out: nobody was told. */
export const callIdsOfNotices = `
  WITH span (first, last) AS (SELECT ?, ?)
  SELECT told.call_id FROM (
    SELECT notice_id, call_id FROM alert_log WHERE notice_id ${within}
    UNION SELECT alert_reminders.notice_id, call_id FROM alert_reminders JOIN alert_log ON alert_log.id = log_id WHERE alert_reminders.notice_id ${within}
  ) AS told JOIN alert_notices ON alert_notices.id = notice_id WHERE level <> 'badge' OR (SELECT first = last FROM span)`;

/** The calls that notices told of, each once. */
export function callsOfNotices(db: ReadableDb, { from, to }: NoticeSpan): string[] {
  return db.all<{ callId: string }>(`SELECT DISTINCT call_id AS callId FROM (${callIdsOfNotices})`, from, to).map(({ callId }) => callId);
}
