import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSenderAddress } from '../../../electron/core/receiver/senderAddress.ts';
import { createAddressList } from '../../../electron/core/receiver/addressList.ts';
import { createFailedAttempts } from '../../../electron/core/receiver/failedAttempts.ts';
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
    ['an entry has a zone that Node knows and the library does not', 1, '127.0.0.1', xff('fe80::1%a-b'), 'fe80::1'],
    ['the sender wrote such a one before it', 1, '127.0.0.1', xff('::1%a-b', 'fe80::1%eth0.1', '203.0.113.7'), '203.0.113.7'],
    ['Forwarded has such a one', 1, '127.0.0.1', { forwarded: 'for="[::1%a-b]", for="[fe80::7%br-lan]:4711"' }, 'fe80::7'],
    ['a neighbour asks', 1, 'fe80::1%br-lan', xff('203.0.113.7'), 'fe80::1'],
    ['a neighbour is a named proxy', ['fe80::/10'], 'fe80::1%eth0.100', xff('203.0.113.7'), '203.0.113.7'],
    ['the sender has hung up', 1, '', xff('203.0.113.7'), ''],
    ['the sender has hung up and proxies are named', ['127.0.0.1'], '', xff('203.0.113.7'), ''],
    ['a named proxy of IPv6 asks', ['fd00::/8'], 'fd00::1', xff('203.0.113.7'), '203.0.113.7'],
  ])('tells the address where %s', (_name, trusted, peer, headers, address) => {
    expect(senderOf(trusted, peer, headers)).toMatchObject({ address, problem: null });
  });

  it.each<[string, TrustedProxies, Headers, string]>([
    ['is no address', 1, xff('unknown'), 'a trusted proxy wrote no address into its header'],
    ['is half an address', 1, xff('203.0.113'), 'a trusted proxy wrote no address into its header'],
    ['is IPv4 with a zone', 1, xff('203.0.113.7%a-b'), 'a trusted proxy wrote no address into its header'],
    ['is a number', 1, xff('3405803783'), 'a trusted proxy wrote no address into its header'],
    ['is hidden', ['127.0.0.1'], { forwarded: 'for=_hidden' }, 'a trusted proxy wrote no address into its header'],
    ['is missing', 1, { forwarded: 'proto=https' }, 'a trusted proxy wrote no address into its header'],
    ['contradicts the other header', 1, { ...xff('203.0.113.7'), forwarded: 'for=198.51.100.1' }, 'the headers X-Forwarded-For and Forwarded contradict one another'],
  ])('falls back on the connection’s own address, and says why, where the entry %s', (_name, trusted, headers, problem) => {
    expect(senderOf(trusted, '127.0.0.1', headers)).toEqual({ address: '127.0.0.1', proxy: null, problem });
  });

  it.each<[string, TrustedProxies, string, Headers, string | null]>([
    ['none where nobody is trusted', 0, '127.0.0.1', xff('203.0.113.7'), null],
    ['none where the proxy wrote nothing', 1, '127.0.0.1', {}, null],
    ['none of a sender on another computer', 1, '192.168.1.5', xff('192.168.1.5'), null],
    ['the tunnel on this computer', 1, '::ffff:127.0.0.1', xff('203.0.113.7'), '127.0.0.1'],
    ['a named one', ['192.168.1.5'], '192.168.1.5', xff('203.0.113.7'), '192.168.1.5'],
  ])('tells the proxy that it came through: %s', (_name, trusted, peer, headers, proxy) => {
    expect(senderOf(trusted, peer, headers)).toMatchObject({ proxy, problem: null });
  });

  it('throws at no header and no peer, and tells an address without a zone', () => {
    const zone = fc.oneof(fc.constant(''), fc.constantFrom('%a-b', '%eth0', '%eth0.100', '%br-lan', '%', '%%', '%a%b'), fc.string().map((text) => `%${text}`));
    const address = fc.tuple(fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.ipV6(), fc.constantFrom('::1', '::', 'fe80::1', '::ffff:127.0.0.1', '::127.0.0.1', '64:ff9b::1.2.3.4', '127.0.0.1', '10.0.0.9')), zone).map((parts) => parts.join(''));
    const entry = fc.oneof(address, address.map((text) => `[${text}]`), fc.tuple(address, fc.nat()).map(([text, port]) => `[${text}]:${port}`), fc.tuple(address, fc.nat()).map(([text, port]) => `${text}:${port}`), fc.string({ unit: 'binary' }));
    const list = fc.array(entry, { maxLength: 40 });
    const trusted = fc.constantFrom<TrustedProxies>(0, 1, 2, 10, ['127.0.0.1', '::1'], ['0.0.0.0/0', '::/0'], ['fe80::/10', '10.0.0.0/8']);
    fc.assert(
      fc.property(trusted, fc.oneof(address, fc.constant('')), fc.option(list), fc.option(list), fc.constantFrom('for=', 'For="', 'for = ', 'by=', ''), (proxies, peer, forwardedFor, forwarded, name) => {
        const sender = senderOf(proxies, peer, {
          ...(forwardedFor !== null && { 'x-forwarded-for': forwardedFor.join(', ') }),
          ...(forwarded !== null && { forwarded: forwarded.map((text) => name + text + (name.endsWith('"') ? '"' : '')).join(';proto=https, ') }),
        });
        expect(sender.address).not.toContain('%');
        expect(createAddressList(['203.0.113.0/24', '2001:db8::/32']).has(sender.address)).toBeTypeOf('boolean');
        expect(createFailedAttempts({ perSource: 1, inAll: 1, sources: 1 }).add(sender.address, 0)).toEqual({ isTooMany: false });
      }),
      { numRuns: 2000 },
    );
  });

  it('looks at no more entries than there are proxies in the world', () => {
    expect(senderOf(['0.0.0.0/0'], '127.0.0.1', xff('203.0.113.7', ...Array.from({ length: 5000 }, () => '10.0.0.1')))).toEqual({ address: '10.0.0.1', proxy: '127.0.0.1', problem: null });
  });
});
