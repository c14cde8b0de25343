import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf } from '#shared/model/canonicalJson.ts';
import type { JsonValue } from '#shared/model/json.ts';

describe('contentOf', () => {
  it('is the same for another order of keys and other whitespace', () => {
    const a: JsonValue = JSON.parse('{"b":[1,{"d":null,"c":"x"}],"a":true}');
    const b: JsonValue = JSON.parse('{ "a": true,\n "b": [1, {"c": "x", "d": null}] }');
    expect(contentOf(a)).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
    expect(contentOf(b)).toBe(contentOf(a));
  });

  it('tells the order of a list, a missing field and an empty one apart', () => {
    const texts = [[1, 2], [2, 1], {}, { a: null }, { a: '' }, { a: 'null' }].map(contentOf);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('keeps a __proto__ key', () => {
    expect(contentOf(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
  });

  it('says as much as the value itself', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(contentOf(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });
});
