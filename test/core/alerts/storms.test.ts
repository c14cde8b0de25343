import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertAction } from '#shared/model/alertRule.ts';
import type { DecidedCall, Notice } from '../../../electron/core/alerts/notices.ts';
import { advance, isReminderDue, nothingUnderWay, resume } from '../../../electron/core/alerts/storms.ts';
import type { AlertState, AlertTerms, Settled } from '../../../electron/core/alerts/storms.ts';
import { aRule } from '../../support/alerts.ts';

/** What quiet hours are of: the times of these tests are milliseconds of one day, in UTC. */
const localTimeOf = (ms: number) => ({ day: 0, minute: Math.floor(ms / 60_000) % 1440 });
const rules = [
  aRule({ id: 'handover', action: 'urgent-repeat', holdInQuietHours: false }),
  aRule({ id: 'urgent', action: 'urgent' }),
  aRule({ id: 'answered', action: 'normal' }),
  aRule({ id: 'badge', action: 'badge' }),
  aRule({ id: 'fault', action: 'urgent', when: { inARow: 3 } }),
];
const noTerms: AlertTerms = { rules, quietHours: null, pausedUntilMs: null, localTimeOf };

interface Shown {
  readonly atMs: number;
  readonly notice: Notice;
}

/** Plays what happens in order, and lets time go by between and after it. */
function play(terms: Partial<AlertTerms> = {}, from: AlertState = nothingUnderWay) {
  let state = from;
  let next: number | null = null;
  let lastLogId = 0;
  const shown: Shown[] = [];
  const reasons = new Map<number, string>();
  const current = { ...noTerms, ...terms };
  const step = (nowMs: number, calls: readonly DecidedCall[] = [], handled: readonly string[] = []): void => {
    const advanced = advance(state, { nowMs, calls, handled }, current);
    ({ state } = advanced);
    next = advanced.nextAtMs;
    if (next !== null && next < nowMs) throw new Error('asked to advance in the past');
    for (const { logId, reason } of advanced.settled satisfies readonly Settled[]) reasons.set(logId, reason);
    for (const { notice, reason } of advanced.told) {
      shown.push({ atMs: nowMs, notice });
      if (reason !== null) for (const { logId } of notice.calls) reasons.set(logId, reason);
    }
  };
  const pass = (untilMs: number): void => {
    for (let atMs = next; atMs !== null && atMs <= untilMs; atMs = next) step(atMs);
  };
  return {
    current,
    shown,
    reasons,
    state: () => state,
    next: () => next,
    pass,
    step,
    call(atMs: number, ruleId = 'answered', run: number | null = null, line: string | null = null): string {
      pass(atMs);
      const action: AlertAction = rules.find(({ id }) => id === ruleId)?.action ?? 'normal';
      lastLogId += 1;
      step(atMs, [{ logId: lastLogId, callId: `call-${lastLogId}`, atMs, ruleId, action, line, run }]);
      return `call-${lastLogId}`;
    },
    handle(atMs: number, ...callIds: string[]): void {
      pass(atMs);
      step(atMs, [], callIds);
    },
  };
}

/** A call that was told of so long ago, and that nobody has handled. */
const left = (ageMs: number, logId = 1): DecidedCall => ({ logId, callId: `call-${logId}`, atMs: -ageMs, ruleId: 'handover', action: 'urgent-repeat', line: null, run: null });
/** Looks up what is not handled when that is due, and not before. */
function look(before: AlertState, nowMs: number, unhandled: readonly DecidedCall[]): ReturnType<typeof advance> {
  expect(isReminderDue(before, nowMs - 1)).toBe(false);
  expect(isReminderDue(before, nowMs)).toBe(true);
  return advance(before, { nowMs, unhandled }, noTerms);
}

const inWords = ({ atMs, notice: { about, level, calls, more } }: Shown): string => `${atMs / 1000} ${level} ${about} ${calls.length + more}`;
const hour = 3_600_000;

