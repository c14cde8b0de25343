import { isInternational } from './phone.ts';

/** What a number is handed to for calling back: the system's telephone, or a program for internet telephony. */
export const diallers = ['tel', 'sip'] as const;
export type Dialler = (typeof diallers)[number];

/**
 * The address that calls `phone`: `tel:+447700900123`, as RFC 3966 writes it, or `sip:+447700900123`, for which the program
 * knows its own domain. Null where it holds no number.
 */
export function dialAddress(phone: string, by: Dialler): string | null {
  const digits = phone.replaceAll(/[\s().-]/g, '');
  if (!/^\+?\d{2,40}$/.test(digits)) return null;
  return `${by}:${!digits.startsWith('+') && isInternational(digits) ? '+' : ''}${digits}`;
}

/** Whether an address is one of those, and so may be handed to another program. */
export function isDialAddress(address: string): boolean {
  return /^(?:tel|sip):\+?\d{2,40}$/.test(address);
}
