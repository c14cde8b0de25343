import type { TFunction } from 'i18next';
import type { Call } from '#shared/model/call.ts';
import { formatPhone } from '#shared/model/phone.ts';
import { quoted } from './quoted.ts';

export interface AlertText {
  readonly title: string;
  readonly body: string;
}

/** `Answered: +44 7700 900123`, and what the customer said, else what else is known of the call. */
export function alertText(t: TFunction<'alerts'>, call: Call, status: string): AlertText {
  const phone = call.phone === null || call.phone === '' ? t('noPhone', { callId: call.callId }) : formatPhone(call.phone);
  const known = [call.customerName, call.customerWords ?? call.intent];
  return { title: t('title', { status, phone }), body: known.filter((part) => part !== null).map(quoted).join(' · ') };
}
