import { isInternational } from './phone.ts';

/** What a number is handed to for calling back: the system's telephone, or a program for internet telephony. */
export const diallers = ['tel', 'sip'] as const;
export type Dialler = (typeof diallers)[number];

/** How numbers are called back. */
export interface Dialling {
  readonly callBackBy: Dialler;
  /** Where the program for internet telephony calls: a `sipDomain`; null where it knows that by itself. */
  readonly sipDomain: string | null;
}

const label = String.raw`[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?`;
const domain = String.raw`${label}(?:\.${label}){0,20}(?::\d{1,5})?`;
const isDomain = new RegExp(`^${domain}$`, 'i');
const address = new RegExp(String.raw`^(?:tel:\+?\d{2,40}|sip:\+?\d{2,40}(?:@${domain})?)$`, 'i');

/** Whether it is a host that numbers can be called at, with its port where it has one: `sip.example.net`, `192.0.2.7:5061`. */
export function isSipDomain(text: string): boolean {
  return text.length <= 253 && isDomain.test(text);
}

/**
 * The address that calls `phone`: `tel:+447700900123`, as RFC 3966 writes it, or `sip:+447700900123@sip.example.net`, as RFC
 * 3261 does; without a domain `sip:+447700900123`, for programs that take it. Null where it holds no number.
 */
export function dialAddress(phone: string, { callBackBy, sipDomain }: Dialling): string | null {
  const digits = phone.replaceAll(/[\s().-]/g, '');
  if (!/^\+?\d{2,40}$/.test(digits)) return null;
  const at = callBackBy === 'sip' && sipDomain !== null ? `@${sipDomain}` : '';
  return `${callBackBy}:${!digits.startsWith('+') && isInternational(digits) ? '+' : ''}${digits}${at}`;
}

/** Whether an address is one of those, and so may be handed to another program. */
export function isDialAddress(text: string): boolean {
  return address.test(text);
}
