import type { TFunction } from 'i18next';
import type { AlertEvent } from '#shared/model/event.ts';
import type { Call } from '#shared/model/call.ts';
import type { FollowUpEvent } from '#shared/model/event.ts';
import { formatPhone } from '#shared/model/phone.ts';
import { quoted } from './quoted.ts';

export interface AlertText {
  readonly title: string;
  readonly body: string;
}

/** Words that the settings and the catalogue decide. */
interface Words {
  readonly status: string;
  readonly rule: string;
}

/** What a notice says: `Answered: +44 7700 900123` and what the customer said, or how many calls it stands for and the one that tells most. */
export function noticeText(t: TFunction<'alerts'>, notice: AlertEvent, { status, rule }: Words): AlertText {
  const { about, call, count, urgentCount, sinceMs, untilMs } = notice;
  const one = alertText(t, call, status);
  const calls = urgentCount > 0 ? t('summaryUrgent', { count: urgentCount }) : t('summary', { count });
  const andOthers = count === 1 ? '' : `, ${t('andOthers', { count: count - 1 })}`;
  const others = `${one.title}${andOthers}`;
  const { lineId: line } = call;
  const span = t('span', { from: clockTime(sinceMs), to: clockTime(untilMs) });
  switch (about) {
    case 'calls':
      return count === 1 ? one : { title: calls, body: others };
    case 'reminder':
      return count === 1 ? { ...one, title: t('reminder', { title: one.title }) } : { title: t('reminders', { calls: t('summary', { count }) }), body: others };
    case 'incident':
      if (line === null) return { title: t('incident', { rule, calls: t('summary', { count }) }), body: others };
      return { title: t('incidentOnLine', { line, status, calls: t('summary', { count }), from: clockTime(sinceMs) }), body: `${t('incidentCall', { rule, phone: phoneOf(t, call) })}${andOthers}` };
    case 'incident-over':
      return { title: line === null ? t('incidentOver', { rule }) : t('incidentOverOnLine', { line, rule }), body: `${t('summary', { count })}, ${span}` };
    case 'held':
      return { title: t('held', { calls }), body: others };
  }
}

/** `Answered: +44 7700 900123`, and what the customer said, else what else is known of the call. */
export function alertText(t: TFunction<'alerts'>, call: Call, status: string): AlertText {
  const known = [call.customerName, call.customerWords ?? call.intent];
  return { title: t('title', { status, phone: phoneOf(t, call) }), body: known.filter((part) => part !== null).map(quoted).join(' · ') };
}

/** `Follow up: +44 7700 900123`, and what for, where the operator said; how many calls it stands for, where these are several. */
export function followUpText(t: TFunction<'alerts'>, { call, count, text }: FollowUpEvent): AlertText {
  if (count > 1) return { title: t('followUps', { calls: t('summary', { count }) }), body: `${phoneOf(t, call)}, ${t('andOthers', { count: count - 1 })}` };
  const known = [call.customerName, text === '' ? (call.review.outcome ?? call.customerWords) : text];
  return { title: t('followUp', { phone: phoneOf(t, call) }), body: known.filter((part) => part !== null).map(quoted).join(' · ') };
}

/** `While you were away: 3 urgent calls`, and what else came. */
export function missedText(t: TFunction<'alerts'>, { count, urgentCount, followUps }: { readonly count: number; readonly urgentCount: number; readonly followUps: number }): AlertText {
  const due = followUps === 0 ? [] : [t('followUpsDue', { count: followUps })];
  const others = urgentCount > 0 && count > urgentCount ? [t('andOthers', { count: count - urgentCount })] : [];
  const calls = count === 0 ? [] : [urgentCount > 0 ? t('summaryUrgent', { count: urgentCount }) : t('summary', { count })];
  const [most = '', ...rest] = [...calls, ...others, ...due];
  return { title: t('missed', { calls: most }), body: rest.join(', ') };
}

function phoneOf(t: TFunction<'alerts'>, { phone, callId }: Call): string {
  return phone === null || phone === '' ? t('noPhone', { callId }) : formatPhone(phone);
}

function clockTime(ms: number): string {
  return new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
}
