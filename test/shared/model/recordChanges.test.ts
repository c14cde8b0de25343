import { describe, expect, it } from 'vitest';
import type { JsonMap } from '#shared/model/json.ts';
import type { PushChange } from '#shared/model/push.ts';
import { recordChanges } from '#shared/model/recordChanges.ts';

describe('recordChanges', () => {
  it.each<[string, JsonMap, JsonMap, PushChange[]]>([
    ['nothing', { callId: 'a', chatRound: 1 }, { callId: 'a', chatRound: 1 }, []],
    ['a value', { intentLevelDetailName: 'C' }, { intentLevelDetailName: 'D' }, [{ field: 'intentLevelDetailName', from: 'C', to: 'D' }]],
    ['a value that is new, and one that is gone', { pay: '1' }, { pay: null, rounds: 2 }, [{ field: 'pay', from: '1', to: null }, { field: 'rounds', from: null, to: '2' }]],
    ['the same number as text', { chatDuration: 47 }, { chatDuration: '47' }, []],
    ['keys in another order', { customerConcern: [{ a: 1, b: 2 }] }, { customerConcern: [{ b: 2, a: 1 }] }, []],
    ['a member of a map', { properties: { plan: 'x', name: 'Sam' } }, { properties: { name: 'Sam', plan: 'y' } }, [{ field: 'properties.plan', from: 'x', to: 'y' }]],
    ['a map that was none', { properties: '' }, { properties: { plan: 'y' } }, [{ field: 'properties', from: '', to: '{"plan":"y"}' }]],
    ['a list', { attributes: ['a'] }, { attributes: ['a', 'b'] }, [{ field: 'attributes', from: '["a"]', to: '["a","b"]' }]],
  ])('tells of %s', (_name, before, after, changes) => {
    expect(recordChanges(before, after)).toEqual(changes);
  });

  it('puts what tells most first, lists last, and stops after eight', () => {
    const before = { callDetailList: [1], b: 1, hangupBy: 'ROBOT', resultStatus: 'BUSY', c: 1, d: 1, e: 1, f: 1, g: 1 };
    const after = { callDetailList: [2], b: 2, hangupBy: 'CUSTOMER', resultStatus: 'ANSWERED', c: 2, d: 2, e: 2, f: 2, g: 2 };
    expect(recordChanges(before, after).map(({ field }) => field)).toEqual(['resultStatus', 'hangupBy', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(recordChanges({ ...before, c: 2, d: 2, e: 2, f: 2, g: 2 }, after).at(-1)?.field).toBe('callDetailList');
  });

  it('cuts what is long, not through a character', () => {
    const [change] = recordChanges({ analysisBasis: 'x'.repeat(78) + '😀😀' }, { analysisBasis: 'y'.repeat(80) });
    expect(change).toEqual({ field: 'analysisBasis', from: `${'x'.repeat(78)}…`, to: 'y'.repeat(80) });
  });

  it('takes names of Object’s own for fields like any other', () => {
    const odd = JSON.parse('{"__proto__":1,"constructor":2}') as JsonMap;
    expect(recordChanges({}, odd)).toEqual([{ field: '__proto__', from: null, to: '1' }, { field: 'constructor', from: null, to: '2' }]);
  });
});
