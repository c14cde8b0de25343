import { describe, expect, it } from 'vitest';
import { isPrivateAddressError, publicOnly } from '../../../electron/core/recordings/connector.ts';

/** What a connection to the name would be made to; each time the next answer of the resolver. */
function resolving(...answers: readonly string[][]): (all: boolean) => unknown {
  let at = 0;
  const lookup = publicOnly((_, options, callback) => {
    expect(options.all).toBe(true);
    callback(null, (answers[at++] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  });
  return (all) => {
    let result: unknown = null;
    lookup('recordings.example.net', { all }, (error, address) => (result = error ?? address));
    return result;
  };
}

describe('publicOnly', () => {
  it('judges each answer that a connection is made with: a name that is bound anew opens no way inside', () => {
    const lookup = resolving(['8.8.8.8'], ['127.0.0.1'], ['169.254.169.254']);
    expect(lookup(false)).toBe('8.8.8.8');
    for (const all of [false, true]) expect(isPrivateAddressError(lookup(all))).toBe(true);
  });

  it('leaves the private ones out of several', () => {
    const mixed = ['127.0.0.1', '8.8.8.8', '::1', '2606:4700:4700::1111', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:0:7f00:1::'];
    expect(resolving(mixed)(true)).toEqual([{ address: '8.8.8.8', family: 4 }, { address: '2606:4700:4700::1111', family: 6 }]);
    expect(resolving(mixed)(false)).toBe('8.8.8.8');
  });

  it('passes on that there is no such name', () => {
    const lookup = publicOnly((_, _options, callback) => callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []));
    lookup('none.example.net', {}, (error) => expect([error?.code, isPrivateAddressError(error)]).toEqual(['ENOTFOUND', false]));
    expect.assertions(1);
  });
});
