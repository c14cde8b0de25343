import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { noConditions } from '#shared/model/alertRule.ts';
import { aRule } from '../../support/alerts.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aPushedRecord } from '../../support/pushes.ts';

const arrivalMs = 1_790_841_700_000;
const outcomes = (db: DerivedStore): unknown[] =>
  db.reading.listPushes({ limit: 500 }).items.toReversed().flatMap(({ records }) => records.map(({ outcome, callId }) => [outcome, callId]));
/** What waits to be told of. */
const alerts = (db: DerivedStore): unknown[] => db.reading.waitingAlerts(0, 500).map(({ action, callId }) => [action, callId]);
const endedAt = (endTime: number) => ({ resultStatus: 'TRANSFER_ARTIFICIAL', startTime: endTime - 60, endTime });
const said = (text: string) => [{ text, type: 'PERSON' }];
/** The whole alert log, oldest first. */
const logged = (db: DerivedStore): unknown[] => db.reading.listAlertLog({ limit: 200 }).items.toReversed().map(({ callId, rule, reason, run, repeats }) => [callId, rule?.id ?? null, reason, run, repeats]);

describe('deriving a push', () => {
  it('makes a call of it, whole', () => {
    using db = openDerivedStore();
    db.push(aPush(aPushedRecord({ newField: { a: 1 } }), { receivedAtMs: arrivalMs }));
    expect(db.reading.getCall('call-1')).toEqual({
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
      receivedAtMs: arrivalMs,
      updatedAtMs: arrivalMs,
      customerName: 'Sam',
      customerWords: 'Yes, go ahead.',
      revisionCount: 1,
      duplicateCount: 0,
      review: { read: false, starred: false, outcome: null, tags: [], intent: null, noteCount: 0, followUpDueAtMs: null, readAtMs: null, starredAtMs: null, followUp: null, notes: [] },
      utterances: [
        { index: 0, id: '1', speaker: 'robot', text: 'Hello, is now a good time?', startMs: null, endMs: null, timing: 'unknown', corrected: null },
        { index: 1, id: '2', speaker: 'customer', text: 'Yes, go ahead.', startMs: 3200, endMs: 4400, timing: 'given', corrected: null },
      ],
      timing: { state: 'waiting', reason: 'recording-coming', why: null, shiftMs: 0, hasCorrections: false },
      conversation: null,
      recordings: [
        expect.objectContaining({ kind: 'composite', state: 'waiting', url: 'https://recordings.example.net/call-1/ai_user.wav' }),
        expect.objectContaining({ kind: 'customer', state: 'waiting', url: 'https://recordings.example.net/call-1/user.wav' }),
      ],
      revisions: [{ pushId: 1, receivedAtMs: arrivalMs, outcome: 'stored' }],
      properties: { name: 'Sam', plan: 'fibre 500' },
      dynamicProperties: { callbackTime: 'Tuesday morning' },
      unknownFields: { newField: { a: 1 } },
    });
  });

  it('keeps every digit of ids and numbers', () => {
    using db = openDerivedStore();
    db.push(aPush('{"callId":9223372036854775807,"robotCallJobId":9007199254740993,"pay":"0.10","properties":{"a":12345678901234567890}}'));
    expect(db.reading.getCall('9223372036854775807')).toMatchObject({
      taskId: '9007199254740993',
      cost: '0.10',
      properties: { a: '12345678901234567890' },
    });
  });

  it('reads a compressed body', () => {
    using db = openDerivedStore();
    db.push(aPush(gzipSync('{"callId":"a"}'), { headers: { 'content-encoding': 'gzip' } }));
    expect(outcomes(db)).toEqual([['stored', 'a']]);
  });

  it('leaves out what the receiver refused', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a' }, { refusal: { code: '-1', reason: 'no' } }), aPush({ callId: 'b' }));
    expect(outcomes(db)).toEqual([['stored', 'b']]);
  });

  it('keeps an event without making a call of it', () => {
    using db = openDerivedStore();
    db.push(aPush({ dataType: 'ROBOT_CALL_JOB', data: { robotCallJobId: 43, status: 'COMPLETED' } }));
    expect(outcomes(db)).toEqual([['event', null]]);
    expect(db.reading.totals().calls).toBe(0);
  });
});

