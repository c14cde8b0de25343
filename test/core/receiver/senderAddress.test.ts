import { describe, expect, it } from 'vitest';
import { createSenderAddress } from '../../../electron/core/receiver/senderAddress.ts';
import type { TrustedProxies } from '../../../electron/core/receiver/senderAddress.ts';

type Headers = Parameters<ReturnType<typeof createSenderAddress>>[1];
const senderOf = (trusted: TrustedProxies, peer: string, headers: Headers) => createSenderAddress(trusted)(peer, headers);
const xff = (...entries: string[]): Headers => ({ 'x-forwarded-for': entries.join(', ') });

describe('createSenderAddress', () => {
  it.each<[string, TrustedProxies, string, Headers, string]>([
    ['nobody is trusted', 0, '127.0.0.1', xff('203.0.113.7'), '127.0.0.1'],
    ['nobody is named', [], '127.0.0.1', xff('203.0.113.7'), '127.0.0.1'],
    ['IPv4 comes as IPv6', 0, '::ffff:203.0.113.7', {}, '203.0.113.7'],
    ['one proxy wrote one entry', 1, '127.0.0.1', xff('203.0.113.7'), '203.0.113.7'],
    ['it came as IPv6', 1, '::ffff:127.0.0.1', xff('203.0.113.7'), '203.0.113.7'],
    ['it is on ::1', 1, '::1', xff('2001:db8::7'), '2001:db8::7'],
    ['the sender wrote entries before it', 1, '127.0.0.1', xff('10.0.0.1', '198.51.100.1', '203.0.113.7'), '203.0.113.7'],
    ['two proxies are counted', 2, '127.0.0.1', xff('198.51.100.1', '203.0.113.7', '10.0.0.9'), '203.0.113.7'],
    ['fewer entries came than proxies are counted', 3, '127.0.0.1', xff('203.0.113.7'), '203.0.113.7'],
    ['the proxy wrote nothing', 1, '127.0.0.1', {}, '127.0.0.1'],
    ['a number is trusted and another computer asks', 1, '192.168.1.5', xff('203.0.113.7'), '192.168.1.5'],
    ['an entry has a port', 1, '127.0.0.1', xff('203.0.113.7:4711'), '203.0.113.7'],
    ['an IPv6 entry has a port', 1, '127.0.0.1', xff('[2001:db8::7]:4711'), '2001:db8::7'],
    ['an entry is IPv4 as IPv6', 1, '127.0.0.1', xff('::ffff:203.0.113.7'), '203.0.113.7'],
    ['there are blanks and tabs', 1, '127.0.0.1', { 'x-forwarded-for': ' a ,\t203.0.113.7 ' }, '203.0.113.7'],
    ['Forwarded is used', 1, '127.0.0.1', { forwarded: 'for=198.51.100.1, For="[2001:db8::7]:4711";proto=https;by=10.0.0.1' }, '2001:db8::7'],
    ['the sender left a quotation open', 1, '127.0.0.1', { forwarded: 'for="198.51.100.1, for=203.0.113.7' }, '203.0.113.7'],
    ['both headers agree', 1, '127.0.0.1', { ...xff('203.0.113.7'), forwarded: 'for=203.0.113.7' }, '203.0.113.7'],
    ['a named proxy asks', ['192.168.1.5'], '192.168.1.5', xff('198.51.100.1', '203.0.113.7'), '203.0.113.7'],
    ['somebody else asks', ['192.168.1.5'], '192.168.1.6', xff('203.0.113.7'), '192.168.1.6'],
    ['a chain of named proxies asks', ['127.0.0.1', '10.0.0.0/8'], '127.0.0.1', xff('198.51.100.1', '203.0.113.7', '10.1.2.3'), '203.0.113.7'],
    ['the sender claims to be a named proxy', ['127.0.0.1', '10.0.0.0/8'], '127.0.0.1', xff('198.51.100.1', '10.6.6.6', '203.0.113.7'), '203.0.113.7'],
    ['all of the chain is named', ['127.0.0.1', '10.0.0.0/8'], '127.0.0.1', xff('10.9.9.9', '10.1.2.3'), '10.9.9.9'],
    ['a named proxy of IPv6 asks', ['fd00::/8'], 'fd00::1', xff('203.0.113.7'), '203.0.113.7'],
  ])('tells the address where %s', (_name, trusted, peer, headers, address) => {
    expect(senderOf(trusted, peer, headers)).toEqual({ address, problem: null });
  });

  it.each<[string, TrustedProxies, Headers, string]>([
    ['is no address', 1, xff('unknown'), 'a trusted proxy wrote no address into its header'],
    ['is half an address', 1, xff('203.0.113'), 'a trusted proxy wrote no address into its header'],
    ['is a number', 1, xff('3405803783'), 'a trusted proxy wrote no address into its header'],
    ['is hidden', ['127.0.0.1'], { forwarded: 'for=_hidden' }, 'a trusted proxy wrote no address into its header'],
    ['is missing', 1, { forwarded: 'proto=https' }, 'a trusted proxy wrote no address into its header'],
    ['contradicts the other header', 1, { ...xff('203.0.113.7'), forwarded: 'for=198.51.100.1' }, 'the headers X-Forwarded-For and Forwarded contradict one another'],
  ])('falls back on the connection’s own address, and says why, where the entry %s', (_name, trusted, headers, problem) => {
    expect(senderOf(trusted, '127.0.0.1', headers)).toEqual({ address: '127.0.0.1', problem });
  });

  it('looks at no more entries than there are proxies in the world', () => {
    expect(senderOf(['0.0.0.0/0'], '127.0.0.1', xff('203.0.113.7', ...Array.from({ length: 5000 }, () => '10.0.0.1')))).toEqual({ address: '10.0.0.1', problem: null });
  });
});
