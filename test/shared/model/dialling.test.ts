import { describe, expect, it } from 'vitest';
import { dialAddress, isDialAddress } from '#shared/model/dialling.ts';

describe('dialAddress', () => {
  it.each([
    ['447700900123', 'tel:+447700900123'],
    ['+52 55 1234-5678', 'tel:+525512345678'],
    ['13800138000', 'tel:13800138000'],
    ['02079460123', 'tel:02079460123'],
    ['110', 'tel:110'],
    ['anonymous', null],
    ['', null],
    ['447700900123;phone-context=evil', null],
    ['javascript:alert(1)', null],
  ])('makes of %s %s', (phone, address) => {
    expect(dialAddress(phone, 'tel')).toBe(address);
    expect(dialAddress(phone, 'sip')).toBe(address?.replace('tel:', 'sip:') ?? null);
    expect(isDialAddress(address ?? 'tel:110')).toBe(true);
  });

  it.each(['https://example.net', 'tel:', 'tel:+44 7700', 'sip:447700900123@example.net', 'tel:+447700900123\nfile:///', 'file:///etc/passwd'])('is not %s', (address) => {
    expect(isDialAddress(address)).toBe(false);
  });
});
