import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from '#shared/model/settings.ts';
import type { Refusal } from './check.ts';
import { inWords } from './duration.ts';
import { isSameText } from './sameText.ts';

type SignatureRule = NonNullable<Settings['receiver']['signature']>;

/** The platform's rule: the lower-case hexadecimal MD5 of key, secret and timestamp, one after the other. */
export function signOf({ apiKey, secret }: Pick<SignatureRule, 'apiKey' | 'secret'>, timestamp: string): string {
  return hash('md5', `${apiKey}${secret}${timestamp}`);
}

/**
 * Why a push is not signed as it should be, or null. The age of a signature is told only of one that is right, so that
 * the operator knows a late push from a forged one.
 */
export function checkSignature(rule: SignatureRule, headers: IncomingHttpHeaders, nowMs: number): Refusal | null {
  const [apiKey = '', timestamp = '', sign = ''] = [headers['api-key'], headers['timestamp'], headers['sign']].map((value) => value?.toString().trim());
  if (sign === '' && timestamp === '' && apiKey === '') {
    return refused('-57', 'The push is not signed: it has none of the headers Api-Key, Timestamp and Sign.');
  }
  if (apiKey === '') return refused('-59', 'The push has no Api-Key header, so its signature cannot be checked.');
  if (timestamp === '') return refused('-58', 'The push has no Timestamp header, so its signature cannot be checked.');
  if (sign === '') return refused('-57', 'The push has no Sign header, so nothing shows that the platform sent it.');
  const isOurs = isSameText(apiKey, rule.apiKey);
  const isSigned = isSameText(sign.toLowerCase(), signOf({ apiKey: rule.apiKey, secret: rule.secret }, timestamp));
  if (!isOurs) return refused('-1', 'The Api-Key is not the one in the settings.');
  if (!isSigned) return refused('-1', 'The Sign does not fit the Api-Key, the Timestamp and the secret in the settings.');
  return checkAge(timestamp, rule.windowMinutes * 60_000, nowMs);
}

function checkAge(timestamp: string, windowMs: number, nowMs: number): Refusal | null {
  const signedAtMs = epochMs(timestamp);
  if (signedAtMs === null) return refused('-4', 'The Timestamp is not a time in seconds since 1970. The key and the sign are right.');
  const ageMs = nowMs - signedAtMs;
  if (ageMs > windowMs) {
    return refused('-4', `The signature was ${inWords(ageMs)} old. Earshot accepts signatures up to ${inWords(windowMs)} old. The key and the sign are right, so the push is real: the platform sent it late, or its clock is behind.`);
  }
  if (-ageMs > windowMs) {
    return refused('-4', `The signature was ${inWords(-ageMs)} ahead of this computer’s clock. Earshot accepts signatures up to ${inWords(windowMs)} ahead. The key and the sign are right, so the push is real: the platform’s clock is ahead, or this computer’s is behind.`);
  }
  return null;
}

/** Later than this in seconds would be the year 5138: such a number counts milliseconds. */
const secondsEnd = 1e11;

/** Epoch seconds or milliseconds, in digits alone. */
function epochMs(timestamp: string): number | null {
  if (!/^\d{1,15}$/.test(timestamp)) return null;
  const value = Number(timestamp);
  return value < secondsEnd ? value * 1000 : value;
}

function refused(code: '-1' | '-4' | '-57' | '-58' | '-59', reason: string): Refusal {
  return { httpStatus: 401, code, reason };
}
