import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#shared/model/json.ts';
import { readDecimal, readList, readMap, readOffset, readSeconds, readText, readWhole } from '#shared/model/pushedValues.ts';

type Case = [JsonValue | undefined, unknown];

const empties: Case[] = [[undefined, null], [null, null], ['', null], ['  ', null], ['null', null], ['NULL', null]];

describe('readText', () => {
  it.each<Case>([
    ...empties,
    ['as it came ', 'as it came '],
    [0, '0'],
    [1042, '1042'],
    ['9007199254740993', '9007199254740993'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [true, 'true'],
    ['a\uDC00b', 'a\uFFFDb'],
    [{}, undefined],
    [[], undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(readText(value)).toBe(expected);
  });
});

describe('readWhole', () => {
  it.each<Case>([
    ...empties,
    [0, 0],
    ['0', 0],
    [5, 5],
    ['5', 5],
    [' 5 ', 5],
    ['5.0', 5],
    [-1, -1],
    [5.5, undefined],
    ['9007199254740993', undefined],
    ['five', undefined],
    [true, undefined],
    [[5], undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(readWhole(value)).toBe(expected);
  });

  it('knows no negative zero', () => {
    expect(Object.is(readWhole(-0), 0)).toBe(true);
  });
});

describe('readSeconds', () => {
  it.each<Case>([...empties, [0, 0], [47, 47_000], ['47', 47_000], [47.5, 47_500], ['0.25', 250], ['00:47', undefined], [1e300, undefined]])(
    'reads %j as %j ms',
    (value, expected) => {
      expect(readSeconds(value)).toBe(expected);
    },
  );
});

describe('readOffset', () => {
  it.each<Case>([...empties, [0, 0], [8333, 8333], ['8333', 8333], [8333.4, 8333], [-1, undefined], ['soon', undefined]])(
    'reads %j as %j ms',
    (value, expected) => {
      expect(readOffset(value)).toBe(expected);
    },
  );
});

describe('readDecimal', () => {
  it.each<Case>([
    ...empties,
    ['0.0820', '0.0820'],
    [' 0.0820 ', '0.0820'],
    [0.082, '0.082'],
    [0, '0'],
    ['0', '0'],
    ['-1.50', '-1.50'],
    [1e-7, '0.0000001'],
    ['1E-3', '0.001'],
    ['12345678901234567890.123456789012345678', '12345678901234567890.123456789012345678'],
    ['$0.08', undefined],
    ['0,08', undefined],
    [{}, undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(readDecimal(value)).toBe(expected);
  });
});

describe('readList', () => {
  it.each<Case>([
    ...empties.map(([value]): Case => [value, []]),
    [['a', 1, null], ['a', 1, null]],
    ['["a",1]', ['a', 1]],
    ['[9007199254740993]', ['9007199254740993']],
    [' [] ', []],
    ['{}', []],
    [{}, []],
    [{ a: 1 }, [{ a: 1 }]],
    ['{"a":1}', [{ a: 1 }]],
    ['price,delivery time', ['price', 'delivery time']],
    ['价格，位置', ['价格', '位置']],
    [' a , b ,', ['a', 'b']],
    ['[price, delivery]', ['price', 'delivery']],
    ['price', ['price']],
    [11, [11]],
    [0, [0]],
    [false, [false]],
    ['["a",', undefined],
    ['["a",]', undefined],
    ['{"a"', undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(readList(value)).toEqual(expected);
  });
});

describe('readMap', () => {
  it.each<Case>([
    ...empties.map(([value]): Case => [value, {}]),
    [{ a: 1 }, { a: 1 }],
    ['{"a":9007199254740993}', { a: '9007199254740993' }],
    ['{}', {}],
    [[], {}],
    ['[]', {}],
    ['name=Sam,plan=fibre 500', { name: 'Sam', plan: 'fibre 500' }],
    ['{name=Sam, url=http://x/?a=b}', { name: 'Sam', url: 'http://x/?a=b' }],
    ['name:Sam，empty:', { name: 'Sam', empty: '' }],
    ['Sam', undefined],
    ['name=Sam,alone', undefined],
    ['{"a":', undefined],
    ['{"a"=1}', undefined],
    [[1], undefined],
    [5, undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(readMap(value)).toEqual(expected);
  });

  it('keeps a __proto__ key in text as data', () => {
    expect(Object.entries(readMap('__proto__=x') ?? {})).toEqual([['__proto__', 'x']]);
    expect(Object.entries(readMap('{"__proto__":"x"}') ?? {})).toEqual([['__proto__', 'x']]);
  });
});
