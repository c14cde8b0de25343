import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callDetailSchema } from '#shared/model/call.ts';
import { parseExactJson } from '#shared/model/exactJson.ts';
import type { JsonMap, JsonValue } from '#shared/model/json.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import { utteranceSchema } from '#shared/model/utterance.ts';
import { aPushedRecord } from '../../support/pushes.ts';

const parse = (record: JsonMap) => parsePushedCall(record, { timeZone: '+08:00' });

/** The schema of the contract for what a push tells; the rest of a call is Earshot's own history. */
const pushedPart = callDetailSchema
  .omit({ statusGroup: true, receivedAtMs: true, updatedAtMs: true, revisionCount: true, duplicateCount: true, review: true, recordings: true, revisions: true, timing: true, conversation: true })
  .extend({ utterances: z.array(utteranceSchema.omit({ corrected: true }).strict()) })
  .strict();

describe('parsePushedCall', () => {
  it('reads every field of the page', () => {
    expect(parse(aPushedRecord())).toEqual({
      callId: 'call-1',
      status: 'ANSWERED',
      phone: '447700900123',
      taskId: '1042',
      scriptId: '77',
      lineId: '348',
      appId: 'app-1',
      startedAtMs: 1_790_841_600_000,
      endedAtMs: 1_790_841_656_000,
      durationMs: 47_000,
      billedMs: 60_000,
      cost: '0.0820',
      rounds: 2,
      intent: 'A (strong interest)',
      hungUpBy: 'CUSTOMER',
      concerns: ['price', 'delivery time'],
      analysisBasis: 'Asked for the price twice',
      attributes: ['existing customer'],
      callTags: [
        { id: '11', name: 'follow up' },
        { id: '12', name: 'price' },
      ],
      customerTags: [{ id: '5', name: 'VIP' }],
      callCount: 1,
      redials: 0,
      customerName: 'Sam',
      customerWords: 'Yes, go ahead.',
      urls: { composite: 'https://recordings.example.net/call-1/ai_user.wav', customer: 'https://recordings.example.net/call-1/user.wav' },
      utterances: [
        { index: 0, id: '1', speaker: 'robot', text: 'Hello, is now a good time?', startMs: null, endMs: null, timing: 'unknown' },
        { index: 1, id: '2', speaker: 'customer', text: 'Yes, go ahead.', startMs: 3200, endMs: 4400, timing: 'given' },
      ],
      properties: { name: 'Sam', plan: 'fibre 500' },
      dynamicProperties: { callbackTime: 'Tuesday morning' },
      unknownFields: {},
    });
  });

  it('reads the same call from a record whose every value is text, as the query API sends it', () => {
    const asText = Object.entries(aPushedRecord()).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
    expect(parse(Object.fromEntries(asText))).toEqual(parse(aPushedRecord()));
  });

  it('reads a record of an unanswered call with its id alone', () => {
    const call = parse({ callId: 'call-1' });
    expect(call).toMatchObject({ callId: 'call-1', status: null, startedAtMs: null, cost: null, concerns: [], callTags: [], utterances: [] });
    expect(call.urls).toEqual({ composite: null, customer: null });
    expect(call.unknownFields).toEqual({});
  });

  it('reads empty values of every field as absent', () => {
    for (const empty of [null, '', 'null']) {
      const record = Object.fromEntries(Object.keys(aPushedRecord()).map((name) => [name, empty]));
      expect(parse({ ...record, callId: 'call-1' })).toEqual(parse({ callId: 'call-1' }));
    }
  });

  it('keeps zeros', () => {
    const zeros = parse(aPushedRecord({ startTime: 0, endTime: '0', chatDuration: 0, billingTime: '0', pay: 0, chatRound: 0, callCount: 0, redialTimes: '0' }));
    expect(zeros).toMatchObject({ startedAtMs: 0, endedAtMs: 0, durationMs: 0, billedMs: 0, cost: '0', rounds: 0, callCount: 0, redials: 0 });
  });

  it('keeps an end before the start as it came', () => {
    expect(parse(aPushedRecord({ startTime: 1_790_841_600, endTime: 1_790_841_500 }))).toMatchObject({
      startedAtMs: 1_790_841_600_000,
      endedAtMs: 1_790_841_500_000,
    });
  });

  it('keeps every digit of every id', () => {
    const record = parseExactJson(`{"callId":9223372036854770001,"robotCallJobId":9007199254740993,"dialogFlowId":"9007199254740995",
      "tenantPhoneNumberId":9007199254740997,"calledPhoneNumber":12345678901234567890,"callRecordTagIds":[9007199254740993,"12"],
      "customerTagIds":"9007199254740995,5","callDetailList":[{"callDetailId":9007199254740999,"text":"x"}],
      "properties":{"contract":9007199254740993},"loanId":9007199254740993}`) as JsonMap;
    const call = parse(record);
    expect(call).toMatchObject({
      callId: '9223372036854770001',
      taskId: '9007199254740993',
      scriptId: '9007199254740995',
      lineId: '9007199254740997',
      phone: '12345678901234567890',
      callTags: [{ id: '9007199254740993', name: null }, { id: '12', name: null }],
      customerTags: [{ id: '9007199254740995', name: null }, { id: '5', name: null }],
      properties: { contract: '9007199254740993' },
      unknownFields: { loanId: '9007199254740993' },
    });
    expect(call.utterances[0]?.id).toBe('9007199254740999');
  });

  it('pairs tags by position, with null where one lacks', () => {
    const call = parse(aPushedRecord({ callRecordTagIds: [11, 12, 13], callRecordTagNames: 'follow up', customerTagIds: null, customerTagNames: ['VIP', '', 'old'] }));
    expect(call.callTags).toEqual([{ id: '11', name: 'follow up' }, { id: '12', name: null }, { id: '13', name: null }]);
    expect(call.customerTags).toEqual([{ id: null, name: 'VIP' }, { id: null, name: 'old' }]);
  });

  it('keeps fields that the page does not name, callRecordId beside callId among them', () => {
    const extra = { callRecordId: 7, sipCode: 200, nested: { a: [1] }, empty: null };
    expect(parse(aPushedRecord(extra)).unknownFields).toEqual(extra);
    expect(parse({ callRecordId: 7 })).toMatchObject({ callId: '7', unknownFields: {} });
    expect(parse({ callId: '', callRecordId: 7 })).toMatchObject({ callId: '7', unknownFields: {} });
  });

  it('keeps a __proto__ field as an unknown one', () => {
    const call = parse(parseExactJson('{"callId":"a","__proto__":{"x":1},"properties":{"__proto__":"y"}}') as JsonMap);
    expect(Object.entries(call.unknownFields)).toEqual([['__proto__', { x: 1 }]]);
    expect(Object.entries(call.properties)).toEqual([['__proto__', 'y']]);
  });

  it('leaves what it cannot read null and keeps the odd value visible under its own name', () => {
    const odd = {
      robotCallJobId: {},
      startTime: 'yesterday',
      chatDuration: '00:47',
      pay: '$0.08',
      chatRound: 2.5,
      resultStatus: [],
      properties: 'Sam',
      customerConcern: '["price"',
      callRecordTagIds: '[1',
      callDetailList: '[{"text"',
      fullAudioUrl: ['https://recordings.example.net/a.wav'],
    };
    const call = parse(aPushedRecord(odd));
    expect(call).toMatchObject({ taskId: null, startedAtMs: null, durationMs: null, cost: null, rounds: null, status: null, utterances: [] });
    expect(call).toMatchObject({ properties: {}, concerns: [], urls: { composite: null }, phone: '447700900123' });
    expect(call.callTags).toEqual([{ id: null, name: 'follow up' }, { id: null, name: 'price' }]);
    expect(call.unknownFields).toEqual(odd);
  });

  it('reads ten thousand tags, and shows a list of more as it came', () => {
    const ids = Array.from({ length: 10_001 }, (_, at) => at);
    const call = parse(aPushedRecord({ customerTagIds: ids, customerTagNames: ['VIP'], callRecordTagIds: ids.slice(1), callRecordTagNames: '' }));
    expect(call.customerTags).toEqual([{ id: null, name: 'VIP' }]);
    expect(call.callTags).toHaveLength(10_000);
    expect(call.unknownFields).toEqual({ customerTagIds: ids });
  });

  it('keeps elements of the transcript that are no sentences visible', () => {
    const call = parse(aPushedRecord({ callDetailList: [{ text: 'Hi', type: 'ROBOT' }, 'noise'] }));
    expect(call.utterances).toHaveLength(1);
    expect(call.unknownFields).toEqual({ callDetailList: ['noise'] });
  });

  it('throws for no JSON value and always fits the contract', () => {
    const fields = [...Object.keys(aPushedRecord()), 'callRecordId', '__proto__', 'constructor', 'other'];
    const odd = fc.oneof(
      fc.jsonValue() as fc.Arbitrary<JsonValue>,
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.bigInt().map(String),
      fc.constantFrom<JsonValue>('null', '', '[', '{', '[]', 'a,b', '2018-10-12 18:46:55', '1e999999999', '\uD800', 1e300, -0),
      fc.array(fc.record({ callDetailId: fc.jsonValue(), text: fc.jsonValue(), type: fc.jsonValue(), startOffset: fc.jsonValue(), endOffset: fc.double() }, { requiredKeys: [] }) as fc.Arbitrary<JsonValue>),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), odd), fc.constantFrom('+08:00', 'Europe/Berlin', 'nonsense'), (record, timeZone) => {
        const { urls, ...call } = parsePushedCall(record, { timeZone });
        const fits = pushedPart.safeParse(JSON.parse(JSON.stringify(call)));
        expect(fits.error).toBeUndefined();
        expect(Object.keys(urls)).toEqual(['composite', 'customer']);
      }),
      { numRuns: 500 },
    );
  });

  it('reads huge texts and long lists', () => {
    const text = 'word '.repeat(200_000);
    const call = parse(aPushedRecord({ analysisBasis: text, customerConcern: 'a,'.repeat(100_000), pay: '9'.repeat(100_000), properties: text, startTime: '1'.repeat(100_000) }));
    expect(call.analysisBasis).toBe(text);
    expect(call.concerns).toHaveLength(100_000);
    expect(call.startedAtMs).toBeNull();
  });
});
