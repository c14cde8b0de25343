import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteRange } from '../../electron/main/byteRange.ts';

describe('byteRange', () => {
  it.each([
    ['bytes=0-', { first: 0, last: 99 }],
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-900', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['Bytes= 5 - 6', { first: 5, last: 6 }],
    ['bytes=99-99', { first: 99, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    // What is no range, or more than one, may be ignored.
    [null, 'whole'],
    ['', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=20-10', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['items=0-1', 'whole'],
    ['bytes=a-b', 'whole'],
  ])('reads %s of 100 bytes', (header, asked) => {
    expect(byteRange(header, 100)).toEqual(asked);
  });

  it('names only bytes that are there', () => {
    const number = fc.option(fc.nat({ max: 1000 }), { nil: '' });
    fc.assert(
      fc.property(number, number, fc.nat({ max: 500 }), (from, to, size) => {
        const range = byteRange(`bytes=${from}-${to}`, size);
        if (typeof range === 'string') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.first).toBeLessThanOrEqual(range.last);
        expect(range.last).toBeLessThan(size);
      }),
    );
  });
});