describe('the same body twice', () => {
  it('is one call, one alert and two pushes', () => {
    using db = openDerivedStore();
    db.push(aPush(aPushedRecord()), aPush(aPushedRecord(), { receivedAtMs: arrivalMs + 5 }));
    expect(outcomes(db)).toEqual([
      ['stored', 'call-1'],
      ['duplicate', 'call-1'],
    ]);
    expect(alerts(db)).toEqual([['normal', 'call-1']]);
    expect(db.reading.totals()).toMatchObject({ calls: 1, pushes: 2 });
    expect(db.reading.getCall('call-1')).toMatchObject({ revisionCount: 1, duplicateCount: 1 });
  });

  it('is recognised whatever the order of its keys and its whitespace', () => {
    using db = openDerivedStore();
    db.push(aPush('{"callId":"a","chatRound":2}'), aPush('{ "chatRound": 2,\n "callId": "a" }'));
    expect(outcomes(db)).toEqual([
      ['stored', 'a'],
      ['duplicate', 'a'],
    ]);
  });

  it('is recognised anywhere in the call’s history', () => {
    using db = openDerivedStore();
    const first = { callId: 'a', resultStatus: 'BUSY' };
    db.push(aPush(first), aPush({ callId: 'a', resultStatus: 'REFUSED' }), aPush(first));
    expect(outcomes(db).at(-1)).toEqual(['duplicate', 'a']);
    expect(db.reading.getCall('a')).toMatchObject({ status: 'REFUSED', revisionCount: 2, duplicateCount: 1 });
  });

  it('of two calls is no duplicate', () => {
    using db = openDerivedStore();
    db.push(aPush([{ callId: 'a' }, { callId: 'b' }, { callId: 'a' }]));
    expect(outcomes(db)).toEqual([
      ['stored', 'a'],
      ['stored', 'b'],
      ['duplicate', 'a'],
    ]);
  });
});

describe('a revision', () => {
  it('changes the call in place, and both pushes stay', () => {
    using db = openDerivedStore();
    const callDetailList = [1, 2, 3].map((at) => ({ text: `Sentence ${at}`, type: 'ROBOT' }));
    db.push(aPush(aPushedRecord()), aPush(aPushedRecord({ callDetailList, chatDuration: 48 }), { receivedAtMs: arrivalMs + 5 }));
    expect(db.reading.getCall('call-1')).toMatchObject({
      durationMs: 48_000,
      utterances: callDetailList.map(({ text }) => ({ text })),
      receivedAtMs: arrivalMs,
      updatedAtMs: arrivalMs + 5,
      revisions: [expect.objectContaining({ pushId: 1, outcome: 'stored' }), expect.objectContaining({ pushId: 2, outcome: 'revision' })],
    });
    expect(db.reading.totals()).toMatchObject({ calls: 1, pushes: 2 });
  });

  it('changes nothing where it is older than what is known, and is told of as a revision all the same', () => {
    using db = openDerivedStore();
    const newer = aPushedRecord({ intentLevelDetailName: 'A' });
    const older = aPushedRecord({ intentLevelDetailName: 'C', resultStatus: 'TRANSFER_ARTIFICIAL', chatDuration: 12, callRecordTagIds: '', callRecordTagNames: null, fullAudioUrl: undefined });
    db.push(aPush(newer));
    const before = db.reading.getCall('call-1');
    db.push(aPush(older, { receivedAtMs: arrivalMs + 5 }), aPush(newer), aPush(older));
    expect(outcomes(db)).toEqual(['stored', 'revision', 'duplicate', 'duplicate'].map((outcome) => [outcome, 'call-1']));
    expect(db.reading.getPush(2)?.records).toMatchObject([{ outcome: 'revision', changes: [] }]);
    expect(db.reading.getCall('call-1')).toEqual({ ...before, revisionCount: 2, duplicateCount: 2, revisions: expect.any(Array) as unknown });
    expect(alerts(db)).toEqual([['normal', 'call-1']]);
    const events = db.reading.eventsAfter(0, 500);
    expect(events === 'too-old' ? [] : events.flatMap((event) => (event.kind === 'call' ? [event.change] : []))).toEqual(['stored', 'updated']);
  });

  it('that is older adds what only it says, and no more is told as its change', () => {
    using db = openDerivedStore();
    db.push(aPush(aPushedRecord({ hangupBy: undefined, pay: '' })), aPush(aPushedRecord({ chatDuration: 12, intentLevelDetailName: 'C', mood: 'fine' })));
    expect(db.reading.getCall('call-1')).toMatchObject({ durationMs: 47_000, intent: 'A (strong interest)', hungUpBy: 'CUSTOMER', cost: '0.0820', unknownFields: { mood: 'fine' } });
    expect(db.reading.getPush(2)?.records[0]?.changes).toEqual([
      { field: 'hangupBy', from: null, to: 'CUSTOMER' },
      { field: 'pay', from: '', to: '0.0820' },
      { field: 'mood', from: null, to: 'fine' },
    ]);
  });

  it('keeps what it does not mention or leaves empty, over several revisions', () => {
    using db = openDerivedStore();
    db.push(
      aPush({ callId: 'a', resultStatus: 'BUSY', appId: 'app', properties: { name: 'Sam' }, calledPhoneNumber: '1' }),
      aPush({ callId: 'a', calledPhoneNumber: '2', somethingNew: 1 }),
      aPush({ callId: 'a', properties: null, resultStatus: '' }),
    );
    expect(db.reading.getCall('a')).toMatchObject({
      status: 'BUSY',
      appId: 'app',
      phone: '2',
      properties: { name: 'Sam' },
      unknownFields: { somethingNew: 1 },
      revisionCount: 3,
    });
  });

  it('within one batch, and of a call from an earlier batch', () => {
    using db = openDerivedStore();
    db.push(aPush([{ callId: 'a', appId: 'x' }, { callId: 'b', appId: 'x' }, { callId: 'a', chatRound: 1 }]), aPush({ array: [{ callId: 'b', chatRound: 2 }] }));
    expect(db.reading.getCall('a')).toMatchObject({ appId: 'x', rounds: 1 });
    expect(db.reading.getCall('b')).toMatchObject({ appId: 'x', rounds: 2 });
  });

  it('is announced where it brings a status that alerts, and not otherwise', () => {
    using db = openDerivedStore();
    db.push(
      aPush({ callId: 'a', resultStatus: 'BUSY' }),
      aPush({ callId: 'a', resultStatus: 'TRANSFER_ARTIFICIAL' }),
      aPush({ callId: 'a', resultStatus: 'TRANSFER_ARTIFICIAL', chatRound: 1 }),
      aPush({ callId: 'b', resultStatus: 'ANSWERED' }),
      aPush({ callId: 'b', resultStatus: 'ANSWERED', chatRound: 1 }),
    );
    expect(alerts(db)).toEqual([
      ['urgent-repeat', 'a'],
      ['normal', 'b'],
    ]);
    expect(logged(db)).toEqual([
      ['a', 'unreached', 'nothing', null, 0],
      ['a', 'handover', 'waiting', null, 1],
      ['b', 'answered', 'waiting', null, 1],
    ]);
  });
});

