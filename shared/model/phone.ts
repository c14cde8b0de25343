import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Digits in groups of four from the end, the first group taking what is left: `138 0013 8000`. */
function inFours(digits: string): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) groups.unshift(digits.slice(Math.max(0, end - 4), end));
  // A single leading digit reads badly on its own.
  if (groups.length > 1 && groups[0]?.length === 1) groups.splice(0, 2, `${groups[0]}${groups[1] ?? ''}`);
  return groups.join(' ');
}

/**
 * A number grouped for reading, with every digit it came with: `447700900123` is `+44 7700 900123`. A number that may
 * lack its country code (Chinese mobiles of 11 digits look like North American ones) gets no `+`, only groups; one that
 * is not made of digits is shown as it came.
 */
export function formatPhone(phone: string): string {
  const digits = phone.replaceAll(/[\s().-]/g, '');
  if (!/^\+?\d{5,}$/.test(digits)) return phone;
  const parsed = parsedInternational(digits);
  if (parsed === undefined) return digits.startsWith('+') ? `+${inFours(digits.slice(1))}` : inFours(digits);
  const text = parsed.formatInternational();
  // Formatting drops a trunk zero that some senders keep: then the number is only grouped.
  return text.replaceAll(/\D/g, '') === digits.replace('+', '') ? text.replaceAll(/[-()]/g, ' ').replaceAll(/ {2,}/g, ' ') : inFours(digits);
}

/** Whether digits without a `+` begin with a country code, as far as that can be told. */
export function isInternational(digits: string): boolean {
  return parsedInternational(digits) !== undefined;
}

/** The number with its country code; undefined where it may lack one, or is none. */
function parsedInternational(digits: string): ReturnType<typeof parsePhoneNumberFromString> {
  const international = digits.startsWith('+');
  if (!international && /^(?:0|1[3-9]\d{9}$)/.test(digits)) return undefined;
  const parsed = parsePhoneNumberFromString(international ? digits : `+${digits}`);
  // Eleven digits may be a number without its country code: those have to be valid, not only possible.
  return parsed !== undefined && (international || digits.length > 11 ? parsed.isPossible() : parsed.isValid()) ? parsed : undefined;
}
