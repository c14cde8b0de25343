import { describe, expect, it } from 'vitest';
import type { JsonMap } from '#shared/model/json.ts';
import { nothingPushed, withRecord } from '#shared/model/mergedRecord.ts';

const merged = (...records: readonly JsonMap[]): JsonMap => records.reduce((known, record) => withRecord(known, record, { timeZone: '+08:00' }), nothingPushed).record;
const whole = (more: JsonMap): JsonMap => ({ callId: 'a', resultStatus: 'ANSWERED', ...more });

describe('the records of a call', () => {
  it('are the record itself where there is one', () => {
    expect(merged(whole({ pay: '1', empty: '' }))).toEqual(whole({ pay: '1', empty: '' }));
  });

  it.each<[string, JsonMap, JsonMap]>([
    ['more calls', { callCount: 1, redialTimes: 3 }, { callCount: 2, redialTimes: 0 }],
    ['more redials', { callCount: 1, redialTimes: 1, endTime: 1_790_841_700 }, { callCount: 1, redialTimes: 2, endTime: 1_790_841_600 }],
    ['a later end', { endTime: 1_790_841_600, chatDuration: 90 }, { endTime: 1_790_841_601, chatDuration: 9 }],
    ['a later end in another form', { endTime: 1_790_841_600 }, { endTime: '2026-10-01 16:00:01' }],
    ['a later end in milliseconds', { endTime: 1_790_841_600 }, { endTime: '1790841600001' }],
    ['an end', { chatDuration: 90 }, { endTime: 1_790_841_600 }],
    ['a longer talk', { chatDuration: '9.5', billingTime: 60 }, { chatDuration: 47, billingTime: 30 }],
    ['more time to bill', { chatDuration: 47, billingTime: 30, chatRound: 9 }, { chatDuration: 47, billingTime: 60, chatRound: 2 }],
    ['more rounds', { chatRound: 9, callDetailList: [{ text: 'a' }, { text: 'b' }] }, { chatRound: 10, callDetailList: [{ text: 'a' }] }],
    ['more sentences', { callDetailList: [{ text: 'a' }], customerTagNames: ['VIP'] }, { callDetailList: '[{"text":"a"},{"text":"b"}]' }],
    ['more that is filled', { attributes: [], customerTagNames: '', dynamicProperties: {}, concerns: null }, { customerTagNames: ['VIP'] }],
    ['a time where the other has none that can be read', { endTime: 'soon', a: 1, b: 2 }, { endTime: 1 }],
  ])('whose newer one has %s take its values, whichever came first', (_what, older, newer) => {
    const [first, second] = [whole({ ...older, intentLevelDetailName: 'C' }), whole({ ...newer, intentLevelDetailName: 'A' })];
    expect(merged(first, second)).toMatchObject({ ...newer, intentLevelDetailName: 'A' });
    expect(Object.entries(merged(second, first))).toEqual(Object.entries(merged(first, second)));
  });

  it('of which nothing tells which is newer take the values of the one that came last', () => {
    const [c, d] = [whole({ intentLevelDetailName: 'C' }), whole({ intentLevelDetailName: 'D' })];
    expect(merged(c, d)).toMatchObject({ intentLevelDetailName: 'D' });
    expect(merged(d, c)).toMatchObject({ intentLevelDetailName: 'C' });
  });

  it('keep what an older one says alone', () => {
    expect(merged(whole({ endTime: 2 }), whole({ endTime: 1, pay: '0.1' }))).toEqual(whole({ endTime: 2, pay: '0.1' }));
  });

  it.each<[string, JsonMap[string]]>([['null', null], ['no text', ''], ['the word null', ' NULL '], ['an empty list', []], ['an empty map', {}], ['JSON text of an empty list', ' [ ]']])('lose nothing to %s', (_what, empty) => {
    const [filled, emptied] = [whole({ endTime: 1, properties: { plan: 'x' } }), whole({ endTime: 2, properties: empty })];
    expect(merged(filled, emptied)).toEqual(whole({ endTime: 2, properties: { plan: 'x' } }));
    expect(merged(emptied, filled)).toEqual(merged(filled, emptied));
    expect(merged(whole({ endTime: 2, properties: empty }), whole({ endTime: 1, properties: null }))).toEqual(emptied);
  });

  it('are mended by one that only names what is to be changed, until a newer one comes', () => {
    const [early, late] = [whole({ endTime: 1, intentLevelDetailName: 'C' }), whole({ endTime: 2, intentLevelDetailName: 'B' })];
    const amendment = { callId: 'a', intentLevelDetailName: 'D' };
    expect(merged(early, amendment)).toMatchObject({ intentLevelDetailName: 'D' });
    expect(merged(early, amendment, late)).toMatchObject({ intentLevelDetailName: 'B' });
    expect(merged(late, amendment, early)).toMatchObject({ endTime: 2, intentLevelDetailName: 'D' });
    expect(merged(amendment, early)).toMatchObject({ intentLevelDetailName: 'C' });
    expect(merged(amendment, { callId: 'a', intentLevelDetailName: 'E', mood: 1 })).toEqual({ callId: 'a', intentLevelDetailName: 'E', mood: 1 });
  });

  it('stand in one order, which does not show which came first', () => {
    expect(Object.keys(merged({ zebra: 1, callId: 'a' }, { apple: 1, resultStatus: 'BUSY', appId: 'x' }))).toEqual(['callId', 'appId', 'resultStatus', 'apple', 'zebra']);
  });

  it('stay the same object where one more changes nothing', () => {
    const known = withRecord(nothingPushed, whole({ endTime: 2, properties: { a: 1, b: 2 } }), { timeZone: '+08:00' });
    expect(withRecord(known, whole({ endTime: 1, properties: { a: 3 }, callCount: 0 }), { timeZone: '+08:00' }).record).not.toBe(known.record);
    expect(withRecord(known, whole({ endTime: 1, properties: { a: 3 } }), { timeZone: '+08:00' }).record).toBe(known.record);
    expect(withRecord(known, { properties: { b: 2, a: 1 } }, { timeZone: '+08:00' }).record).toBe(known.record);
  });

  it('have fields of any name', () => {
    const odd = JSON.parse('{"callId":"a","__proto__":{"x":1},"constructor":2,"hasOwnProperty":3}') as JsonMap;
    expect(JSON.stringify(merged(odd, { callId: 'a', pay: '1' }))).toBe('{"callId":"a","pay":"1","__proto__":{"x":1},"constructor":2,"hasOwnProperty":3}');
  });
});
