import { describe, expect, it } from 'vitest';
import type { AlertReason } from '#shared/model/alert.ts';
import type { NewNotice } from '../../../electron/core/store/alertLog.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aRule } from '../../support/alerts.ts';

const arrivalMs = 1_790_841_700_000;
const aLost = (callId: string, more: Record<string, unknown> = {}, minute = 0) =>
  aPush(
    { callId, calledPhoneNumber: '525512345678', resultStatus: 'TRANSFER_ARTIFICIAL', startTime: arrivalMs + minute * 60_000 - 30_000, endTime: arrivalMs + minute * 60_000, ...more },
    { receivedAtMs: arrivalMs + minute * 60_000 },
  );
const unhandled = (db: DerivedStore): string[] => db.reading.unhandledAlerts(['ANSWERED']).map(({ callId }) => callId);
const logIdsOf = (db: DerivedStore): number[] => db.reading.waitingAlerts(0, 100).map(({ logId }) => logId);

/** Tells of everything that waits, each in a notice of its own. */
function tellAll(db: DerivedStore, about: NewNotice['about'] = 'calls', reason: AlertReason = 'alone'): void {
  const notices = logIdsOf(db).map((logId) => ({ about, level: 'urgent', sinceMs: 1, untilMs: 2, count: 1, urgentCount: 1, leadLogId: logId, sound: 'chime', logIds: [logId], reason }) as const);
  db.store.tellAlerts({ atMs: arrivalMs, notices, settled: [], handled: [] });
}

describe('unhandledAlerts', () => {
  it('has what was told of and is told of again, in order, once each', () => {
    using db = openDerivedStore();
    db.push(aLost('a'), aLost('b'), aPush({ callId: 'answered', resultStatus: 'ANSWERED' }));
    expect(unhandled(db)).toEqual([]);
    tellAll(db);
    expect(unhandled(db)).toEqual(['a', 'b']);
    db.push(aLost('a', { resultStatus: 'ANSWERED' }, 1), aLost('a', { chatRound: 2 }, 2));
    tellAll(db);
    expect(unhandled(db)).toEqual(['b', 'a']);
  });

  it('does not have a call that was opened, until there is news of it', () => {
    using db = openDerivedStore();
    db.push(aLost('a'), aLost('b'));
    tellAll(db);
    db.store.tellAlerts({ atMs: 9, notices: [], settled: [], handled: ['a', 'nobody'] });
    expect(unhandled(db)).toEqual(['b']);
    expect(db.reading.listAlertLog({ limit: 2 }).items.map(({ callId, seenAtMs }) => [callId, seenAtMs])).toEqual([['b', null], ['a', 9]]);
    db.push(aLost('a', { resultStatus: 'BUSY' }, 1), aLost('a', { chatRound: 2 }, 2));
    tellAll(db);
    expect(unhandled(db)).toEqual(['b', 'a']);
  });

  it('does not have a call whose card was put away, or that has an outcome, as long as that is so', () => {
    using db = openDerivedStore();
    db.push(aLost('a'), aLost('b'));
    tellAll(db);
    db.store.setRescueHandled('a', true);
    const noted = db.store.setReviews(['b'], { outcome: 'Called back' }, false);
    expect(unhandled(db)).toEqual([]);
    db.store.undo(noted?.undo ?? null);
    expect(unhandled(db)).toEqual(['b']);
    db.store.setRescueHandled('a', false);
    expect(unhandled(db)).toEqual(['a', 'b']);
  });

  it('does not have a card’s call where a later one to the number was answered', () => {
    using db = openDerivedStore();
    db.push(aLost('before', { resultStatus: 'ANSWERED' }, -10), aLost('a'), aLost('b', { calledPhoneNumber: '447700900123' }));
    tellAll(db);
    expect(unhandled(db)).toEqual(['a', 'b']);
    db.push(aLost('again', { resultStatus: 'ANSWERED', calledPhoneNumber: '+52 55 1234 5678' }, 5));
    expect(unhandled(db)).toEqual(['b']);
    db.push(aLost('again', { resultStatus: 'BUSY', calledPhoneNumber: '+52 55 1234 5678' }, 6));
    expect(unhandled(db)).toEqual(['a', 'b']);
  });

  it('has a call without a card though the robot reached the number again', () => {
    using db = openDerivedStore({ alertRules: [aRule({ id: 'lawyer', action: 'urgent-repeat', when: { words: ['lawyer'] } })] });
    const said = [{ text: 'My lawyer will call.', type: 'PERSON' }];
    db.push(aLost('a', { resultStatus: 'ANSWERED', callDetailList: said }));
    tellAll(db);
    db.push(aLost('again', { resultStatus: 'ANSWERED' }, 5));
    expect(unhandled(db)).toEqual(['a']);
  });

  it('has what an earlier run came not to tell, or came before the start, but nothing that a rule counts in a row', () => {
    const fault = aRule({ id: 'fault', action: 'urgent-repeat', when: { statuses: ['SYSTEM_ERROR'], inARow: 2 } });
    const lost = aRule({ id: 'handover', action: 'urgent-repeat' });
    using db = openDerivedStore({ alertRules: [fault, lost], startedAfterPush: 2 });
    db.push(aLost('before'), aLost('fault-before', { resultStatus: 'SYSTEM_ERROR' }), aLost('a'), aLost('fault', { resultStatus: 'SYSTEM_ERROR' }));
    expect(db.reading.listAlertLog({ limit: 9 }).items.map(({ reason }) => reason)).toEqual(['waiting', 'waiting', 'before-start', 'before-start']);
    db.store.endWaitingAlerts();
    expect(unhandled(db)).toEqual(['before', 'a']);
  });

  it('has the call of an incident that its notice is of, and no other', () => {
    using db = openDerivedStore({ alertRules: [aRule({ id: 'fault', action: 'urgent-repeat', when: { inARow: 2 } })] });
    db.push(aLost('a'), aLost('b'));
    const [first = 0, second = 0] = logIdsOf(db);
    db.store.tellAlerts({ atMs: 1, handled: [], settled: [], notices: [{ about: 'incident', level: 'urgent', sinceMs: 1, untilMs: 2, count: 2, urgentCount: 2, leadLogId: second, sound: 'chime', logIds: [first, second], reason: 'incident' }] });
    expect(unhandled(db)).toEqual(['b']);
  });
});

