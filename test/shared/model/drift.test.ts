import { describe, expect, it } from 'vitest';
import { driftOfEvent, driftOfRecord } from '#shared/model/drift.ts';
import type { DriftSign } from '#shared/model/drift.ts';
import type { JsonMap } from '#shared/model/json.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';

const signsOf = (record: JsonMap): DriftSign[] => driftOfRecord(record, parsePushedCall(record, { timeZone: '+08:00' }));

describe('driftOfRecord', () => {
  it.each<[string, JsonMap, DriftSign[]]>([
    ['nothing in a record of the vendor’s page', { callId: '1', resultStatus: 'ANSWERED', callDetailList: [{ type: 'ROBOT', text: 'Hello', callDetailId: 1 }], properties: { anything: 1 }, dynamicProperties: { else: 2 } }, []],
    ['nothing in a record without a status', { callId: '1' }, []],
    ['a status that the page does not name', { callId: '1', resultStatus: 'EXTENSION_NUMBER' }, [{ kind: 'status', name: 'EXTENSION_NUMBER', example: 'EXTENSION_NUMBER' }]],
    ['a field that the page does not name', { callId: '1', mood: { score: 7 } }, [{ kind: 'field', name: 'mood', example: '{"score":7}' }]],
    ['a value that is not what the page says', { callId: '1', chatDuration: 'long' }, [{ kind: 'type', name: 'chatDuration', example: 'long' }]],
    ['a field inside a sentence', { callId: '1', callDetailList: [{ type: 'ROBOT', text: 'a', mood: 1 }, { type: 'ROBOT', text: 'b', mood: 2 }] }, [{ kind: 'field', name: 'callDetailList[].mood', example: '1' }]],
    ['a speaker', { callId: '1', callDetailList: [{ type: 'AGENT', text: 'a' }, { type: 'person', text: 'b' }, { text: 'c' }] }, [{ kind: 'speaker', name: 'AGENT', example: 'AGENT' }]],
    [
      'values in sentences that are not what the page says',
      { callId: '1', callDetailList: [{ type: 'PERSON', text: 'a', startOffset: 'x', endOffset: -1, callDetailId: [1] }, { type: 3, text: { a: 1 }, startOffset: {} }] },
      [
        { kind: 'type', name: 'callDetailList[].startOffset', example: 'x' },
        { kind: 'type', name: 'callDetailList[].endOffset', example: '-1' },
        { kind: 'type', name: 'callDetailList[].callDetailId', example: '[1]' },
        { kind: 'type', name: 'callDetailList[].type', example: '3' },
        { kind: 'type', name: 'callDetailList[].text', example: '{"a":1}' },
      ],
    ],
    ['nothing in values of sentences that can be read, whatever their form', { callId: '1', callDetailList: [{ type: null, text: 5, startOffset: '3200', endOffset: '', callDetailId: '9007199254740993' }, { type: '', text: null, startOffset: null }] }, []],
    ['the same in sentences that are JSON text', { callId: '1', callDetailList: '[{"type":"ROBOT","text":"a","endOffset":true}]' }, [{ kind: 'type', name: 'callDetailList[].endOffset', example: 'true' }]],
    ['what is no sentence', { callId: '1', callDetailList: [1, { type: 'ROBOT', text: 'a' }] }, [{ kind: 'type', name: 'callDetailList', example: '[1]' }]],
  ])('finds %s', (_what, record, signs) => {
    expect(signsOf(record)).toEqual(signs);
  });

  it('cuts long names and values, and leaves no half of a character', () => {
    const [sign] = signsOf({ callId: '1', [`${'k'.repeat(198)}😀${'k'.repeat(100_000)}`]: 'v'.repeat(100_000) });
    expect(sign?.name).toHaveLength(200);
    expect(sign?.name.isWellFormed()).toBe(true);
    expect(sign?.example).toHaveLength(200);
  });

  it('finds a field by any name', () => {
    const record = JSON.parse('{"callId":"1","__proto__":{"a":1},"constructor":2,"\\ud800":3}') as JsonMap;
    expect(signsOf(record).map(({ name }) => name)).toEqual(['__proto__', 'constructor', '\ufffd']);
  });

  it('stops where there is too much of a kind, and finds the other kinds all the same', () => {
    const flood = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`field-${at}`, at]));
    const sentences = Array.from({ length: 100 }, (_, at) => ({ type: `SPEAKER-${at}`, text: 'a', [`field-${at}`]: 1 }));
    const signs = signsOf({ callId: '1', ...flood, resultStatus: 'NEW', chatDuration: 'long', callDetailList: [...sentences, { startOffset: 'x' }] });
    const count = (kind: string): number => signs.filter((sign) => sign.kind === kind).length;
    expect([count('field'), count('status'), count('type'), count('speaker')]).toEqual([40, 1, 2, 40]);
  });
});

describe('driftOfEvent', () => {
  it('finds a dataType that Earshot does not know', () => {
    expect(driftOfEvent('QC_RECORD', { score: 1 })).toEqual([{ kind: 'dataType', name: 'QC_RECORD', example: '{"score":1}' }]);
    expect(driftOfEvent(' robot_call_job', {})).toEqual([]);
  });
});