describe('one call', () => {
  it.each([
    ['answered', '2 normal calls 1', 'alone'],
    ['urgent', '2 urgent calls 1', 'alone'],
    ['badge', '2 badge calls 1', 'badge'],
  ])('of a rule %s is told of when its window ends', (rule, told, reason) => {
    const played = play();
    played.call(0, rule);
    played.pass(hour);
    expect(played.shown.map(inWords)).toEqual([told]);
    expect([...played.reasons.values()]).toEqual([reason]);
    expect(played.next()).toBeNull();
  });
});

describe('a burst', () => {
  it('is one notice of exactly its calls, urgent where one of them is', () => {
    const played = play();
    const calls = [played.call(0), played.call(700, 'urgent'), played.call(1999)];
    played.call(2001);
    played.pass(hour);
    expect(played.shown.map(inWords)).toEqual(['2 urgent calls 3', '4.001 normal calls 1']);
    expect(played.shown[0]?.notice.calls.map(({ callId }) => callId)).toEqual(calls);
    expect([...played.reasons.values()]).toEqual(['summary', 'summary', 'summary', 'alone']);
  });

  it('counts on the badge apart from what it shows', () => {
    const played = play();
    played.call(0, 'badge');
    played.call(1, 'badge');
    played.call(2);
    played.pass(hour);
    expect(played.shown.map(inWords)).toEqual(['2 badge calls 2', '2 normal calls 1']);
  });
});

describe('a storm', () => {
  it('of 5,000 calls in 60 s makes at most 30 notifications, and every urgent call is in one, seconds after it came', () => {
    const played = play();
    const urgent = new Map<string, number>();
    for (let at = 0; at < 5000; at += 1) {
      const atMs = at * 12;
      const rule = at % 7 === 0 ? 'handover' : at % 31 === 0 ? 'urgent' : at % 3 === 0 ? 'badge' : 'answered';
      const callId = played.call(atMs, rule);
      if (rule === 'handover' || rule === 'urgent') urgent.set(callId, atMs);
    }
    // What is still under way of the minute.
    played.pass(66_000);
    const notifications = played.shown.filter(({ notice }) => notice.level !== 'badge');
    expect(notifications.length).toBeLessThanOrEqual(30);
    for (const [callId, atMs] of urgent) {
      const told = notifications.find(({ notice }) => notice.level === 'urgent' && notice.about === 'calls' && notice.calls.some((call) => call.callId === callId));
      expect(told?.atMs ?? Infinity).toBeLessThanOrEqual(atMs + 6000);
    }
    const told = new Set(played.shown.flatMap(({ notice }) => (notice.about === 'calls' ? notice.calls.map(({ logId }) => logId) : [])));
    expect(told.size).toBe(5000);
  });

  it('of whatever calls tells of each once, of no more than 30 in any minute, and leaves none out', () => {
    const anyCall = fc.record({ gapMs: fc.nat({ max: 4000 }), rule: fc.constantFrom(...rules.map(({ id }) => id)), run: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 200 }), (calls) => {
        const played = play();
        let atMs = 0;
        for (const { gapMs, rule, run } of calls) {
          atMs += gapMs;
          played.call(atMs, rule, rule === 'fault' ? run : null);
        }
        played.pass(atMs + 10_000);
        const first = played.shown.flatMap(({ notice }) => (notice.about === 'calls' ? notice.calls.map(({ logId }) => logId) : []));
        expect(new Set(first).size).toBe(first.length);
        expect(played.reasons.size).toBe(calls.length);
        const times = played.shown.filter(({ notice }) => notice.level !== 'badge').map((shown) => shown.atMs);
        for (const from of times) expect(times.filter((ms) => ms >= from && ms < from + 60_000).length).toBeLessThanOrEqual(30);
      }),
    );
  });
});