const settled = (db: DerivedStore, ...noticeIds: number[]): number[] => db.reading.settledNotices(noticeIds, ['ANSWERED']);
const aNotice = (ids: number[]) => ({ about: 'calls', level: 'urgent', sinceMs: 1, untilMs: 2, count: ids.length, urgentCount: 1, leadLogId: ids[0] ?? 0, sound: 'chime', logIds: ids, reason: 'summary' }) as const;

describe('settledNotices', () => {
  it('has notices all of whose urgent calls are handled in whatever way, as long as that is so', () => {
    using db = openDerivedStore();
    db.push(aLost('a'), aLost('b'), aLost('c', { calledPhoneNumber: '34655555072' }), aPush({ callId: 'answered', resultStatus: 'ANSWERED', calledPhoneNumber: '66812345678' }));
    const logIds = logIdsOf(db);
    const [a = 0, b = 0, c = 0, answered = 0] = logIds;
    db.store.tellAlerts({ atMs: arrivalMs, notices: [aNotice([a, b]), aNotice([c, answered]), { ...aNotice([answered]), level: 'normal' }], settled: [], handled: [] });
    expect(settled(db, 1, 2, 3)).toEqual([]);
    db.store.tellAlerts({ atMs: 9, notices: [], settled: [], handled: ['a'] });
    db.store.setRescueHandled('c', true);
    expect(settled(db, 1, 2, 3), 'the first has another one').toEqual([2]);
    const noted = db.store.setReviews(['b'], { outcome: 'Called back' }, false);
    expect(settled(db, 1, 2, 3)).toEqual([1, 2]);
    db.store.undo(noted?.undo ?? null);
    expect(settled(db, 1, 2, 3)).toEqual([2]);
    db.push(aPush({ callId: 'later', resultStatus: 'ANSWERED', calledPhoneNumber: '525512345678', startTime: arrivalMs + 60_000, endTime: arrivalMs + 90_000 }, { receivedAtMs: arrivalMs + 120_000 }));
    expect(settled(db, 1)).toEqual([1]);
  });

  it('follow from an event that a call was seen, told once', () => {
    using db = openDerivedStore();
    db.push(aLost('a'), aPush({ callId: 'busy', resultStatus: 'BUSY' }));
    tellAll(db);
    const seq = db.reading.lastEventSeq();
    for (let times = 0; times < 2; times += 1) db.store.tellAlerts({ atMs: 9, notices: [], settled: [], handled: ['a', 'busy', 'nobody'] });
    expect(db.reading.eventsAfter(seq, 10)).toEqual([{ kind: 'handled', seq: seq + 1, callId: 'a' }]);
  });
});
