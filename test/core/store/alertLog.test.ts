import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { usualAlertRules } from '#shared/model/alertRule.ts';
import { openForDeriving } from '../../../electron/core/store/open.ts';
import type { NewNotice } from '../../../electron/core/store/alertLog.ts';
import { insertAlertLogEntry } from '../../../electron/core/store/alertLog.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const answered = (...callIds: string[]) => callIds.map((callId) => aPush({ callId, resultStatus: 'ANSWERED' }));
const idsOf = (db: DerivedStore): number[] => db.reading.waitingAlerts(0, 100).map(({ logId }) => logId);
const aNotice = (logIds: readonly number[], overrides: Partial<NewNotice> = {}): NewNotice => ({ about: 'calls', level: 'normal', sinceMs: 1, untilMs: 2, count: logIds.length, urgentCount: 0, leadLogId: logIds.at(-1) ?? 0, sound: 'chime', logIds, reason: 'summary', ...overrides });
const tell = (db: DerivedStore, ...notices: NewNotice[]): void => db.store.tellAlerts({ atMs: 10, notices, settled: [], handled: [] });
const callsOf = (db: DerivedStore, notice: number | string, limit = 50, cursor?: string) => db.reading.listCalls({ notice, limit, sort: 'arrived', ...(cursor === undefined ? {} : { cursor }) });

describe('a notice', () => {
  it('is told as an event, and opens exactly its calls', () => {
    using db = openDerivedStore();
    db.push(...answered('a', 'b', 'c'));
    const [a = 0, b = 0, c = 0] = idsOf(db);
    tell(db, aNotice([a, c], { urgentCount: 1, level: 'urgent' }));
    expect(db.reading.waitingAlerts(0, 10).map(({ logId }) => logId)).toEqual([b]);
    const events = db.reading.eventsAfter(0, 100);
    expect(events === 'too-old' ? [] : events.filter(({ kind }) => kind === 'alert')).toEqual([
      { kind: 'alert', seq: 4, atMs: 10, noticeId: 1, about: 'calls', level: 'urgent', count: 2, urgentCount: 1, sound: 'chime', rule: { id: 'answered', name: '' }, sinceMs: 1, untilMs: 2, call: expect.objectContaining({ callId: 'c' }) as unknown },
    ]);
    expect(callsOf(db, 1).items.map(({ callId }) => callId)).toEqual(['c', 'a']);
    const first = callsOf(db, 1, 1);
    expect(callsOf(db, 1, 1, first.nextCursor ?? '').items.map(({ callId }) => callId)).toEqual(['a']);
    expect(db.reading.callsOfNotices({ from: 1, to: 1 })).toEqual(['a', 'c']);
    expect(callsOf(db, 2).items).toEqual([]);
  });

  it('that reminds opens its calls too, which stay with the one that told of them', () => {
    using db = openDerivedStore();
    db.push(...answered('a', 'b', 'c'));
    const [a = 0, b = 0, c = 0] = idsOf(db);
    tell(db, aNotice([a, b, c]), aNotice([a, b], { about: 'reminder', reason: null }));
    expect(callsOf(db, 1).items).toHaveLength(3);
    expect(callsOf(db, 2).items.map(({ callId }) => callId)).toEqual(['b', 'a']);
    tell(db, aNotice([a], { about: 'reminder', reason: null }));
    expect(db.reading.listAlertLog({ limit: 9 }).items.map(({ callId, reason, reminders }) => [callId, reason, reminders])).toEqual([['c', 'summary', 0], ['b', 'summary', 1], ['a', 'summary', 2]]);
  });

  it('and others after it are opened together, each call once, without what was only counted', () => {
    using db = openDerivedStore();
    db.push(...answered('a', 'b', 'c', 'd', 'e'));
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = idsOf(db);
    tell(db, aNotice([a]), aNotice([b, c]), aNotice([d], { level: 'badge', reason: 'badge' }), aNotice([c], { about: 'reminder', reason: null }), aNotice([e]));
    expect(callsOf(db, '2-4').items.map(({ callId }) => callId)).toEqual(['c', 'b']);
    const first = callsOf(db, '1-5', 2);
    expect([first, callsOf(db, '1-5', 5, first.nextCursor ?? '')].flatMap(({ items }) => items.map(({ callId }) => callId))).toEqual(['e', 'c', 'b', 'a']);
    expect(callsOf(db, '3-3').items.map(({ callId }) => callId), 'alone it is opened').toEqual(['d']);
    expect(db.reading.callsOfNotices({ from: 2, to: 4 })).toEqual(['b', 'c']);
  });

  it('of an incident gains the calls that come later, and the one of its end opens them', () => {
    using db = openDerivedStore();
    db.push(...answered('a', 'b', 'c'));
    const [a = 0, b = 0, c = 0] = idsOf(db);
    tell(db, aNotice([a, b], { about: 'incident', reason: 'incident' }));
    db.store.tellAlerts({ atMs: 20, notices: [aNotice([c], { about: 'incident-over', reason: null })], settled: [{ logId: c, reason: 'incident' }], handled: [] });
    expect(callsOf(db, 1).items).toHaveLength(3);
    const events = db.reading.eventsAfter(0, 100);
    expect(events === 'too-old' ? [] : events.flatMap((event) => (event.kind === 'alert' ? [[event.about, event.noticeId]] : []))).toEqual([['incident', 1], ['incident-over', 1]]);
  });

  it('of which nothing is known any more is not told', () => {
    using db = openDerivedStore();
    tell(db, aNotice([7]));
    expect(db.reading.eventsAfter(0, 10)).toEqual([]);
  });
});