describe('a batch with one unreadable record', () => {
  it('makes calls of the others and keeps the reason of the bad one', () => {
    using db = openDerivedStore();
    db.push(aPush([{ callId: 'a' }, 'nonsense', { callId: 'b' }]));
    expect(db.reading.getPush(1)).toMatchObject({
      outcome: 'partial',
      records: [
        { index: 0, outcome: 'stored', callId: 'a', code: null, reason: null },
        { index: 1, outcome: 'refused', callId: null, code: '-27', reason: 'This is not a record: a JSON object is expected.' },
        { index: 2, outcome: 'stored', callId: 'b', code: null, reason: null },
      ],
    });
  });
});

describe('a replay', () => {
  it('of a push that was refused becomes its call, without an alert', () => {
    using db = openDerivedStore();
    db.push(aPush(aPushedRecord(), { refusal: { code: '-5', reason: 'no' } }), aPush(aPushedRecord(), { replayOf: 1 }));
    expect(outcomes(db)).toEqual([['stored', 'call-1']]);
    expect(alerts(db)).toEqual([]);
    expect(logged(db)).toEqual([['call-1', null, 'replayed', null, 0]]);
  });
});

describe('what is decided on a call', () => {
  it('is noted with its reason, and later deliveries are counted there', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a', resultStatus: 'ANSWERED' }), aPush({ callId: 'a', resultStatus: 'ANSWERED' }), aPush({ callId: 'b', resultStatus: 'NEW_ONE' }), aPush({ callId: 'b', resultStatus: 'NEW_ONE', pay: '1' }));
    expect(logged(db)).toEqual([
      ['a', 'answered', 'waiting', null, 1],
      ['b', null, 'no-rule', null, 1],
    ]);
  });

  it('counts how many of a rule came in a row, which another call ends and a repeated one does not', () => {
    using db = openDerivedStore();
    db.push(...['SYSTEM_ERROR', 'FROM_PHONE_ERROR', 'BUSY', 'SYSTEM_ERROR'].map((resultStatus, at) => aPush({ callId: `call-${at}`, resultStatus })));
    db.push(aPush({ callId: 'call-0', resultStatus: 'SYSTEM_ERROR' }), aPush({ callId: 'call-9', resultStatus: 'SYSTEM_ERROR' }));
    expect(logged(db)).toEqual([
      ['call-0', 'fault', 'waiting', 1, 1],
      ['call-1', 'fault', 'waiting', 2, 0],
      ['call-2', 'unreached', 'nothing', null, 0],
      ['call-3', 'fault', 'waiting', 1, 0],
      ['call-9', 'fault', 'waiting', 2, 0],
    ]);
  });

  it('tells nobody of what came before the start, and of a call that ended more than a day ago', () => {
    using db = openDerivedStore({ startedAfterPush: 2 });
    db.push(
      aPush({ callId: 'before' }, { receivedAtMs: arrivalMs }),
      aPush({ callId: 'lost-before', resultStatus: 'TRANSFER_ARTIFICIAL' }, { receivedAtMs: arrivalMs }),
      aPush({ callId: 'old', ...endedAt(arrivalMs / 1000 - 86_401) }, { receivedAtMs: arrivalMs }),
      aPush({ callId: 'late', ...endedAt(arrivalMs / 1000 - 86_399) }, { receivedAtMs: arrivalMs }),
    );
    expect(logged(db)).toEqual([
      ['before', null, 'before-start', null, 0],
      ['lost-before', 'handover', 'before-start', null, 0],
      ['old', null, 'back-filled', null, 0],
      ['late', 'handover', 'waiting', null, 0],
    ]);
  });

  it('is decided by the rules in force, the first one that fits', () => {
    const words = { ...aRule({ id: 'price', action: 'urgent' }), when: { ...noConditions, words: ['price'] } };
    using db = openDerivedStore({ alertRules: [words, aRule({ id: 'all', action: 'badge' })] });
    db.push(aPush({ callId: 'a', callDetailList: said('What is the PRICE?') }), aPush({ callId: 'b', callDetailList: said('No.') }), aPush({ callId: 'b', callDetailList: [...said('No.'), ...said('The price?')] }));
    expect(alerts(db)).toEqual([
      ['urgent', 'a'],
      ['badge', 'b'],
      ['urgent', 'b'],
    ]);
  });
});

