import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#shared/model/json.ts';
import { hasTooManyValues, isTooDeep, isTooDeepInBytes, maxJsonDepth } from '#shared/model/jsonDepth.ts';

const inBytes = (text: string, limit?: number): boolean => isTooDeepInBytes(new TextEncoder().encode(text), limit);
const hasMore = (text: string, limit: number): boolean => hasTooManyValues(new TextEncoder().encode(text), limit);

function realDepth(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(realDepth));
}

describe.each([
  ['isTooDeep', isTooDeep],
  ['isTooDeepInBytes', inBytes],
])('%s', (_name, isTooDeep) => {
  it('allows the limit and refuses one more', () => {
    expect(isTooDeep('['.repeat(maxJsonDepth) + ']'.repeat(maxJsonDepth))).toBe(false);
    expect(isTooDeep('['.repeat(maxJsonDepth + 1) + ']'.repeat(maxJsonDepth + 1))).toBe(true);
    expect(isTooDeep('{"a":'.repeat(500_000))).toBe(true);
  });

  it('does not count brackets inside strings, nor end a string at an escaped quote', () => {
    expect(isTooDeep(String.raw`{"a":"[[[\"[[[\\","b":[1]}`, 2)).toBe(false);
    expect(isTooDeep(String.raw`{"a":"\\","b":[[1]]}`, 2)).toBe(true);
    expect(isTooDeep('[1],[2],[3],[4]', 1)).toBe(false);
  });

  it('takes no part of another character for a bracket or a quote', () => {
    expect(isTooDeep('{"価":"格｛［「」","𝕏":[1]}', 2)).toBe(false);
    expect(isTooDeep('{"価":"格｛［「」","𝕏":[[1]]}', 2)).toBe(true);
  });

  it('counts any JSON exactly', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const json = value as JsonValue;
      const text = JSON.stringify(json);
      const depth = realDepth(json);
      expect(isTooDeep(text, depth)).toBe(false);
      expect(isTooDeep(text, depth - 1)).toBe(depth > 0);
    }));
  });
});

function countOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + (Object.values(value).map(countOf).reduce((sum, count) => sum + count, 0) || 1);
}

describe('hasTooManyValues', () => {
  it('counts what a parser would find, what is empty twice', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value).padEnd(2000);
      const count = countOf(JSON.parse(text) as JsonValue);
      expect([hasMore(text, count), hasMore(text, count - 1)]).toEqual([false, true]);
    }));
  });

  it('does not count commas and brackets inside strings', () => {
    expect(hasMore(String.raw`["[,{\",\\",",",1]`, 4)).toBe(false);
    expect(hasMore(String.raw`["[,{\",\\",",",1]`, 3)).toBe(true);
  });
});
