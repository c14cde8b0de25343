import { describe, expect, it } from 'vitest';
import { createAddressList } from '../../../electron/core/receiver/addressList.ts';

describe('createAddressList', () => {
  it.each<[string, string, boolean]>([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.99/24', '203.0.113.1', true],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:DB8::1', '2001:db8:0:0::1', true],
    ['::/0', '203.0.113.7', false],
    ['203.0.113.0/24', '::ffff:203.0.113.7', true],
    ['::ffff:203.0.113.7', '203.0.113.7', true],
    ['::ffff:203.0.113.0/120', '203.0.113.7', true],
    ['::ffff:203.0.113.0/120', '203.0.114.7', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['fe80::/10', 'fe80::1%br-lan', true],
    ['fe80::/10', 'fe80::1%eth0.100', true],
    ['fe80::1', 'fe80::1%a-b', true],
    ['0.0.0.0/0', '::ffff:203.0.113.7%a-b', true],
    ['0.0.0.0/0', '203.0.113.7%eth0', false],
    ['::/0', '::1%', false],
    ['::/0', 'unknown', false],
    ['::/0', '', false],
  ])('%s has %s: %s', (entry, address, isIn) => {
    expect(createAddressList([entry]).has(address)).toBe(isIn);
    expect(createAddressList(['192.0.2.1', entry]).has(address)).toBe(isIn);
  });

  it('has nothing where it is empty', () => {
    expect(createAddressList([]).has('127.0.0.1')).toBe(false);
  });
});
