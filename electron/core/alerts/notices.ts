import type { NoticeKind, NoticeLevel } from '#shared/model/alert.ts';
import { rankOf } from '#shared/model/alertRule.ts';
import type { AlertAction } from '#shared/model/alertRule.ts';

/** A call that a rule decided on and that is to be told of. */
export interface DecidedCall {
  /** In the alert log. */
  readonly logId: number;
  readonly callId: string;
  readonly atMs: number;
  readonly ruleId: string;
  readonly action: AlertAction;
  /** The line that it was made on; calls in a row are those of one. */
  readonly line: string | null;
  /** The how manyth in a row it is; null where its rule does not count. */
  readonly run: number | null;
}

/** One notification, or what is only counted. */
export interface Notice {
  readonly about: NoticeKind;
  readonly level: NoticeLevel;
  /** The calls that it stands for, in order of arrival. */
  readonly calls: readonly DecidedCall[];
  /** Calls that an incident has had besides. */
  readonly more: number;
  readonly sinceMs: number;
  readonly untilMs: number;
}

export function isUrgent({ action }: Pick<DecidedCall, 'action'>): boolean {
  return rankOf(action) >= rankOf('urgent');
}

export function levelOf(calls: readonly DecidedCall[]): NoticeLevel {
  if (calls.some(isUrgent)) return 'urgent';
  return calls.every(({ action }) => action === 'badge') ? 'badge' : 'normal';
}

/** A notice of calls, of which there is one at least. */
export function noticeOf(about: NoticeKind, calls: readonly DecidedCall[], level: NoticeLevel = levelOf(calls)): Notice {
  const times = calls.map(({ atMs }) => atMs);
  return { about, level, calls, more: 0, sinceMs: times[0] ?? 0, untilMs: times.at(-1) ?? 0 };
}

/** The call that tells most of a notice: the latest urgent one, else the latest. */
export function leadOf(calls: readonly DecidedCall[]): DecidedCall | undefined {
  return calls.findLast(isUrgent) ?? calls.at(-1);
}
