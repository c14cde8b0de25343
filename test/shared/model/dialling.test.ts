import { describe, expect, it } from 'vitest';
import { dialAddress, isDialAddress, isSipDomain } from '#shared/model/dialling.ts';

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
    const sip = address?.replace('tel:', 'sip:') ?? null;
    expect(dialAddress(phone, { callBackBy: 'tel', sipDomain: 'sip.example.net' })).toBe(address);
    expect(dialAddress(phone, { callBackBy: 'sip', sipDomain: null })).toBe(sip);
    expect(dialAddress(phone, { callBackBy: 'sip', sipDomain: 'sip.example.net:5061' })).toBe(sip === null ? null : `${sip}@sip.example.net:5061`);
    for (const whole of address === null ? [] : [address, sip, `${sip}@192.0.2.7`]) expect(isDialAddress(whole ?? '')).toBe(true);
  });

  it.each(['https://example.net', 'tel:', 'tel:+44 7700', 'sip:447700900123@', 'sip:447700900123@example.net;method=x', 'sip:447700900123@a@b', 'sip:447700900123@-x', 'tel:447700900123@example.net', 'tel:+447700900123\nfile:///', 'file:///etc/passwd'])('is not %s', (address) => {
    expect(isDialAddress(address)).toBe(false);
  });
});

describe('isSipDomain', () => {
  it.each(['sip.example.net', 'pbx', '192.0.2.7', 'SIP.Example.net:5061', 'a-b.c'])('takes %s', (text) => expect(isSipDomain(text)).toBe(true));
  it.each(['', 'sip.example.net/', 'user@sip.example.net', 'sip:example.net', 'a b', 'example.net;transport=tcp', '-a.net', 'a..net', 'a.net:', 'a.net:123456', 'é.net', `${'a'.repeat(64)}.net`, 'a?x=y'])('does not take %s', (text) => expect(isSipDomain(text)).toBe(false));
});
