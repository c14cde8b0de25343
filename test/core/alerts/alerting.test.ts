import { afterEach, describe, expect, it, vi } from 'vitest';
import { localTimeOf } from '#shared/model/alertRule.ts';
import { createAlerting } from '../../../electron/core/alerts/index.ts';
import type { NewTold } from '../../../electron/core/alerts/alerting.ts';
import type { DecidedCall } from '../../../electron/core/alerts/notices.ts';
import { aRule } from '../../support/alerts.ts';

const rules = [aRule({ id: 'handover', action: 'urgent-repeat', sound: 'two-bells', holdInQuietHours: false }), aRule({ id: 'answered' })];
const aDecidedCall = (logId: number, overrides: Partial<DecidedCall> = {}): DecidedCall => ({ logId, callId: `call-${logId}`, atMs: Date.now(), ruleId: 'answered', action: 'normal', run: null, ...overrides });

function setUp({ held = [], failing = 0, pausedUntilMs = null }: { held?: readonly DecidedCall[]; failing?: number; pausedUntilMs?: number | null } = {}) {
  vi.useFakeTimers({ now: 0 });
  const log: DecidedCall[] = [];
  const told: NewTold[] = [];
  const problems: string[] = [];
  let onToldTimes = 0;
  let failures = failing;
  const alerting = createAlerting({
    waiting: async (after, limit) => log.filter(({ logId }) => logId > after).slice(0, limit),
    held: async () => held,
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
      { atMs: 2000, settled: [], notices: [{ about: 'calls', level: 'urgent', count: 3, urgentCount: 1, sound: 'two-bells', leadLogId: 2, logIds: [1, 2, 3], reason: 'summary', sinceMs: 0, untilMs: 0 }] },
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
    expect(told).toHaveLength(2);
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

  it('at the start tells of nothing that was held back before and is not any more, and later of what still is', async () => {
    const missed = setUp({ held: [aDecidedCall(1)] });
    missed.alerting.start();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(missed.told).toEqual([{ atMs: 0, notices: [], settled: [{ logId: 1, reason: 'restarted' }] }]);
    await missed.alerting.close();

    const paused = setUp({ held: [aDecidedCall(1), aDecidedCall(2)], pausedUntilMs: 60_000 });
    paused.alerting.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(paused.told).toMatchObject([{ atMs: 60_000, notices: [{ about: 'held', count: 2, reason: 'later' }] }]);
    await paused.alerting.close();
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
