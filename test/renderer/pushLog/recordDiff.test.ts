import { describe, expect, it } from 'vitest';
import { recordDiff } from '#renderer/pushLog/recordDiff.ts';

const told = (...records: Parameters<typeof recordDiff>[0]) =>
  recordDiff(records).map(({ path, cells, differs }) => [[path.join(' › ')], cells.map(({ kind, text }) => (text === null ? kind : `${kind} ${text}`)), [differs]].flat());

describe('recordDiff', () => {
  it('tells what was added, changed, removed, and what was not sent again', () => {
    expect(told({ id: 'a', pay: '1', old: 'x', empty: null }, { id: 'a', pay: '2', new: 'y', empty: 'z' })).toEqual([
      ['id', 'same a', 'same a', false],
      ['pay', 'same 1', 'changed 2', true],
      ['old', 'same x', 'unsent', false],
      ['empty', 'same null', 'changed z', true],
      ['new', 'absent', 'added y', true],
    ]);
  });

  it('looks into maps and lists of maps, where what is missing is gone', () => {
    expect(told({ p: { plan: 'a', name: 'Sam' }, l: [{ t: 'x' }, { t: 'y' }], s: ['a', 'b'] }, { p: { plan: 'b' }, l: [{ t: 'x' }], s: ['a', 'c'] })).toEqual([
      ['p › plan', 'same a', 'changed b', true],
      ['p › name', 'same Sam', 'removed', true],
      ['l › 1 › t', 'same x', 'same x', false],
      ['l › 2 › t', 'same y', 'removed', true],
      ['s', 'same a, b', 'changed a, c', true],
    ]);
  });

  it('compares each with what was last sent of the field, over many pushes and one that cannot be read', () => {
    expect(told({ a: 1 }, { b: 1 }, null, { a: 2 }, { a: 2 })).toEqual([
      ['a', 'same 1', 'unsent', 'absent', 'changed 2', 'same 2', true],
      ['b', 'absent', 'added 1', 'absent', 'unsent', 'unsent', true],
    ]);
  });

  it('shows digits that a double cannot hold, and a key such as __proto__', () => {
    expect(told(JSON.parse('{"n":"9007199254740993","__proto__":{"x":1}}'), {})).toEqual([
      ['n', 'same 9007199254740993', 'unsent', false],
      ['__proto__ › x', 'same 1', 'unsent', false],
    ]);
  });
});
