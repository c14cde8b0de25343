import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from '#shared/model/exactJson.ts';
import type { JsonValue } from '#shared/model/json.ts';
import { readPush } from '#shared/model/pushedBody.ts';
import { aPushedRecord } from '../../support/pushes.ts';

const first = aPushedRecord({ callId: 'call-1' });
const second = aPushedRecord({ callId: 'call-2' });
const bare = { callId: 'call-3' };
const job = { dataType: 'ROBOT_CALL_JOB', data: { robotCallJobId: 43, tenantId: 1, status: 'COMPLETED' } };

/** What was found, short: ids of records, dataTypes of events, codes of the rest. */
function kinds(body: JsonValue): string[] {
  return readPush(body).map((item) => {
    if (item.kind === 'record') return item.callId;
    return item.kind === 'event' ? `event ${item.dataType}` : item.code;
  });
}

describe('readPush', () => {
  it('reads a record, with its index and its content', () => {
    expect(readPush(first)).toEqual([{ kind: 'record', index: 0, callId: 'call-1', record: first }]);
  });

  it.each<[string, JsonValue, string[]]>([
    ['a record', first, ['call-1']],
    ['a record with an id alone', bare, ['call-3']],
    ['a wrapped record', { dataType: 'ROBOT_CALL_RECORD', data: first }, ['call-1']],
    ['a wrapped record with an id alone', { dataType: 'ROBOT_CALL_RECORD', data: bare }, ['call-3']],
    ['a wrapped list', { dataType: 'ROBOT_CALL_RECORD', data: [first, second] }, ['call-1', 'call-2']],
    ['a wrapped record as JSON text', { dataType: 'ROBOT_CALL_RECORD', data: JSON.stringify(first) }, ['call-1']],
    ['a wrapped list as JSON text', { dataType: 'ROBOT_CALL_RECORD', data: JSON.stringify([first, second]) }, ['call-1', 'call-2']],
    ['a wrapper without a type', { data: first }, ['call-1']],
    ['a list', [first, second], ['call-1', 'call-2']],
    ['an array member', { array: [first, second] }, ['call-1', 'call-2']],
    ['a wrapped array member', { dataType: 'ROBOT_CALL_RECORD', data: { array: [first] } }, ['call-1']],
    ['a list of wrapped ones', [{ dataType: 'ROBOT_CALL_RECORD', data: first }, second], ['call-1', 'call-2']],
    ['an array of wrapped ones', { array: [{ dataType: 'ROBOT_CALL_RECORD', data: first }, job] }, ['call-1', 'event ROBOT_CALL_JOB']],
    ['a job event', job, ['event ROBOT_CALL_JOB']],
    ['an event without data', { dataType: 'QC_RECORD' }, ['event QC_RECORD']],
    ['an event with text', { dataType: 'SMS_SENT', data: 'done' }, ['event SMS_SENT']],
    ['an event about a call', { dataType: 'MANUAL_INTENT_CHANGE', data: { callRecordId: 7, intent: 'B' } }, ['event MANUAL_INTENT_CHANGE']],
    ['a record under another type', { dataType: 'CALL_RECORD_V2', data: first }, ['call-1']],
    ['a flat record with a type', { ...first, dataType: 'ROBOT_CALL_RECORD' }, ['call-1']],
    ['a record with fields that look like a wrapper', { ...first, dataType: 'X', data: { a: 1 }, array: [] }, ['call-1']],
    ['one bad record among good ones', [first, { resultStatus: 'BUSY' }, 7, second], ['call-1', '-41', '-27', 'call-2']],
    ['a record without an id', { resultStatus: 'BUSY' }, ['-41']],
    ['a wrapped record without an id', { dataType: 'ROBOT_CALL_RECORD', data: { resultStatus: 'BUSY' } }, ['-41']],
    ['broken JSON text in a wrapper', { dataType: 'ROBOT_CALL_RECORD', data: '{"callId":' }, ['-41']],
    ['text', 'hello', ['-27']],
    ['null', null, ['-27']],
    ['an empty list', [], []],
  ])('reads %s', (_name, body, expected) => {
    expect(kinds(body)).toEqual(expected);
  });

  it.each<[string, JsonValue, string]>([
    ['callId', { callId: 'a', callRecordId: 'b' }, 'a'],
    ['callRecordId where callId lacks', { callRecordId: 12 }, '12'],
    ['callRecordId where callId is empty', { callId: '', callRecordId: 'b' }, 'b'],
    ['callRecordId where callId is the word null', { callId: 'null', callRecordId: 'b' }, 'b'],
    ['callRecordId where callId is no id', { callId: {}, callRecordId: 'b' }, 'b'],
    ['a number', { callId: 5 }, '5'],
    ['zero', { callId: 0 }, '0'],
    ['a large number', { callId: 1e21 }, '1000000000000000000000'],
    ['a lone surrogate, mended', { callId: 'a\uD800' }, 'a\uFFFD'],
  ])('takes as id %s', (_name, record, id) => {
    expect(kinds(record)).toEqual([id]);
  });

  it('keeps the digits of an id beyond 2^53, in JSON text too', () => {
    expect(kinds(parseExactJson('{"callRecordId":9223372036854770001}'))).toEqual(['9223372036854770001']);
    expect(kinds({ dataType: 'ROBOT_CALL_RECORD', data: '{"callRecordId":9223372036854770001}' })).toEqual(['9223372036854770001']);
  });

  it('numbers the items of a nested batch in order', () => {
    expect(readPush([{ array: [first, 3] }, job, [second]]).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  it('looks no further than it is told to', () => {
    expect(readPush([first, [first, { array: [3, second] }], first], 3).map(({ kind, index }) => [kind, index])).toEqual([['record', 0], ['record', 1], ['unreadable', 2]]);
  });

  it('throws for no JSON value', () => {
    const pushLike = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue() as fc.Arbitrary<JsonValue>,
        fc.array(tie('value')),
        fc.dictionary(fc.constantFrom('dataType', 'data', 'array', 'callId', 'callRecordId', 'resultStatus', '__proto__'), tie('value')),
        tie('value').map((value) => JSON.stringify(value)),
      ),
    })).value;
    fc.assert(fc.property(pushLike, (body) => {
      for (const [at, item] of readPush(body).entries()) expect(item.index).toBe(at);
    }));
  });
});
