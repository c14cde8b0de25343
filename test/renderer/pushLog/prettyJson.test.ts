import { describe, expect, it } from 'vitest';
import { foldedAtFirst, prettyJson, shownLines, type PrettyJson } from '#renderer/pushLog/prettyJson.ts';

const linesOf = ({ lines }: PrettyJson): string[] => lines.map(({ depth, tokens }) => '  '.repeat(depth) + tokens.map(({ text }) => text).join(''));

describe('prettyJson', () => {
  it('lays JSON out in lines, short lists in one', () => {
    const pretty = prettyJson('{"a":1,"b":["x","y"],"c":{"d":null,"e":[]},"f":[{"g":true},2],"h":{}}');
    expect(linesOf(pretty)).toEqual(['{', '  "a": 1,', '  "b": ["x", "y"],', '  "c": {', '    "d": null,', '    "e": []', '  },', '  "f": [', '    {', '      "g": true', '    },', '    2', '  ],', '  "h": {}', '}']);
    expect(pretty.brokenAt).toBeNull();
  });

  it('keeps every digit, every escape and every key that comes twice', () => {
    const pretty = prettyJson('{"id":2209281533000912001234,"pay":0.0820,"n":1.0e+400,"t":"\\u0041\\"","id":-0}');
    expect(linesOf(pretty)).toEqual(['{', '  "id": 2209281533000912001234,', '  "pay": 0.0820,', '  "n": 1.0e+400,', '  "t": "\\u0041\\"",', '  "id": -0', '}']);
  });

  it('keeps the text of a whole JSON apart from blanks', () => {
    const text = JSON.stringify({ a: [1, [2, [3, { b: 'c d' }]]], e: Array.from({ length: 60 }, (_, at) => at) });
    const pretty = prettyJson(text);
    const values = JSON.stringify(JSON.parse(pretty.lines.map(({ tokens }) => tokens.map((token) => token.text).join('')).join('\n')));
    expect(values).toBe(text);
  });

  it.each([['', 0], ['no', 0], ['{"a":1,}', 7], ['{"a" 1}', 4], ['[1 2]', 2], ['{"a":"x', 5], ['{"a":1} x', 7], ['[1,2', 4], ['{"a":1]', 6], ['[,1]', 1]])('goes as far as %j is JSON', (text, brokenAt) => {
    expect(prettyJson(text).brokenAt).toBe(brokenAt);
  });

  it('takes deep nesting and long lists in its stride', () => {
    const deep = prettyJson('['.repeat(100_000));
    expect(deep.lines).toHaveLength(100_000);
    const closed = prettyJson(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect(closed.brokenAt).toBeNull();
    expect(prettyJson(`[${'1,'.repeat(80_000)}1]`).lines).toHaveLength(80_003);
  });
});

describe('foldedAtFirst', () => {
  it('folds long lists inside of a record, and shows how many they hold', () => {
    const pretty = prettyJson(JSON.stringify({ callId: 'a', callDetailList: Array.from({ length: 6 }, (_, at) => ({ at, text: 'x' })), end: 1 }));
    const folded = foldedAtFirst(pretty);
    expect([...folded].map((index) => pretty.lines[index]?.opens)).toEqual([{ end: 27, children: 6, isList: true, name: 'callDetailList' }]);
    expect(shownLines(pretty, folded)).toEqual([0, 1, 2, 28, 29]);
  });

  it('leaves the whole open, and the records of a small batch', () => {
    const record = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`f${String(at)}`, at]));
    expect(foldedAtFirst(prettyJson(JSON.stringify(record))).size).toBe(0);
    expect(foldedAtFirst(prettyJson(JSON.stringify([record, record]))).size).toBe(0);
    expect(foldedAtFirst(prettyJson(JSON.stringify([record, record, record, record]))).size).toBe(4);
  });
});