describe('until it is handled', () => {
  it('a call is told of again after 1, 2, 4 minutes and so on, up to a quarter of an hour', () => {
    const played = play();
    played.call(0, 'handover');
    played.pass(hour);
    expect(played.shown.map(inWords).slice(0, 7)).toEqual(['2 urgent calls 1', '62 urgent reminder 1', '182 urgent reminder 1', '422 urgent reminder 1', '902 urgent reminder 1', '1802 urgent reminder 1', '2702 urgent reminder 1']);
    expect([...played.reasons.values()]).toEqual(['alone']);
  });

  it('several are told of again together, without those that are handled', () => {
    const played = play();
    const calls = [played.call(0, 'handover'), played.call(10_000, 'handover'), played.call(20_000, 'handover')];
    played.handle(30_000, calls[1] ?? '');
    played.pass(100_000);
    expect(played.shown.slice(3).map(inWords)).toEqual(['62 urgent reminder 2']);
    played.handle(110_000, ...calls);
    played.pass(10 * hour);
    expect(played.shown).toHaveLength(4);
  });

  it('is by what is looked up when it is time: what was handled elsewhere is left out, and comes back where that is taken back', () => {
    const state = resume(0, { held: [], unhandled: [] });
    const call = left(0);
    const none = look(state, hour / 4, []);
    expect(none).toMatchObject({ told: [], nextAtMs: hour / 2 });
    const one = look(none.state, hour / 2, [call]);
    expect(one).toMatchObject({ told: [{ notice: { about: 'reminder', calls: [call] }, reason: null }], nextAtMs: hour / 2 + 120_000 });
    expect(look(one.state, hour / 2 + 120_000, []).told).toEqual([]);
  });

  it('after a sleep of hours is told of once, with all that is not handled, and not once for each time that was missed', () => {
    const played = play();
    for (let at = 0; at < 5; at += 1) played.call(at * 10_000, 'handover');
    played.pass(70_000);
    expect(played.shown.slice(5).map(inWords)).toEqual(['62 urgent reminder 5']);
    // Nothing runs while the computer sleeps.
    played.step(9 * hour);
    expect(played.shown.slice(6).map(inWords)).toEqual([`${9 * 3600} urgent reminder 5`]);
    played.pass(9 * hour + 5 * 60_000);
    expect(played.shown.slice(7).map(inWords)).toEqual([`${9 * 3600 + 240} urgent reminder 5`]);
  });
});

describe('after a restart', () => {
  it.each([
    ['seconds ago', [20_000], '60 urgent reminder 1'],
    ['minutes ago', [400_000], '400 urgent reminder 1'],
    ['days ago', [72 * hour], '900 urgent reminder 1'],
    ['at different times', [72 * hour, 500_000, 200_000], '200 urgent reminder 3'],
  ])('what was told of %s is told of again in one, and not at once', (_when, ages, told) => {
    const played = play({}, resume(0, { held: [], unhandled: ages.map(left) }));
    played.step(0);
    played.pass(960_000);
    expect(played.shown.map(inWords)[0]).toBe(told);
    played.pass(hour);
    expect(played.shown.every(({ notice: { about, calls } }) => about === 'reminder' && calls.length === ages.length)).toBe(true);
    expect(played.shown.length).toBeLessThan(12);
  });

  it('one that is opened before it is told of is told of once', () => {
    const played = play();
    played.handle(1000, played.call(0, 'handover'));
    played.pass(hour);
    expect(played.shown.map(inWords)).toEqual(['2 urgent calls 1']);
  });
});

/** So many faults in a row, one a second. */
function faults(played: ReturnType<typeof play>, fromMs: number, count: number): void {
  for (let run = 1; run <= count; run += 1) played.call(fromMs + run * 1000, 'fault', run);
}

