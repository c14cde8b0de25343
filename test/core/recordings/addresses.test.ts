import { describe, expect, it } from 'vitest';
import { isListedHost, isPublicAddress } from '../../../electron/core/recordings/addresses.ts';

describe('isPublicAddress', () => {
  it.each(['1.1.1.1', '8.8.8.8', '47.74.1.2', '172.32.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])('takes %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254', '169.254.169.254', '168.63.129.16', '172.16.0.1', '172.31.255.255',
    '192.0.0.192', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:a00:1', '::7f00:1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '100::1', '2001:db8::1', '2001::1', '2002:7f00:1::', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1', '4000::1',
    'localhost', '', '127.1', '1.2.3.4.5',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('isListedHost', () => {
  it('takes a host with any port, and a host with its port only', () => {
    expect(isListedHost(['nas.local'], 'NAS.local', 8080)).toBe(true);
    expect(isListedHost(['127.0.0.1:8123'], '127.0.0.1', 8123)).toBe(true);
    expect(isListedHost(['127.0.0.1:8123'], '127.0.0.1', 8124)).toBe(false);
    expect(isListedHost(['nas.local'], 'evil-nas.local', 80)).toBe(false);
  });

  it('takes IPv6 with and without brackets', () => {
    expect(isListedHost(['[::1]:8123'], '::1', 8123)).toBe(true);
    expect(isListedHost(['::1'], '[::1]', 80)).toBe(true);
  });
});
