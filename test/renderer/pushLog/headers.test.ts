import { describe, expect, it } from 'vitest';
import { adviceFor } from '#renderer/pushLog/advice.ts';
import { methodOf, shownHeaders, timeOfHeader, windowFor } from '#renderer/pushLog/headers.ts';
import type { ShownSettings } from '#shared/model/settings.ts';

const refused = (code: string, headers: { name: string; value: string }[]) => ({ outcome: 'refused' as const, recordCount: 0, code, headers });

describe('shownHeaders', () => {
  it('marks the timestamp that is too old, and what is right beside it', () => {
    const headers = [{ name: 'timestamp', value: '1790836002' }, { name: 'sign', value: 'abc' }, { name: 'host', value: 'x' }];
    expect(shownHeaders(refused('-4', headers)).map(({ name, mark, atMs }) => [name, mark, atMs])).toEqual([
      ['timestamp', 'cause', 1_790_836_002_000],
      ['sign', 'right', null],
      ['host', null, null],
    ]);
  });

  it('names a header that is missing', () => {
    expect(shownHeaders(refused('-57', [{ name: 'host', value: 'x' }])).at(-1)).toEqual({ name: 'sign', value: null, atMs: null, mark: 'cause' });
  });

  it('marks what was wrong with a request that is no push', () => {
    const headers = [{ name: 'host', value: 'x' }, { name: ':method', value: 'PUT' }, { name: ':path', value: '/push/…/' }];
    expect(shownHeaders(refused('-27', headers)).map(({ mark }) => mark)).toEqual([null, 'cause', 'cause']);
    expect(methodOf({ headers })).toBe('PUT');
    expect(methodOf({ headers: [] })).toBe('POST');
  });

  it('marks nothing in a push that was taken', () => {
    expect(shownHeaders({ ...refused('-4', [{ name: 'sign', value: 'x' }]), outcome: 'stored' })).toEqual([{ name: 'sign', value: 'x', atMs: null, mark: null }]);
  });
});

describe('timeOfHeader', () => {
  it.each([['1790836002', 1_790_836_002_000], [' 1790836002123 ', 1_790_836_002_123], ['soon', null], ['', null]])('reads %j as %s', (value, atMs) => {
    expect(timeOfHeader(value)).toBe(atMs);
  });
});

describe('windowFor', () => {
  it.each([[60_000, 5], [651_000, 15], [3_600_000, 120], [90_000_000, null]])('fits %i ms into %s minutes', (ageMs, minutes) => {
    expect(windowFor(ageMs)).toBe(minutes);
  });
});

const settings = (receiver: object) => ({ receiver: { signature: null, allowedAddresses: [], ...receiver } }) as unknown as ShownSettings; // what the advice looks at

describe('adviceFor', () => {
  const late = { code: '-4', headers: [{ name: 'timestamp', value: '1000' }], receivedAtMs: 1_651_000, source: '203.0.113.24' };

  it('widens the window of signatures as far as the push needs it', () => {
    expect(adviceFor(late, settings({ signature: { apiKey: 'k', windowMinutes: 5 } }))).toEqual({
      kind: 'window',
      minutes: 15,
      patch: { receiver: { signature: { apiKey: 'k', windowMinutes: 15 } } },
      leadsToSettings: false,
    });
    expect(adviceFor(late, settings({ signature: { apiKey: 'k', windowMinutes: 15 } })).kind).toBe('timestamp');
    expect(adviceFor(late, null).kind).toBe('timestamp');
  });

  it('lets an address push beside those that may', () => {
    const outside = { ...late, code: '-6' };
    expect(adviceFor(outside, settings({ allowedAddresses: ['10.0.0.0/8'] }))).toEqual({
      kind: 'address',
      patch: { receiver: { allowedAddresses: ['10.0.0.0/8', '203.0.113.24'] } },
      leadsToSettings: true,
    });
    expect(adviceFor(outside, settings({}))).toEqual({ kind: 'address', patch: null, leadsToSettings: true });
  });

  it('tells a request that is no push from a body that is not readable', () => {
    expect(adviceFor({ ...late, code: '-27', headers: [{ name: ':path', value: '/push/…/' }] }, settings({})).kind).toBe('elsewhere');
  });

  it.each([['-1', 'key'], ['-57', 'unsigned'], ['-41', 'noId'], ['-27', 'body'], ['-5', 'ours'], [null, 'body']])('knows what to do about %s', (code, kind) => {
    expect(adviceFor({ ...late, code }, settings({})).kind).toBe(kind);
  });
});
