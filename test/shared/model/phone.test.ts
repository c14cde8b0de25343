import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone } from '#shared/model/phone.ts';

describe('formatPhone', () => {
  it.each([
    ['447700900123', '+44 7700 900123'],
    ['+447700900123', '+44 7700 900123'],
    ['8613800138000', '+86 138 0013 8000'],
    ['66895550142', '+66 89 555 0142'],
    ['6281234567890', '+62 812 3456 7890'],
    ['525512345678', '+52 55 1234 5678'],
    // May lack its country code: no plus is made up.
    ['13800138000', '138 0013 8000'],
    ['07700900123', '077 0090 0123'],
    ['2125550', '212 5550'],
    ['anonymous', 'anonymous'],
    ['', ''],
  ])('writes %s as %s', (phone, text) => {
    expect(formatPhone(phone)).toBe(text);
  });

  it('keeps every digit in order', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[0-9]{1,22}$/), (phone) => {
        expect(formatPhone(phone).replaceAll(/\D/g, '')).toBe(phone.replaceAll(/\D/g, ''));
      }),
    );
  });
});
