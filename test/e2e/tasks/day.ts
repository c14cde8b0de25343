import type { JsonMap } from '#shared/model/json.ts';
import { aPushedRecord } from '../../support/pushes.ts';
import type { RecordingHost } from '../../support/recordingHost.ts';
import { aTimedPush, repeated } from '../callPane.ts';

type Overrides = Parameters<typeof aPushedRecord>[0];

const secondsAgo = (seconds: number): number => Math.floor(Date.now() / 1000) - seconds;
const silent = { fullAudioUrl: null, customerAudioUrl: null };
const nobody = { ...silent, callDetailList: [], customerConcern: null, intentLevelDetailName: null, chatDuration: 0, chatRound: 0, pay: '0', hangupBy: null };

const statuses = ['ANSWERED', 'NO_ANSWER', 'BUSY', 'ANSWERED', 'NO_ANSWER', 'POWER_OFF', 'ANSWERED', 'NO_ANSWER', 'REFUSED', 'ANSWERED', 'BUSY', 'VACANT_NUMBER', 'ANSWERED', 'NO_ANSWER', 'OUT_OF_SERVICE', 'CAN_NOT_CONNECT'];
const people = ['Sam Whitfield', '王女士', 'Lucía Hernández', 'Budi Santoso', 'คุณสมชาย', 'Íñigo Muñoz', 'Ms Carter'];
const words = ['What would it cost?', '价格是多少？', '¿Me lo puede mandar por correo?', 'Saya sudah bayar kemarin.', 'สนใจครับ', 'Not before ten, please.', 'Who is this?', 'I am on the train.'];
const intents = ['A (strong interest)', 'B (maybe)', 'C (wants information)', 'D (little interest)'];

const at = <Item>(items: readonly Item[], place: number): Item => items[place % items.length]!; // no list is empty

/** Ninety-six calls of the last hours, oldest first, thirty of them answered, of three tasks; none has a recording. */
export function aDay(): JsonMap[] {
  return Array.from({ length: 96 }, (_, number) => {
    const resultStatus = at(statuses, number);
    const endTime = secondsAgo((96 - number) * 110 + 300);
    return aPushedRecord({
      callId: `day-${String(number)}`,
      calledPhoneNumber: `4477009${String(10_000 + number * 37)}`,
      robotCallJobId: 1042 + (number % 3),
      startTime: endTime - 40 - (number % 50),
      endTime,
      resultStatus,
      customerConcern: number % 4 === 0 ? ['delivery time'] : [],
      chatDuration: 14 + ((number * 17) % 70),
      properties: { name: at(people, number) },
      intentLevelDetailName: at(intents, number),
      callDetailList: [{ text: 'Hello, is now a good time?', type: 'ROBOT' }, { text: at(words, number), type: 'PERSON' }],
      ...(resultStatus === 'ANSWERED' ? silent : nobody),
    });
  });
}

/** A call that ended a minute ago, without a recording. */
export function aCall(callId: string, overrides: Overrides = {}): JsonMap {
  return aPushedRecord({ callId, startTime: secondsAgo(110), endTime: secondsAgo(60), ...silent, ...overrides });
}

/** A customer who waited for a person in vain. */
export function aLostCustomer(callId: string, calledPhoneNumber: string, name: string): JsonMap {
  return aCall(callId, {
    calledPhoneNumber,
    properties: { name },
    resultStatus: 'TRANSFER_ARTIFICIAL',
    callDetailList: [{ text: 'Please hold the line.', type: 'ROBOT' }, { text: 'No puedo esperar más, adiós.', type: 'PERSON' }],
  });
}

/** A call of 48 s with the sound of both sides, in which every sentence has its time. */
export function aCallToHear(storage: RecordingHost, callId: string, overrides: Overrides = {}): JsonMap {
  const times = 3;
  storage.set('/both.wav', repeated('ai_user.wav', times));
  storage.set('/customer.wav', repeated('user.wav', times));
  const { callDetailList, ...sample } = aTimedPush('answered-en') as unknown as { readonly callDetailList: readonly { readonly startOffset: number; readonly endOffset: number }[] }; // as the sample's push has them
  const said = Array.from({ length: times }, (_, turn) => callDetailList.map((sentence, place) => later(sentence, turn * soundMs, turn * callDetailList.length + place)));
  return aPushedRecord({
    ...sample,
    callId,
    startTime: secondsAgo(110),
    endTime: secondsAgo(60),
    chatDuration: 48,
    callDetailList: said.flat(),
    fullAudioUrl: `${storage.url}/both.wav`,
    customerAudioUrl: `${storage.url}/customer.wav`,
    ...overrides,
  });
}

/** Of the sample's sound. */
const soundMs = 16_263;

function later(sentence: { readonly startOffset: number; readonly endOffset: number }, ms: number, callDetailId: number): JsonMap {
  return { ...sentence, callDetailId, startOffset: sentence.startOffset + ms, endOffset: sentence.endOffset + ms };
}
