import { afterEach, describe, expect, it, vi } from 'vitest';
import { localTimeOf } from '#shared/model/alertRule.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import { createAlerting } from '../../../electron/core/alerts/index.ts';
import type { NewTold } from '../../../electron/core/alerts/alerting.ts';
import type { DecidedCall } from '../../../electron/core/alerts/notices.ts';
import { aRule } from '../../support/alerts.ts';

const usual = [aRule({ id: 'handover', action: 'urgent-repeat', sound: 'two-bells', holdInQuietHours: false }), aRule({ id: 'answered' })];
const aDecidedCall = (logId: number, overrides: Partial<DecidedCall> = {}): DecidedCall => ({ logId, callId: `call-${logId}`, atMs: Date.now(), ruleId: 'answered', action: 'normal', line: null, run: null, ...overrides });

interface Before {
  readonly held?: readonly DecidedCall[];
  readonly unhandled?: readonly DecidedCall[];
  readonly failing?: number;
  readonly pausedUntilMs?: number | null;
  readonly rules?: readonly AlertRule[];
}

/** What waits is told of as the store does it: until it is handled. */
function setUp({ held = [], unhandled = [], failing = 0, pausedUntilMs = null, rules = usual }: Before = {}) {
  vi.useFakeTimers({ now: 0 });
  const log: DecidedCall[] = [];
  const told: NewTold[] = [];
  const problems: string[] = [];
  let onToldTimes = 0;
  let failures = failing;
  const alerting = createAlerting({
    waiting: async (after, limit) => log.filter(({ logId }) => logId > after).slice(0, limit),
    held: async () => held,
    unhandled: async () => {
      const seen = new Set(told.flatMap(({ handled }) => handled));
      const again = log.filter(({ logId, action }) => action === 'urgent-repeat' && told.some(({ notices }) => notices.some(({ logIds }) => logIds.includes(logId))));
      return [...unhandled, ...again].filter(({ callId }) => !seen.has(callId));
    },
    async write(wrote) {
      failures -= 1;
      if (failures >= 0) throw new Error('The disk is full.');
      told.push(wrote);
    },
    onTold: () => (onToldTimes += 1),
    terms: () => ({ rules, quietHours: null, pausedUntilMs, localTimeOf }),
    now: Date.now,
    log: { error: (_details, message) => void problems.push(message) },
  });
  return { alerting, log, told, problems, onToldTimes: () => onToldTimes };
}

afterEach(() => void vi.useRealTimers());

