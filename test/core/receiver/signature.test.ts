import { describe, expect, it } from 'vitest';
import { checkSignature, signOf } from '../../../electron/core/receiver/signature.ts';

const rule = { apiKey: 'LILIN888', secret: 's3cret', windowMinutes: 5 };
const nowMs = 1_790_841_700_000;

const headersOf = (timestamp: string, changed: Record<string, string> = {}) => ({ 'api-key': 'LILIN888', timestamp, sign: signOf(rule, timestamp), ...changed });
const at = (offsetMs: number): string => String((nowMs + offsetMs) / 1000);

describe('signOf', () => {
  it('is the lower-case hexadecimal MD5 of key, secret and timestamp', () => {
    // printf %s LILIN888s3cret1790841700 | md5sum
    expect(signOf(rule, '1790841700')).toBe('681051c6c4dc6fcf86c392e3c988a718');
  });
});

describe('checkSignature', () => {
  it.each<[string, Record<string, string>]>([
    ['now', headersOf(at(0))],
    ['at the end of the window', headersOf(at(-300_000))],
    ['as far ahead', headersOf(at(300_000))],
    ['in milliseconds', headersOf(String(nowMs - 1234))],
    ['in capital letters', headersOf(at(0), { sign: signOf(rule, at(0)).toUpperCase() })],
    ['with blanks around', headersOf(at(0), { 'api-key': ' LILIN888 ', sign: ` ${signOf(rule, at(0))}` })],
  ])('takes a signature %s', (_name, headers) => {
    expect(checkSignature(rule, headers, nowMs)).toBeNull();
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['nothing', {}, '-57', 'The push is not signed: it has none of the headers Api-Key, Timestamp and Sign.'],
    ['no Sign', { 'api-key': 'LILIN888', timestamp: at(0) }, '-57', 'The push has no Sign header, so nothing shows that the platform sent it.'],
    ['an empty Sign', headersOf(at(0), { sign: ' ' }), '-57', 'The push has no Sign header, so nothing shows that the platform sent it.'],
    ['no Timestamp', { 'api-key': 'LILIN888', sign: 'x' }, '-58', 'The push has no Timestamp header, so its signature cannot be checked.'],
    ['no Api-Key', { timestamp: at(0), sign: 'x' }, '-59', 'The push has no Api-Key header, so its signature cannot be checked.'],
    ['another Api-Key', headersOf(at(0), { 'api-key': 'lilin888' }), '-1', 'The Api-Key is not the one in the settings.'],
    ['a sign with another secret', headersOf(at(0), { sign: signOf({ apiKey: 'LILIN888', secret: 'S3cret' }, at(0)) }), '-1', 'The Sign does not fit the Api-Key, the Timestamp and the secret in the settings.'],
    ['a sign of another time', headersOf(at(0), { sign: signOf(rule, at(-1000)) }), '-1', 'The Sign does not fit the Api-Key, the Timestamp and the secret in the settings.'],
    ['an old timestamp with a wrong sign', headersOf(at(-999_000), { sign: 'x' }), '-1', 'The Sign does not fit the Api-Key, the Timestamp and the secret in the settings.'],
    ['two signs', headersOf(at(0), { sign: `${signOf(rule, at(0))}, x` }), '-1', 'The Sign does not fit the Api-Key, the Timestamp and the secret in the settings.'],
    ['a timestamp in words', headersOf('2026-10-01 12:00:00'), '-4', 'The Timestamp is not a time in seconds since 1970. The key and the sign are right.'],
    ['a timestamp of 400 digits', headersOf('1'.repeat(400)), '-4', 'The Timestamp is not a time in seconds since 1970. The key and the sign are right.'],
    [
      'an old one',
      headersOf(at(-651_000)),
      '-4',
      'The signature was 10 min 51 s old. Earshot accepts signatures up to 5 min old. The key and the sign are right, so the push is real: the platform sent it late, or its clock is behind.',
    ],
    [
      'one from the future',
      headersOf(at(3_600_000)),
      '-4',
      'The signature was 1 h ahead of this computer’s clock. Earshot accepts signatures up to 5 min ahead. The key and the sign are right, so the push is real: the platform’s clock is ahead, or this computer’s is behind.',
    ],
  ])('refuses %s', (_name, headers, code, reason) => {
    expect(checkSignature(rule, headers, nowMs)).toEqual({ httpStatus: 401, code, reason });
  });
});