describe('what cannot be derived', () => {
  it('is refused with its reason and stops nothing behind it', () => {
    using db = openDerivedStore();
    db.push(aPush('{"callId":'), aPush(Buffer.from([1, 2, 3]), { headers: { 'content-encoding': 'gzip' } }), aPush([]), aPush({ callId: 'a' }));
    expect(db.reading.listPushes({ limit: 10 }).items.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['stored', null],
      ['refused', '-27'],
      ['refused', '-27'],
      ['refused', '-27'],
    ]);
    expect(db.problems).toHaveLength(2);
  });

  it('because the database will not have it is refused alone', () => {
    using db = openDerivedStore();
    const addCall = db.deriving.addCall.bind(db.deriving);
    db.deriving.addCall = (prepared, receivedAtMs) => {
      const added = addCall(prepared, receivedAtMs);
      if (prepared.call.callId === 'bad') throw new TypeError('no such thing');
      return added;
    };
    db.push(aPush([{ callId: 'good' }, { callId: 'bad' }, { callId: 'fine' }]));
    expect(db.reading.getPush(1)?.records.map(({ outcome, code, reason }) => [outcome, code, reason])).toEqual([
      ['stored', null, null],
      ['refused', '-5', 'Earshot could not derive this record: no such thing'],
      ['stored', null, null],
    ]);
    expect(db.reading.totals().calls).toBe(2);
    expect(db.reading.getCall('bad')).toBeNull();
    expect(db.reading.countCalls(0).all).toEqual({ '': 2 });
  });
});

describe('a batch of many records', () => {
  it('is derived over several transactions and shown when it is whole', () => {
    using db = openDerivedStore();
    db.push(aPush(Array.from({ length: 300 }, (_, at) => ({ callId: `call-${at}` }))));
    expect(db.reading.getPush(1)).toMatchObject({ outcome: 'stored' });
    expect(db.reading.totals()).toMatchObject({ calls: 300, backlog: 0 });
  });
});
