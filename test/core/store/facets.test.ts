import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import { facet, facetsOf, idFacet, phoneFacet, timeFacets, unstartedFacet } from '../../../electron/core/store/facets.ts';

const hourMs = 3_600_000;
const tokensOfTime = (atMs: number | null): string[] => {
  const call = parsePushedCall({ callId: 'call-1' }, { timeZone: '+08:00' });
  return facetsOf({ ...call, startedAtMs: atMs });
};

describe('facet', () => {
  it('keeps small letters and digits, and writes everything else in hex', () => {
    expect(facet('task', '9007199254740993')).toBe('tr9007199254740993');
    expect(facet('status', 'OK')).toBe('sx4f4b');
  });

  it('is another one for every other kind or value', () => {
    const values = ['', 'a', 'A', 'r', 'x', 'x41', '41', 'é', '价'];
    const tokens = (['status', 'task', 'script', 'line', 'phone', 'intent', 'tag', 'id'] as const).flatMap((kind) => values.map((value) => facet(kind, value)));
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('has only letters and digits, which the tokenizer leaves whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (value) => {
        expect(facet('tag', value)).toMatch(/^[0-9a-z]+$/);
      }),
    );
  });
});

describe('phoneFacet', () => {
  it('compares numbers on their digits', () => {
    expect(phoneFacet('+44 7700 900-123')).toBe(phoneFacet('447700900123'));
  });

  it('compares a number without digits as it stands', () => {
    expect(phoneFacet('anonymous')).not.toBe(phoneFacet('withheld'));
  });
});

describe('idFacet', () => {
  it('disregards case', () => {
    expect(idFacet('3F2A-bc')).toBe(idFacet('3f2a-BC'));
  });
});

describe('timeFacets', () => {
  it('covers a day that begins at midnight UTC with one token', () => {
    const day = Date.UTC(2026, 9, 1);
    expect(timeFacets(day, day + 24 * hourMs)).toHaveLength(1);
  });

  it('covers exactly the hours that a stretch touches', () => {
    const at = fc.integer({ min: 0, max: Date.UTC(2200, 0) });
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 4e11 }), fc.integer({ min: -6e11, max: 6e11 }), (from, length, distance) => {
        const call = Math.max(0, from + distance);
        const isTouched = Math.floor(call / hourMs) * hourMs < from + length && (Math.floor(call / hourMs) + 1) * hourMs > from;
        const covering = new Set(timeFacets(from, from + length));
        expect(tokensOfTime(call).some((token) => covering.has(token))).toBe(isTouched);
      }),
    );
  });

  it('needs few tokens for a year, and for all times', () => {
    expect(timeFacets(Date.UTC(2026, 0, 1, 5), Date.UTC(2027, 0, 1, 7)).length).toBeLessThan(100);
    expect(timeFacets(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).length).toBeLessThan(150);
  });

  it('reaches call times that no clock shows', () => {
    for (const odd of [-1, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]) {
      const covering = new Set(timeFacets(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
      expect(tokensOfTime(odd).some((token) => covering.has(token))).toBe(true);
    }
  });

  it('leaves out calls without a call time', () => {
    expect(tokensOfTime(null)).toContain(unstartedFacet);
    expect(timeFacets(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).not.toContain(unstartedFacet);
  });
});