describe('an incident', () => {
  it('is told of once as it begins, with the calls that led to it, and once when it is over', () => {
    const played = play();
    faults(played, 0, 40);
    played.pass(hour);
    expect(played.shown.map(inWords)).toEqual(['3 urgent incident 3', '340 normal incident-over 40']);
    expect(new Set(played.reasons.values())).toEqual(new Set(['incident']));
    expect(played.shown[1]?.notice).toMatchObject({ sinceMs: 1000, untilMs: 40_000 });
  });

  it('does not begin while there are too few in a row', () => {
    const played = play();
    faults(played, 0, 2);
    faults(played, 10_000, 2);
    played.pass(hour);
    expect(played.shown).toEqual([]);
    expect([...played.reasons.values()]).toEqual(Array.from({ length: 4 }, () => 'in-a-row'));
  });

  it('goes on while there are enough of them, and counts single ones meanwhile', () => {
    const played = play();
    faults(played, 0, 3);
    played.call(60_000, 'fault', 1);
    faults(played, 200_000, 3);
    played.pass(hour);
    expect(played.shown.map(inWords)).toEqual(['3 urgent incident 3', '503 normal incident-over 7']);
  });

  it('is the same one where it begins again within half an hour, and another one later', () => {
    const played = play();
    faults(played, 0, 3);
    faults(played, 1_000_000, 3);
    faults(played, 4_000_000, 3);
    played.pass(2 * hour);
    expect(played.shown.map(inWords)).toEqual(['3 urgent incident 3', '303 normal incident-over 3', '1003 urgent incident 6', '1303 normal incident-over 6', '4003 urgent incident 3', '4303 normal incident-over 3']);
  });

  it('is one of one line: what happens on another neither makes nor ends it', () => {
    const played = play();
    for (let run = 1; run <= 4; run += 1) {
      played.call(run * 10_000, 'fault', run, '348');
      played.call(run * 10_000 + 1, 'fault', 1, '349');
    }
    for (let run = 1; run <= 3; run += 1) played.call(60_000 + run, 'fault', run, '350');
    played.pass(hour);
    expect(played.shown.map(inWords)).toEqual(['30 urgent incident 3', '60.003 urgent incident 3', '340 normal incident-over 4', '360.003 normal incident-over 3']);
    expect(played.shown.map(({ notice }) => [...new Set(notice.calls.map(({ line }) => line))])).toEqual([['348'], ['350'], ['348'], ['350']]);
    expect([...played.reasons.values()].filter((reason) => reason === 'in-a-row')).toHaveLength(4);
  });

  it('that is held back has the calls of its own line', () => {
    const played = play({ pausedUntilMs: hour });
    for (let run = 1; run <= 4; run += 1) played.call(run, 'fault', run, '348');
    played.call(5000, 'fault', 1, '349');
    played.pass(10_000);
    expect([...played.reasons.values()]).toEqual(['paused', 'paused', 'paused', 'paused', 'in-a-row']);
  });

  it('counts those that came before Earshot was started', () => {
    const played = play();
    played.call(0, 'fault', 3);
    played.pass(10_000);
    expect(played.shown.map(inWords)).toEqual(['0 urgent incident 3']);
  });

  it('waits for no more than a window in a storm of other calls, and these for one more', () => {
    const played = play();
    for (let at = 0; at < 200; at += 1) {
      played.call(at * 100);
      if (at < 3) played.call(at * 100, 'fault', at + 1);
    }
    played.pass(hour);
    expect(played.shown.slice(0, 3).map(({ notice }) => notice.about)).toEqual(['calls', 'incident', 'calls']);
  });
});

