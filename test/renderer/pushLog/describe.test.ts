import { describe, expect, it } from 'vitest';
import { describePush, splitReason } from '#renderer/pushLog/describe.ts';
import type { Push, PushRecord } from '#shared/model/push.ts';
import { createTexts } from '#shared/texts/index.ts';

const words = { t: createTexts().getFixedT(null, 'pushLog'), statusWord: (status: string | null) => `<${String(status)}>` };
const aRecord = (change: Partial<PushRecord>): PushRecord => ({ index: 0, outcome: 'stored', callId: 'c-1', phone: '447700900123', status: 'BUSY', code: null, reason: null, delivery: null, changes: [], ...change });
const told = (change: Partial<Push>, ...records: PushRecord[]): string => {
  const push: Push = {
    id: 1, receivedAtMs: 0, source: 's', bytes: 1, wholeBytes: 1, isAuthenticated: true, outcome: records[0]?.outcome ?? 'refused', code: null, reason: null,
    replayOf: null, replayedAs: null, named: { callId: null, phone: null }, records, recordCount: records.length, ...change,
  };
  const { who, what } = describePush(push, words);
  return `${who} | ${what}`;
};

describe('describePush', () => {
  it.each([
    [told({}, aRecord({})), '+44 7700 900123 | <BUSY>'],
    [told({}, aRecord({ outcome: 'duplicate', delivery: 3 })), '+44 7700 900123 | same body, 3rd delivery'],
    [told({}, aRecord({ outcome: 'revision', changes: [{ field: 'intentLevelDetailName', from: 'C (maybe)', to: 'D (no)' }] })), '+44 7700 900123 | intent C → D'],
    [told({}, aRecord({ outcome: 'revision', changes: [{ field: 'resultStatus', from: 'BUSY', to: null }, { field: 'properties.plan', from: 'a', to: 'b' }] })), '+44 7700 900123 | result <BUSY> → nothing and 1 more'],
    [told({}, aRecord({ outcome: 'revision', changes: [{ field: 'callDetailList', from: '[1]', to: '[2]' }] })), '+44 7700 900123 | sentences'],
    [told({ code: 'JOB' }, aRecord({ outcome: 'event', callId: null, phone: null, code: 'JOB' })), 'Task event | JOB'],
    [told({ code: '-4', reason: 'Long.', named: { callId: 'x', phone: '6281255500148' } }), '+62 812 5550 0148 | timestamp outside the window'],
    [told({ code: '-27', reason: 'The body is not JSON.', replayedAs: 9 }), 'No call named | The body is not JSON · replayed'],
    [told({ outcome: 'partial' }, aRecord({}), aRecord({ outcome: 'refused' }), aRecord({})), '3 records | 2 stored, 1 refused'],
    [told({ outcome: 'stored', recordCount: 400 }, aRecord({})), '400 records | '],
  ])('says %s', (said, expected) => {
    expect(said).toBe(expected);
  });
});

describe('splitReason', () => {
  it.each([
    ['The body is not JSON.', ['The body is not JSON', '']],
    ['It was 5 min old. Earshot takes 3.5 min. Fine.', ['It was 5 min old', 'Earshot takes 3.5 min. Fine.']],
    ['no stop', ['no stop', '']],
  ])('splits %j', (reason, parts) => {
    expect(splitReason(reason)).toEqual(parts);
  });
});
