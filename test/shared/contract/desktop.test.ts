import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callAtLink, callWindowPlace, fileAddress, fileAtAddress, linkToCall, soundAddress, soundAtAddress } from '#shared/contract/desktop.ts';
import { readRoute } from '#renderer/app/route.ts';

describe('soundAtAddress', () => {
  it('reads what soundAddress wrote, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }).filter((id) => id.isWellFormed() && !/^\.{1,2}$/.test(id)), (callId) => {
        expect(soundAtAddress(`${soundAddress(callId, 'customer')}?version=12`)).toEqual({ callId, kind: 'customer', form: 'playable' });
      }),
    );
  });

  it.each([
    'earshot-recording://sound/call-1/robot',
    'earshot-recording://sound/call-1',
    'earshot-recording://sound//composite',
    'earshot-recording://sound/call-1/composite/more',
    'earshot-recording://other/call-1/composite',
    'https://sound/call-1/composite',
    'earshot-recording://sound/%/composite',
    'no address',
  ])('finds nothing in %s', (address) => {
    expect(soundAtAddress(address)).toBeNull();
  });
});

describe('callAtLink', () => {
  it('reads what linkToCall wrote, whatever shows', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^\p{C}\p{Z}]{1,200}$/u).filter((id) => id.isWellFormed() && !/^\.{1,2}$/.test(id)), (callId) => {
        expect(callAtLink(linkToCall(callId))).toBe(linkToCall(callId).length > 2000 ? null : callId);
      }),
    );
  });

  it.each([
    ['earshot://call/1234567890123456789', '1234567890123456789'],
    ['earshot://call/call-7_a.b', 'call-7_a.b'],
    ['earshot://call/%E9%80%9A%E8%AF%9D', '通话'],
    ['earshot://call/a%2Fb', 'a/b'],
  ])('reads %s', (link, callId) => {
    expect(callAtLink(link)).toBe(callId);
  });

  it.each([
    'earshot://call/',
    'earshot://call',
    'earshot://call/a/b',
    'earshot://call/a?b=c',
    'earshot://call/a#b',
    'earshot://user@call/a',
    'earshot://call:80/a',
    'earshot://settings/a',
    'earshot://calls/a',
    'earshot:call/a',
    'earshot-recording://call/a',
    'https://call/a',
    'earshot://call/a%20b',
    'earshot://call/a%0Ab',
    'earshot://call/%E2%80%AEa',
    'earshot://call/%',
    `earshot://call/${'a'.repeat(201)}`,
    `earshot://call/${'%61'.repeat(1000)}`,
    '--hidden',
    '',
  ])('finds nothing in %j', (link) => {
    expect(callAtLink(link)).toBeNull();
  });
});

describe('callWindowPlace', () => {
  it('is read as the call alone, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }).filter((id) => id.isWellFormed()), (callId) => {
        const { search, hash } = new URL(callWindowPlace(callId), 'app://earshot/');
        expect(readRoute(hash.slice(1), search)).toMatchObject({ screen: 'call', callId });
      }),
    );
  });
});

describe('fileAtAddress', () => {
  it('reads what fileAddress wrote, and nothing else', () => {
    expect(fileAtAddress(fileAddress('0f4b-1_a'))).toBe('0f4b-1_a');
    for (const address of ['earshot-recording://file/', 'earshot-recording://file/a/b', 'earshot-recording://file/..%2fa', 'earshot-recording://sound/a', 'https://file/a', 'no address']) {
      expect(fileAtAddress(address)).toBeNull();
    }
  });
});
