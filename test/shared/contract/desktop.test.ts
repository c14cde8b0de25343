import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileAddress, fileAtAddress, soundAddress, soundAtAddress } from '#shared/contract/desktop.ts';

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

describe('fileAtAddress', () => {
  it('reads what fileAddress wrote, and nothing else', () => {
    expect(fileAtAddress(fileAddress('0f4b-1_a'))).toBe('0f4b-1_a');
    for (const address of ['earshot-recording://file/', 'earshot-recording://file/a/b', 'earshot-recording://file/..%2fa', 'earshot-recording://sound/a', 'https://file/a', 'no address']) {
      expect(fileAtAddress(address)).toBeNull();
    }
  });
});
