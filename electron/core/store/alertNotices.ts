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

/** A condition on `alert_log` for the entries of a notice, whose id is bound twice. */
export const isOfNotice = '(notice_id = (SELECT ?) OR alert_log.id IN (SELECT log_id FROM alert_reminders WHERE alert_reminders.notice_id = (SELECT ?)))';

/** Calls that a notice told of. */
export function callsOfNotice(db: ReadableDb, noticeId: number): string[] {
  return db.all<{ callId: string }>(`SELECT DISTINCT call_id AS callId FROM alert_log WHERE ${isOfNotice}`, noticeId, noticeId).map(({ callId }) => callId);
}
