import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soundAddress, soundAtAddress } from '#shared/contract/desktop.ts';

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