const onLine = (line: number | undefined, resultStatus: string, callId: string) => aPush({ callId, resultStatus, tenantPhoneNumberId: line });
const runs = (db: DerivedStore): unknown[] => db.reading.listAlertLog({ limit: 50 }).items.filter(({ run }) => run !== null).map(({ callId, run }) => [callId, run]).toReversed();

it('has calls followed up that are told of, but none that the operator has decided on', () => {
  using db = openDerivedStore();
  db.push(...answered('a', 'b', 'c'));
  db.store.setReviews(['b'], { outcome: 'Called back' }, false);
  db.store.setReviews(['c'], { followUp: { dueAtMs: 5, text: 'Own' } }, false);
  const followUps = ['a', 'b', 'c', 'nobody'].map((callId) => ({ callId, dueAtMs: 99 }));
  db.store.tellAlerts({ atMs: 10, notices: [aNotice(idsOf(db))], settled: [], handled: [], followUps });
  expect(['a', 'b', 'c'].map((callId) => db.reading.getCall(callId)?.review.followUp)).toEqual([{ dueAtMs: 99, text: '', remindedAtMs: null }, null, { dueAtMs: 5, text: 'Own', remindedAtMs: null }]);
  expect(db.reading.getCall('a')?.review.read).toBe(false);
  // It is no deed that Ctrl+Z would take back: the operator's latest is.
  db.store.setReviews(['a'], { followUp: null }, false);
  expect(db.reading.getCall('a')?.review.followUp).toBeNull();
});

describe('calls in a row', () => {
  it('are those of one line: calls of another one come between without breaking it', () => {
    using db = openDerivedStore();
    db.push(onLine(348, 'FROM_PHONE_ERROR', 'a'), onLine(349, 'ANSWERED', 'x'), onLine(348, 'SYSTEM_ERROR', 'b'), onLine(undefined, 'BUSY', 'y'), onLine(348, 'FROM_PHONE_ERROR', 'c'), onLine(349, 'SYSTEM_ERROR', 'z'));
    expect(runs(db)).toEqual([['a', 1], ['b', 2], ['c', 3], ['z', 1]]);
  });

  it('end with any other call of the line, and those without a line are of none', () => {
    using db = openDerivedStore();
    db.push(onLine(348, 'SYSTEM_ERROR', 'a'), onLine(348, 'BUSY', 'x'), onLine(348, 'SYSTEM_ERROR', 'b'), onLine(undefined, 'SYSTEM_ERROR', 'c'), onLine(undefined, 'SYSTEM_ERROR', 'd'));
    expect(runs(db)).toEqual([['a', 1], ['b', 1], ['c', 1], ['d', 2]]);
  });

  it('go on where there are enough of them, and make an incident that belongs to its line', () => {
    using db = openDerivedStore();
    db.push(...[1, 2, 3].flatMap((at) => [onLine(348, 'SYSTEM_ERROR', `a-${at}`), onLine(349, 'SYSTEM_ERROR', `b-${at}`)]));
    const waiting = db.reading.waitingAlerts(0, 10);
    expect(waiting.map(({ line }) => line)).toEqual(['348', '349', '348', '349', '348', '349']);
    const of = (line: string) => waiting.filter((call) => call.line === line).map(({ logId }) => logId);
    const [first, second] = [of('348'), of('349')];
    tell(db, aNotice(first.slice(0, 2), { about: 'incident', reason: 'incident' }), aNotice(second.slice(0, 2), { about: 'incident', reason: 'incident' }));
    db.store.tellAlerts({ atMs: 20, notices: [], handled: [], settled: [{ logId: first[2] ?? 0, reason: 'incident' }] });
    expect(callsOf(db, 1).items.map(({ callId }) => callId)).toEqual(['a-3', 'a-2', 'a-1']);
    expect(callsOf(db, 2).items.map(({ callId }) => callId)).toEqual(['b-2', 'b-1']);
  });
});