describe('quiet hours and pauses', () => {
  const quietHours = { from: 22 * 60, to: 7 * 60 };

  it('hold back what may wait, and tell of it in one when they end', () => {
    const played = play({ quietHours });
    const late = 23 * hour;
    played.call(late);
    played.call(late + 60_000, 'urgent');
    played.call(late + 120_000, 'handover');
    played.handle(late + 125_000, 'call-3');
    played.pass(24 * hour + 7 * hour - 1);
    expect(played.shown.map(inWords)).toEqual([`${(late + 122_000) / 1000} urgent calls 1`]);
    expect([...played.reasons.values()]).toEqual(['quiet-hours', 'quiet-hours', 'alone']);
    played.pass(24 * hour + 8 * hour);
    expect(played.shown.slice(1).map(inWords)).toEqual([`${(31 * hour) / 1000} urgent held 2`]);
    expect([...played.reasons.values()]).toEqual(['later', 'later', 'alone']);
  });

  it('are of the days that they begin on', () => {
    const days = [1, 2, 3, 4, 5];
    // It is always Sunday here, so that quiet hours of Saturday last until the morning.
    for (const [begin, shown] of [[{ ...quietHours, days }, 1], [{ ...quietHours, days: [...days, 6] }, 0], [{ ...quietHours, days: [0] }, 1]] as const) {
      const played = play({ quietHours: { ...begin, days: [...begin.days] } });
      played.call(hour);
      played.pass(hour + 10_000);
      expect(played.shown).toHaveLength(shown);
    }
  });

  it('a pause holds everything back', () => {
    const played = play({ pausedUntilMs: hour });
    played.call(0, 'handover');
    played.call(1000);
    for (let run = 1; run < 5; run += 1) played.call(2000 + run, 'fault', run);
    played.pass(hour - 1);
    expect(played.shown).toEqual([]);
    expect(new Set(played.reasons.values())).toEqual(new Set(['paused']));
    played.pass(hour + 5000);
    expect(played.shown.map(inWords)).toEqual([`${hour / 1000} urgent held 6`]);
    // And from then on it is repeated.
    played.pass(hour + 62_000);
    expect(played.shown.slice(1).map(inWords)).toEqual([`${hour / 1000 + 60} urgent reminder 1`]);
  });

  it('nobody is reminded meanwhile, nor told that an incident is over', () => {
    const played = play({ pausedUntilMs: 2 * hour });
    Object.assign(played.current, { pausedUntilMs: null });
    played.call(0, 'handover');
    for (let run = 1; run <= 3; run += 1) played.call(5000 + run, 'fault', run);
    played.pass(10_000);
    Object.assign(played.current, { pausedUntilMs: 2 * hour });
    played.pass(2 * hour - 1);
    expect(played.shown.map(({ notice }) => notice.about)).toEqual(['calls', 'incident']);
    played.pass(2 * hour + 120_000);
    expect(played.shown.slice(2).map(({ notice }) => notice.about)).toEqual(['reminder']);
  });
});

describe('a table of every rule, in quiet hours or not, paused or not, alone or in a burst', () => {
  const cases = rules.filter(({ when }) => when.inARow === null).flatMap((rule) => [false, true].flatMap((quiet) => [false, true].flatMap((paused) => [1, 3].map((burst) => ({ rule, quiet, paused, burst })))));
  it.each(cases)('$rule.id, quiet $quiet, paused $paused, $burst at once', ({ rule, quiet, paused, burst }) => {
    const played = play({ quietHours: quiet ? { from: 0, to: 0 } : null, pausedUntilMs: paused ? 24 * hour : null });
    for (let at = 0; at < burst; at += 1) played.call(at, rule.id);
    played.pass(10_000);
    const expected = rule.action === 'badge' ? 'badge' : paused ? 'paused' : quiet && rule.holdInQuietHours ? 'quiet-hours' : burst === 1 ? 'alone' : 'summary';
    expect([...played.reasons.values()]).toEqual(Array.from({ length: burst }, () => expected));
    expect(played.shown).toHaveLength(expected === 'paused' || expected === 'quiet-hours' ? 0 : 1);
    expect(played.shown.flatMap(({ notice }) => notice.calls)).toHaveLength(played.shown.length * burst);
  });
});
