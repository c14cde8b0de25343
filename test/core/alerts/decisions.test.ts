import { describe, expect, it } from 'vitest';
import { alertActions, usualAlertRules } from '#shared/model/alertRule.ts';
import type { AlertRule, LocalTime } from '#shared/model/alertRule.ts';
import { knownStatuses, meaningOfStatus } from '#shared/model/statuses.ts';
import { decide, readyRules } from '../../../electron/core/alerts/decide.ts';
import type { DecidedCall, Notice } from '../../../electron/core/alerts/notices.ts';
import { advance, nothingUnderWay } from '../../../electron/core/alerts/storms.ts';
import { aRule } from '../../support/alerts.ts';

/** What came of calls of one status, from the rules to what is shown. */
interface Outcome {
  /** Reasons in the log, each once. */
  readonly reasons: readonly string[];
  readonly shown: readonly Notice[];
}

interface Circumstances {
  readonly quiet: boolean;
  readonly paused: boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const localTimeOf = (ms: number): LocalTime => ({ day: 1, minute: Math.floor(ms / minute) % 1440 });
const circumstances = [false, true].flatMap((quiet) => [false, true].map((paused): Circumstances => ({ quiet, paused })));
const inWords = ({ quiet, paused }: Circumstances): string => (paused ? (quiet ? 'both' : 'paused') : quiet ? 'quiet' : 'open');

/** So many calls of a status within a second, through `decide` and `advance`; quiet hours are until one o'clock, a pause until two. */
function play(status: string | null, rules: readonly AlertRule[], count: number, { quiet, paused }: Circumstances) {
  const ready = readyRules(rules);
  const terms = { rules, quietHours: quiet ? { from: 0, to: 60 } : null, pausedUntilMs: paused ? 2 * hour : null, localTimeOf };
  const reasons = new Map<number, string>();
  const shown: Notice[] = [];
  let state = nothingUnderWay;
  let next: number | null = null;
  const step = (nowMs: number, calls: readonly DecidedCall[] = []): void => {
    const advanced = advance(state, { nowMs, calls }, terms);
    ({ state, nextAtMs: next } = advanced);
    for (const { logId, reason } of advanced.settled) reasons.set(logId, reason);
    for (const { notice, reason } of advanced.told) {
      shown.push(notice);
      if (reason !== null) for (const { logId } of notice.calls) reasons.set(logId, reason);
    }
  };
  const pass = (untilMs: number): void => {
    for (let atMs = next; atMs !== null && atMs <= untilMs; atMs = next) step(atMs);
  };
  for (let logId = 1; logId <= count; logId += 1) {
    const atMs = logId * 100;
    pass(atMs);
    const call = { status, group: meaningOfStatus(status, {}).group, intent: null, durationMs: null, taskId: null, scriptId: null, lineId: null, phone: null, tags: [], sentences: [] };
    const decided = decide({ call, before: null, endedAtMs: atMs, receivedAtMs: atMs, replayed: false, beforeStart: false }, ready, localTimeOf(atMs));
    if (decided.because !== 'rule') reasons.set(logId, decided.because);
    else if (decided.rule.action === 'nothing') reasons.set(logId, 'nothing');
    else step(atMs, [{ logId, callId: `call-${logId}`, atMs, ruleId: decided.rule.id, action: decided.rule.action, line: null, run: decided.rule.when.inARow === null ? null : logId }]);
  }
  const outcome = (): Outcome => ({ reasons: [...new Set(reasons.values())], shown: [...shown] });
  return { pass, outcome, logged: () => reasons.size };
}

const inShort = ({ reasons, shown }: Outcome): string => `${shown.map(({ about, level, calls, more }) => `${level} ${about} ${calls.length + more}`).join(', ') || '–'}; ${reasons.join(', ')}`;

const allOf = (open: string) => ({ open, quiet: open, paused: open, both: open });
const whileHeld = (open: string, reason = 'quiet-hours') => ({ open, quiet: `–; ${reason}`, paused: '–; paused', both: '–; paused' });
/** For one, three and six calls at once. */
const usual = {
  answered: [whileHeld('normal calls 1; alone'), whileHeld('normal calls 3; summary'), whileHeld('normal calls 6; summary')],
  handover: [
    { open: 'urgent calls 1; alone', quiet: 'urgent calls 1; alone', paused: '–; paused', both: '–; paused' },
    { open: 'urgent calls 3; summary', quiet: 'urgent calls 3; summary', paused: '–; paused', both: '–; paused' },
    { open: 'urgent calls 6; summary', quiet: 'urgent calls 6; summary', paused: '–; paused', both: '–; paused' },
  ],
  fault: [allOf('–; in-a-row'), allOf('–; in-a-row'), whileHeld('urgent incident 5; incident')],
  lost: [allOf('badge calls 1; badge'), allOf('badge calls 3; badge'), allOf('badge calls 6; badge')],
  unreached: [allOf('–; nothing'), allOf('–; nothing'), allOf('–; nothing')],
  none: [allOf('–; no-rule'), allOf('–; no-rule'), allOf('–; no-rule')],
};

const kindOf: readonly (readonly [string | null, keyof typeof usual])[] = [
  ['ANSWERED', 'answered'],
  ['TRANSFER_ARTIFICIAL', 'handover'],
  ['SYSTEM_ERROR', 'fault'],
  ['FROM_PHONE_ERROR', 'fault'],
  ['CALL_LOSS', 'lost'],
  ['NO_ANSWER', 'unreached'],
  ['BUSY', 'unreached'],
  ['POWER_OFF', 'unreached'],
  ['OUT_OF_SERVICE', 'unreached'],
  ['REFUSED', 'unreached'],
  ['VACANT_NUMBER', 'unreached'],
  ['CAN_NOT_CONNECT', 'unreached'],
  ['SOMETHING_NEW', 'none'],
  [null, 'none'],
];

describe('every status by the usual rules, in quiet hours or not, paused or not, alone or in a burst', () => {
  it('leaves no status out', () => {
    expect(new Set(kindOf.map(([status]) => status))).toEqual(new Set([...Object.keys(knownStatuses), 'SOMETHING_NEW', null]));
  });

  const cases = kindOf.flatMap(([status, kind]) => circumstances.flatMap((when) => [1, 3, 6].map((count, at) => ({ status, count, when, name: inWords(when), expected: usual[kind][at]?.[inWords(when) as 'open'] }))));
  it.each(cases)('$count of $status, $name: $expected', ({ status, count, when, expected }) => {
    const played = play(status, usualAlertRules, count, when);
    played.pass(10_000);
    expect(inShort(played.outcome())).toBe(expected);
    expect(played.logged()).toBe(count);
  });
});

describe('every status by a rule of its own, of any kind', () => {
  /** Every action, waiting in quiet hours or not, for each call or in a row. */
  const kinds = alertActions.flatMap((action) => [false, true].flatMap((holds) => [null, 3].map((inARow) => ({ action, holds, inARow }))));
  it.each(kindOf.map(([status]) => status))('%s', (status) => {
    for (const { action, holds, inARow } of kinds) {
      const when = status === null ? { groups: ['unknown' as const], inARow } : { statuses: [status], inARow };
      const rules = [aRule({ id: 'own', action, holdInQuietHours: holds, when }), ...usualAlertRules];
      for (const { quiet, paused } of circumstances) {
        for (const count of [1, 2, 4]) {
          const label = `${count} by ${action}, holds ${holds}, in a row ${inARow}, quiet ${quiet}, paused ${paused}`;
          const tells = action !== 'nothing' && (inARow === null || count >= inARow);
          // What only counts is no noise.
          const waits = tells && action !== 'badge' && (paused || (quiet && holds));
          const played = play(status, rules, count, { quiet, paused });
          played.pass(10_000);
          const now = played.outcome();
          const reason = action === 'nothing' ? 'nothing' : !tells ? 'in-a-row' : waits ? (paused ? 'paused' : 'quiet-hours') : inARow !== null ? 'incident' : action === 'badge' ? 'badge' : count === 1 ? 'alone' : 'summary';
          expect([label, now.reasons, now.shown.map(({ level }) => level)]).toEqual([label, [reason], !tells || waits ? [] : [action === 'badge' || action === 'normal' ? action : 'urgent']]);
          // An incident is told of as soon as there are enough of them; the others are parts of it.
          const told = !tells ? 0 : inARow === null || waits ? count : inARow;
          // And each is told of once in the end, what waited as one.
          played.pass(3 * hour);
          const first = played.outcome().shown.filter(({ about }) => about !== 'reminder' && about !== 'incident-over');
          expect([label, first.flatMap(({ calls }) => calls.map(({ logId }) => logId))]).toEqual([label, Array.from({ length: told }, (_, at) => at + 1)]);
          expect([label, ...first.map(({ about }) => about)]).toEqual(!tells ? [label] : [label, waits ? 'held' : inARow === null ? 'calls' : 'incident']);
          expect([label, played.outcome().shown.some(({ about }) => about === 'reminder')]).toEqual([label, tells && action === 'urgent-repeat']);
        }
      }
    }
  });
});
