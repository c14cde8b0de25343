import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callsQuerySchema } from '#shared/model/callQuery.ts';
import type { CallsQueryInput } from '#shared/model/callQuery.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aPushedRecord } from '../../support/pushes.ts';

let db: DerivedStore;
const find = (query: CallsQueryInput): string[] => db.reading.listCalls(callsQuerySchema.parse(query)).items.map(({ callId }) => callId);
const says = (...texts: string[]) => texts.map((text, at) => ({ callDetailId: at + 1, text, type: 'PERSON' }));
const bare = { customerConcern: [], analysisBasis: '', attributes: [], properties: {}, dynamicProperties: {}, callRecordTagIds: [], callRecordTagNames: [], customerTagIds: [], customerTagNames: [] };

beforeAll(() => {
  db = openDerivedStore();
  const records = [
    aPushedRecord({ ...bare, callId: 'english', calledPhoneNumber: '+44 7700 900123', callDetailList: says('How much is the Crème brûlée insurance?', "I'm o'brien") }),
    aPushedRecord({ ...bare, callId: 'chinese', calledPhoneNumber: '8613800138000', robotCallJobId: '9007199254740993', callDetailList: says('我是售楼处的客户经理', '价格是多少？') }),
    aPushedRecord({ ...bare, callId: 'thai', calledPhoneNumber: '66812345678', callDetailList: says('ติดต่อเรื่องใบแจ้งหนี้ของคุณค่ะ', 'ใช่ครับ') }),
    aPushedRecord({ ...bare, callId: 'japanese', calledPhoneNumber: '81312345678', callDetailList: says('お支払いはカードでお願いします') }),
    aPushedRecord({ ...bare, callId: 'korean', calledPhoneNumber: '82212345678', callDetailList: says('보험료가 얼마인가요') }),
    aPushedRecord({
      ...bare,
      callId: 'AB-12-cd',
      calledPhoneNumber: 'sip:desk@example.net',
      resultStatus: 'CALL_LIMIT',
      intentLevelDetailName: 'B级(一般)',
      callRecordTagIds: [31],
      callRecordTagNames: ['call back'],
      customerTagNames: ['VIP'],
      customerConcern: ['delivery'],
      analysisBasis: 'wants a discount',
      attributes: [{ name: 'age', value: 'forty' }],
      properties: { name: 'Žofie', plan: 'fibre 500' },
      dynamicProperties: { callbackTime: 'Tuesday' },
      callDetailList: [],
      somethingNew: { deep: ['novelty'] },
    }),
  ];
  db.push(...records.map((record) => aPush(record)));
});
afterAll(() => db[Symbol.dispose]());

describe('words', () => {
  it('finds a call by the first half million letters of it alone', () => {
    using long = openDerivedStore();
    long.push(aPush({ callId: 'long', analysisBasis: `${'word '.repeat(99_998)} beginning ${'word '.repeat(10_000)} ending` }));
    const found = (q: string) => long.reading.listCalls(callsQuerySchema.parse({ q })).items.map(({ callId }) => callId);
    expect([found('beginning'), found('ending')]).toEqual([['long'], []]);
  });

  it.each([
    ['insurance', 'english'],
    ['INSUR', 'english'],
    ['creme', 'english'],
    ['brûlée', 'english'],
    ['brule', 'english'],
    ['cre\u0300me', 'english'],
    ["o'brien", 'english'],
    ['how insurance', 'english'],
    ['价格', 'chinese'],
    ['楼处', 'chinese'],
    ['楼', 'chinese'],
    ['少', 'chinese'],
    ['我是售楼处的客户经理', 'chinese'],
    ['客户 价格', 'chinese'],
    ['แจ้งหนี้', 'thai'],
    ['ครับ', 'thai'],
    ['ค่ะ', 'thai'],
    ['カード', 'japanese'],
    ['支払', 'japanese'],
    ['お願い', 'japanese'],
    ['보험', 'korean'],
    ['험료', 'korean'],
    ['žofie', 'AB-12-cd'],
    ['zofie', 'AB-12-cd'],
    ['vip', 'AB-12-cd'],
    ['call back', 'AB-12-cd'],
    ['deliv', 'AB-12-cd'],
    ['discount', 'AB-12-cd'],
    ['forty', 'AB-12-cd'],
    ['fibre', 'AB-12-cd'],
    ['tuesday', 'AB-12-cd'],
    ['novelty', 'AB-12-cd'],
    ['call_limit', 'AB-12-cd'],
    ['一般', 'AB-12-cd'],
    ['sip:desk', 'AB-12-cd'],
  ])('%j finds the call that has it, alone', (q, callId) => {
    expect(find({ q })).toEqual([callId]);
  });

  it('must all be found', () => {
    expect(find({ q: 'insurance discount' })).toEqual([]);
    expect(find({ q: '价格 insurance' })).toEqual([]);
  });

  it('are not found in their middle, unless their script has no blanks', () => {
    expect(find({ q: 'surance' })).toEqual([]);
  });

  it('are not found in another order of their letters', () => {
    expect(find({ q: '格价' })).toEqual([]);
    expect(find({ q: '价是' })).toEqual([]);
  });

  it('of a known status are left to the filter', () => {
    expect(find({ q: 'answered' })).toEqual([]);
  });
});

