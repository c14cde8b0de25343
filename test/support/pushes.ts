import type { JsonMap } from '#shared/model/json.ts';

/**
 * A record as the platform pushes it: answered, with a transcript, tags and both recordings. An override of `undefined`
 * takes the field away.
 */
export function aPushedRecord(overrides: Record<string, JsonMap[string] | undefined> = {}): JsonMap {
  const record: Record<string, JsonMap[string] | undefined> = {
    callId: 'call-1',
    appId: 'app-1',
    robotCallJobId: 1042,
    dialogFlowId: 77,
    tenantPhoneNumberId: 348,
    calledPhoneNumber: '447700900123',
    startTime: 1_790_841_600,
    endTime: 1_790_841_656,
    resultStatus: 'ANSWERED',
    hangupBy: 'CUSTOMER',
    customerConcern: ['price', 'delivery time'],
    analysisBasis: 'Asked for the price twice',
    chatDuration: 47,
    billingTime: 60,
    pay: '0.0820',
    chatRound: 2,
    attributes: ['existing customer'],
    properties: { name: 'Sam', plan: 'fibre 500' },
    intentLevelDetailName: 'A (strong interest)',
    callRecordTagIds: [11, 12],
    callRecordTagNames: ['follow up', 'price'],
    customerTagIds: [5],
    customerTagNames: ['VIP'],
    fullAudioUrl: 'https://recordings.example.net/call-1/ai_user.wav',
    customerAudioUrl: 'https://recordings.example.net/call-1/user.wav',
    dynamicProperties: { callbackTime: 'Tuesday morning' },
    callDetailList: [
      { callDetailId: 1, text: 'Hello, is now a good time?', type: 'ROBOT' },
      { callDetailId: 2, text: 'Yes, go ahead.', type: 'PERSON', startOffset: 3200, endOffset: 4400 },
    ],
    callCount: 1,
    redialTimes: 0,
    ...overrides,
  };
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, JsonMap[string]] => entry[1] !== undefined));
}

/** Times of a call that ended just now: nobody is told of one that ended more than a day before it arrives. */
export function endedNow(): { readonly startTime: number; readonly endTime: number } {
  const endTime = Math.floor(Date.now() / 1000) - 1;
  return { startTime: endTime - 56, endTime };
}