describe('createAlerting', () => {
  it('tells of what waits when its window ends, with the sound of the rule that tells most', async () => {
    const { alerting, log, told, onToldTimes } = setUp();
    alerting.start();
    await vi.advanceTimersByTimeAsync(0);
    log.push(aDecidedCall(1), aDecidedCall(2, { ruleId: 'handover', action: 'urgent-repeat' }), aDecidedCall(3));
    alerting.wake();
    await vi.advanceTimersByTimeAsync(1999);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([
      { atMs: 2000, settled: [], handled: [], notices: [{ about: 'calls', level: 'urgent', count: 3, urgentCount: 1, sound: 'two-bells', leadLogId: 2, logIds: [1, 2, 3], reason: 'summary', sinceMs: 0, untilMs: 0 }] },
    ]);
    expect(onToldTimes()).toBe(1);
    await alerting.close();
  });

  it('reminds of what nobody has handled, and ends that with a handled call', async () => {
    const { alerting, log, told } = setUp();
    alerting.start();
    log.push(aDecidedCall(1, { ruleId: 'handover', action: 'urgent-repeat' }));
    await vi.advanceTimersByTimeAsync(63_000);
    expect(told.flatMap(({ notices }) => notices.map(({ about, reason }) => [about, reason]))).toEqual([['calls', 'alone'], ['reminder', null]]);
    alerting.handled(['call-1']);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(told.slice(2)).toEqual([{ atMs: 63_000, notices: [], settled: [], handled: ['call-1'] }]);
    await alerting.close();
  });

  it('keeps what is handled though that could not be written at first', async () => {
    const { alerting, told } = setUp({ failing: 1 });
    alerting.start();
    alerting.handled(['call-1']);
    await vi.advanceTimersByTimeAsync(2000);
    expect(told).toEqual([{ atMs: 1000, notices: [], settled: [], handled: ['call-1'] }]);
    await alerting.close();
  });

  it('after a sleep reminds once, seconds after the computer wakes, though timers stood still meanwhile', async () => {
    const { alerting, log, told } = setUp();
    alerting.start();
    log.push(aDecidedCall(1, { ruleId: 'handover', action: 'urgent-repeat' }), aDecidedCall(2, { ruleId: 'handover', action: 'urgent-repeat' }));
    await vi.advanceTimersByTimeAsync(250_000);
    expect(told.flatMap(({ notices }) => notices.map(({ about }) => about))).toEqual(['calls', 'reminder', 'reminder']);
    const wokenMs = 9 * 3_600_000;
    vi.setSystemTime(wokenMs);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told.slice(3)).toMatchObject([{ notices: [{ about: 'reminder', count: 2 }] }]);
    expect((told[3]?.atMs ?? 0) - wokenMs).toBeLessThanOrEqual(15_000);
    await alerting.close();
  });

  it('at the start tells of nothing that an earlier run left unhandled, and of all of it in one after a pause', async () => {
    const unhandled = [1, 2, 3].map((logId) => aDecidedCall(logId, { atMs: -3_600_000, ruleId: 'handover', action: 'urgent-repeat' }));
    const { alerting, told } = setUp({ unhandled });
    alerting.start();
    await vi.advanceTimersByTimeAsync(899_999);
    expect(told).toEqual([]);
    alerting.handled(['call-2']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told.flatMap(({ notices }) => notices)).toMatchObject([{ about: 'reminder', count: 2, logIds: [1, 3], reason: null, sound: 'two-bells' }]);
    await alerting.close();
  });

  it('tells again what could not be written, and loses none', async () => {
    const { alerting, log, told, problems } = setUp({ failing: 2 });
    alerting.start();
    log.push(aDecidedCall(1));
    await vi.advanceTimersByTimeAsync(3000);
    log.push(aDecidedCall(2));
    alerting.wake();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(problems).toHaveLength(2);
    expect(told.flatMap(({ notices }) => notices.flatMap(({ logIds }) => logIds))).toEqual([1, 2]);
    await alerting.close();
  });

  it('reads on where more waits than it reads at once', async () => {
    const { alerting, log, told } = setUp();
    log.push(...Array.from({ length: 1200 }, (_, at) => aDecidedCall(at + 1)));
    alerting.start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(told.map(({ notices }) => notices.map(({ count }) => count))).toEqual([[1200]]);
    await alerting.close();
  });

  it('tells in one of what quiet hours or a pause held back before the start, when they end or have ended, but not days later', async () => {
    const day = 24 * 3_600_000;
    const ended = setUp({ held: [aDecidedCall(1, { atMs: -day - 1 }), aDecidedCall(2, { atMs: -day }), aDecidedCall(3, { atMs: -1000 })] });
    ended.alerting.start();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(ended.told).toMatchObject([
      { atMs: 0, notices: [], settled: [{ logId: 1, reason: 'restarted' }] },
      { atMs: 0, notices: [{ about: 'held', count: 2, logIds: [2, 3], reason: 'later' }] },
    ]);
    await ended.alerting.close();

    const paused = setUp({ held: [aDecidedCall(1, { atMs: -2 * day }), aDecidedCall(2)], pausedUntilMs: 60_000 });
    paused.alerting.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(paused.told).toMatchObject([{ atMs: 60_000, notices: [{ about: 'held', count: 2, reason: 'later' }] }]);
    await paused.alerting.close();
  });

  it('has what is told of followed up where its rule says so, once, and nothing else', async () => {
    const followed = [aRule({ id: 'handover', action: 'urgent-repeat', followUpMinutes: 120 }), aRule({ id: 'answered' })];
    const { alerting, log, told } = setUp({ rules: followed });
    alerting.start();
    log.push(aDecidedCall(1), aDecidedCall(2, { ruleId: 'handover', action: 'urgent-repeat' }));
    await vi.advanceTimersByTimeAsync(200_000);
    expect(told.map(({ notices, followUps }) => [notices[0]?.about, followUps])).toEqual([
      ['calls', [{ callId: 'call-2', dueAtMs: 2000 + 7_200_000 }]],
      ['reminder', undefined],
      ['reminder', undefined],
    ]);
    await alerting.close();
  });

  it('tells nothing after it was closed', async () => {
    const { alerting, log, told } = setUp();
    alerting.start();
    log.push(aDecidedCall(1));
    alerting.wake();
    await vi.advanceTimersByTimeAsync(100);
    await alerting.close();
    alerting.wake();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([]);
  });
});