describe('the log', () => {
  it('pages, and filters by what came of a call', () => {
    using db = openDerivedStore();
    db.push(...answered('a', 'b', 'c'), aPush({ callId: 'd', resultStatus: 'BUSY' }));
    const [a = 0, b = 0] = idsOf(db);
    tell(db, aNotice([a, b]));
    const reasons = (outcome?: 'shown' | 'silent' | 'held') => db.reading.listAlertLog({ limit: 50, outcome }).items.map(({ callId, reason, noticeCount }) => [callId, reason, noticeCount]);
    expect(reasons('shown')).toEqual([['b', 'summary', 2], ['a', 'summary', 2]]);
    expect(reasons('held')).toEqual([['c', 'waiting', null]]);
    expect(reasons('silent')).toEqual([['d', 'nothing', null]]);
    expect(reasons()).toHaveLength(4);
    const page = db.reading.listAlertLog({ limit: 3 });
    expect(db.reading.listAlertLog({ limit: 3, cursor: page.nextCursor ?? '' })).toMatchObject({ items: [{ callId: 'a', phone: null, status: 'ANSWERED' }], nextCursor: null });
    expect(db.reading.listAlertLog({ limit: 3, callId: 'd' }).items).toHaveLength(1);
    expect(() => db.reading.listAlertLog({ limit: 3, cursor: 'x' })).toThrow(AppError);
  });

  it('keeps the latest fifty thousand', () => {
    using db = openDerivedStore();
    const writable = openForDeriving(db.file);
    writable.write(() => {
      for (let at = 0; at < 52_000; at += 1) insertAlertLogEntry(writable, { callId: `call-${at}`, rule: null, action: null, reason: 'no-rule', line: null, run: null }, at);
    });
    writable.close();
    expect(db.reading.listAlertLog({ limit: 1, cursor: '2002' }).items).toMatchObject([{ id: 2001 }]);
    expect(db.reading.listAlertLog({ limit: 1, cursor: '2001' }).items).toEqual([]);
  });

  it('tells what waited when Earshot ended, and what is held back', () => {
    using db = openDerivedStore();
    db.push(...answered('a', 'b'));
    const [a = 0] = idsOf(db);
    db.store.tellAlerts({ atMs: 1, notices: [], settled: [{ logId: a, reason: 'paused' }], handled: [] });
    db.store.endWaitingAlerts();
    expect(db.reading.heldAlerts()).toMatchObject([{ logId: a, callId: 'a', ruleId: 'answered', action: 'normal' }]);
    expect(db.reading.waitingAlerts(0, 10)).toEqual([]);
    expect(db.reading.listAlertLog({ limit: 1 }).items).toMatchObject([{ callId: 'b', reason: 'restarted' }]);
  });
});

it('keeps the operator’s settings and tells of a change', () => {
  using db = openDerivedStore();
  expect(db.store.alertSettings()).toEqual({ rules: null, quietHours: null, pausedUntilMs: null, volume: 0.6 });
  const changed = { rules: usualAlertRules, quietHours: { from: 0, to: 480 }, pausedUntilMs: 5, volume: 0 };
  db.store.setAlertSettings(changed);
  expect(db.store.alertSettings()).toEqual(changed);
  const onWeekdays = { ...changed, quietHours: { from: 1200, to: 480, days: [1, 2, 3, 4, 5] } };
  db.store.setAlertSettings(onWeekdays);
  expect(db.store.alertSettings()).toEqual(onWeekdays);
  db.store.setAlertSettings(changed);
  expect(db.store.alertSettings()).toEqual(changed);
  expect(db.reading.eventsAfter(0, 1)).toEqual([{ kind: 'settings', seq: 1 }]);
});

it('gives the last calls in order of arrival, with what was said', () => {
  using db = openDerivedStore();
  db.push(...['a', 'b', 'c'].map((callId) => aPush({ callId, callDetailList: [{ text: `I am ${callId}.`, type: 'PERSON' }] })));
  expect(db.reading.lastCalls(2)).toMatchObject([{ call: { callId: 'b' }, utterances: [{ speaker: 'customer', text: 'I am b.' }] }, { call: { callId: 'c' } }]);
});