describe('numbers', () => {
  it.each(['4477009', '447700900123', '+44 7700 900123', '+44-7700-900123', '00123', '123', '7700 900', '077009', '0 7'])('%j is read without a fault', (q) => {
    expect(() => find({ q })).not.toThrow();
  });

  it.each([
    ['447700900123', ['english']],
    ['+44 7700 900123', ['english']],
    ['(7700)900-123', ['english']],
    ['700900', ['english']],
    ['90', ['english']],
    ['00123', ['english']],
    ['138001380', ['chinese']],
    ['12345678', ['korean', 'japanese', 'thai']],
    ['78', ['korean', 'japanese', 'thai']],
    ['9', ['english']],
    ['４４７７', ['english']],
    ['99999', []],
  ])('%j finds every number that has it anywhere', (q, callIds) => {
    expect(find({ q })).toEqual(callIds);
  });
});

describe('ids', () => {
  it.each([
    ['english', ['english']],
    ['AB-12-cd', ['AB-12-cd']],
    ['ab-12-CD', ['AB-12-cd']],
    ['9007199254740993', ['chinese']],
    ['9007199254740992', []],
    ['31', ['AB-12-cd', 'japanese']],
  ])('%j is found whole', (q, callIds) => {
    expect(find({ q })).toEqual(callIds);
  });
});

describe('what a user may type', () => {
  const odd = ['"', "'", '*', '""', 'a"b', 'NEAR(', 'NOT', 'AND', 'OR', 'words:', 'facets : "srnothing"', '^how', '-how', '(', ')', '{words}', 'a*b*c', '\\', '%', '_', ';--', '\u0000', '👍', '\ud800'];
  it.each(odd)('%j has no meaning of its own', (q) => {
    expect(() => find({ q })).not.toThrow();
  });

  it('finds nothing where it has nothing to find', () => {
    expect(find({ q: '👍' })).toEqual([]);
    expect(find({ q: '"*' })).toEqual([]);
  });

  it('asks for nothing where it is blank', () => {
    expect(find({ q: '  ' })).toHaveLength(6);
  });

  it('is searched by its first words where it is very long', () => {
    expect(find({ q: Array.from({ length: 240 }, (_, at) => String.fromCodePoint(97 + (at % 26))).join(' ') })).toEqual([]);
    expect(find({ q: '价'.repeat(500) })).toEqual([]);
    expect(find({ q: '1'.repeat(500) })).toEqual([]);
  });
});

describe('after a revision', () => {
  it('finds the new words and no longer the old ones', () => {
    db.push(aPush(aPushedRecord({ callId: 'revised', callDetailList: says('before') })));
    expect(find({ q: 'before' })).toEqual(['revised']);
    db.push(aPush(aPushedRecord({ callId: 'revised', callDetailList: says('afterwards') })));
    expect(find({ q: 'before' })).toEqual([]);
    expect(find({ q: 'afterwards' })).toEqual(['revised']);
  });
});
