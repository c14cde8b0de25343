import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson, plainDecimal, readJsonText } from '#shared/model/exactJson.ts';
import { readText } from '#shared/model/pushedValues.ts';

describe('parseExactJson', () => {
  it.each([
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['9223372036854770001', '9223372036854770001'],
    ['36028797018963968', '36028797018963968'],
    ['1e400', '1e400'],
    ['1e-400', '1e-400'],
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['1e3', 1000],
    ['1.5E+3', 1500],
    ['1.10', 1.1],
    ['0.1', 0.1],
    ['1.00000000000000000000', 1],
    ['1000000000000000000000', 1e21],
    ['0', 0],
    ['0e999', 0],
  ])('reads %s as %j', (text, expected) => {
    expect(parseExactJson(text)).toEqual(expected);
    expect(parseExactJson(`{"a":[${text}]}`)).toEqual({ a: [expected] });
  });

  it('keeps any number of a body apart, wherever it stands', () => {
    expect(parseExactJson('{"a":1,"b":\n9007199254740993,"c":[ 2,-9007199254740995],"d":"at 9007199254740993"}')).toEqual({
      a: 1,
      b: '9007199254740993',
      c: [2, '-9007199254740995'],
      d: 'at 9007199254740993',
    });
  });

  it('keeps a __proto__ key as data and touches no prototype', () => {
    for (const text of ['{"__proto__":{"polluted":1}}', '{"__proto__":{"polluted":9007199254740993}}']) {
      const parsed = parseExactJson(text);
      expect(JSON.stringify(parsed).replaceAll('"9007199254740993"', '9007199254740993')).toBe(text);
      expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    }
    expect({}).not.toHaveProperty('polluted');
  });

  it('refuses what is not JSON', () => {
    for (const text of ['', '{', '01', '{9007199254740993:1}', '9007199254740993x', "{'a':1}"]) {
      expect(() => parseExactJson(text)).toThrow(SyntaxError);
    }
  });

  it('gives any JSON without long numbers back as JSON.parse does', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      const plain = JSON.stringify(JSON.parse(text));
      const exact = JSON.stringify(parseExactJson(text), (_key, value: unknown) => (typeof value === 'string' && String(Number(value)) !== 'NaN' ? Number(value) : value));
      const asNumbers = JSON.stringify(JSON.parse(plain), (_key, value: unknown) => (typeof value === 'string' && String(Number(value)) !== 'NaN' ? Number(value) : value));
      expect(exact).toBe(asNumbers);
    }));
  });

  it('keeps every digit of any integer and fraction', () => {
    fc.assert(fc.property(fc.bigInt(), fc.stringMatching(/^\d{0,30}[1-9]$/), (whole, fraction) => {
      expect(readText(parseExactJson(String(whole)))).toBe(String(whole));
      const text = `${whole}.${fraction}`;
      expect(readText(parseExactJson(text))).toBe(text);
    }));
  });
});

describe('readJsonText', () => {
  it('reads JSON text and says undefined for anything else', () => {
    expect(readJsonText('{"a":9007199254740993}')).toEqual({ a: '9007199254740993' });
    expect(readJsonText('{"a"')).toBeUndefined();
    expect(readJsonText('['.repeat(500_000))).toBeUndefined();
  });
});

describe('plainDecimal', () => {
  it.each([
    ['0.0820', '0.0820'],
    ['12', '12'],
    ['+5', '5'],
    ['-.5', '-0.5'],
    ['5.', '5'],
    ['1.5e3', '1500'],
    ['1.25E-7', '0.000000125'],
    ['-0e5', '0'],
    ['1e999999999', null],
    ['0x10', null],
    ['.', null],
    ['', null],
    ['1,5', null],
    ['Infinity', null],
  ])('writes %j as %j', (text, expected) => {
    expect(plainDecimal(text)).toBe(expected);
  });
});
