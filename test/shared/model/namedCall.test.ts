import { describe, expect, it } from 'vitest';
import { namedCallIn } from '#shared/model/namedCall.ts';

describe('namedCallIn', () => {
  it.each([
    ['{"callId":"a-1","calledPhoneNumber":"+62 812-5550 (0148)"}', { callId: 'a-1', phone: '+62 812-5550 (0148)' }],
    ['{ "callId" : 2209281547021512019, "calledPhoneNumber": 6281255500148 }', { callId: '2209281547021512019', phone: '6281255500148' }],
    ['{"callRecordId":"77","x":{"calledPhoneNumber":"447700900123"', { callId: '77', phone: '447700900123' }],
    ['callId=5&calledPhoneNumber=6', { callId: null, phone: null }],
    [`{"callId":"${'x'.repeat(65)}","calledPhoneNumber":"${'1'.repeat(40)}"}`, { callId: null, phone: null }],
    ['{"callId":"a\u0000b","calledPhoneNumber":"<b>1</b>"}', { callId: null, phone: null }],
    [`${' '.repeat(5000)}{"callId":"late"}`, { callId: null, phone: null }],
    ['', { callId: null, phone: null }],
  ])('reads %j by its look', (text, named) => {
    expect(namedCallIn(text)).toEqual(named);
  });
});
