import type { TFunction } from 'i18next';
import type { Call } from '#shared/model/call.ts';
import type { FollowUpEvent } from '#shared/model/event.ts';
import { formatPhone } from '#shared/model/phone.ts';
import { quoted } from './quoted.ts';

export interface AlertText {
  readonly title: string;
  readonly body: string;
}

/** `Answered: +44 7700 900123`, and what the customer said, else what else is known of the call. */
export function alertText(t: TFunction<'alerts'>, call: Call, status: string): AlertText {
  const known = [call.customerName, call.customerWords ?? call.intent];
  return { title: t('title', { status, phone: phoneOf(t, call) }), body: known.filter((part) => part !== null).map(quoted).join(' · ') };
}

/** `Follow up: +44 7700 900123`, and what for, where the operator said. */
export function followUpText(t: TFunction<'alerts'>, { call, text }: FollowUpEvent): AlertText {
  const known = [call.customerName, text === '' ? (call.review.outcome ?? call.customerWords) : text];
  return { title: t('followUp', { phone: phoneOf(t, call) }), body: known.filter((part) => part !== null).map(quoted).join(' · ') };
}

function phoneOf(t: TFunction<'alerts'>, { phone, callId }: Call): string {
  return phone === null || phone === '' ? t('noPhone', { callId }) : formatPhone(phone);
}
