import { describe, expect, it } from 'vitest';
import { alertActions, usualAlertRules, withStatusRules } from '#shared/model/alertRule.ts';
import type { AlertRule, QuietHours } from '#shared/model/alertRule.ts';
import { alertLevels, knownStatuses, meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import type { AlertCall } from '../../../electron/core/alerts/alertCall.ts';
import { decide, readyRules } from '../../../electron/core/alerts/decide.ts';
import type { Notice } from '../../../electron/core/alerts/notices.ts';
import { advance, nothingUnderWay } from '../../../electron/core/alerts/storms.ts';
import { aRule } from '../../support/alerts.ts';

const hour = 3_600_000;
/** Milliseconds of one day, in UTC: quiet hours are minutes of that. */
const localTimeOf = (ms: number) => ({ day: 3, minute: Math.floor(ms / 60_000) % 1440 });
const noon = 12 * hour;
const statuses = [...Object.keys(knownStatuses), 'SOMETHING_NEW', null];
const quietHours: Readonly<Record<string, QuietHours>> = {
  'no quiet hours': null,
  'quiet hours': { from: 11 * 60, to: 13 * 60 },
  'quiet hours over midnight': { from: 22 * 60, to: 12 * 60 + 1 },
  'quiet hours just over': { from: 9 * 60, to: 12 * 60 },
};
const pauses: Readonly<Record<string, number | null>> = { 'no pause': null, 'a pause': noon + hour, 'a pause that is over': noon };
const bursts = [1, 2, 5, 40];

interface RuleSet {
  readonly name: string;
  readonly rules: readonly AlertRule[];
  readonly overrides: StatusOverrides;
}

const usual: RuleSet = { name: 'the usual rules', rules: usualAlertRules, overrides: {} };
/** One rule of each action before all others, that waits in quiet hours or does not, for all statuses or for none of them. */
const own: RuleSet[] = alertActions.flatMap((action) =>
  [true, false].flatMap((holdInQuietHours) => [
    { name: `own ${action}`, rules: [aRule({ id: 'own', action, holdInQuietHours }), ...usualAlertRules], overrides: {} },
    { name: `own ${action} that fits none`, rules: [aRule({ id: 'own', action, holdInQuietHours, when: { statuses: ['NEVER'] } }), ...usualAlertRules], overrides: {} },
    { name: `own ${action} that is off`, rules: [aRule({ id: 'own', action, holdInQuietHours, enabled: false }), ...usualAlertRules], overrides: {} },
  ]),
);
/** Every status with an alert of its own. */
const ofStatuses: RuleSet[] = alertLevels.map((alert) => {
  const overrides = Object.fromEntries(Object.keys(knownStatuses).map((status) => [status, { alert }]));
  return { name: `statuses ${alert}`, rules: withStatusRules(usualAlertRules, overrides), overrides };
});

/** What is to happen, worked out in the plainest way. */
function expectedOf(status: string | null, { rules, overrides }: RuleSet, quiet: QuietHours, pausedUntilMs: number | null, burst: number): string[] {
  const group = meaningOfStatus(status, overrides).group;
  const rule = rules.find(({ enabled, when }) => enabled && (when.groups.length + when.statuses.length === 0 || when.groups.includes(group) || when.statuses.includes(status ?? '')));
  if (rule === undefined || rule.action === 'nothing') return [];
  const inARow = rule.when.inARow ?? 1;
  if (burst < inARow) return [];
  if (rule.action === 'badge') return [`badge of ${burst}`];
  if (pausedUntilMs !== null && pausedUntilMs > noon) return [];
  const isQuiet = quiet !== null && (quiet.from < quiet.to ? 12 * 60 >= quiet.from && 12 * 60 < quiet.to : 12 * 60 >= quiet.from || 12 * 60 < quiet.to);
  if (isQuiet && rule.holdInQuietHours) return [];
  const level = rule.action === 'normal' ? 'normal' : 'urgent';
  return [`${level} of ${burst}${rule.when.inARow === null ? '' : ' as an incident'}`];
}

function aCall(status: string | null, overrides: StatusOverrides): AlertCall {
  return { status, group: meaningOfStatus(status, overrides).group, intent: null, durationMs: 30_000, taskId: '1', scriptId: '1', lineId: '1', phone: '447700900123', tags: [], sentences: ['Yes.'] };
}

/** What is told of so many calls of a status, all within a second, before the window is long over. */
function toldOf(status: string | null, { rules, overrides }: RuleSet, quiet: QuietHours, pausedUntilMs: number | null, burst: number): string[] {
  const terms = { rules, quietHours: quiet, pausedUntilMs, localTimeOf };
  const ready = readyRules(rules);
  const notices: Notice[] = [];
  let state = nothingUnderWay;
  for (let at = 0; at < burst; at += 1) {
    const nowMs = noon + at;
    const decided = decide({ call: aCall(status, overrides), before: null, endedAtMs: nowMs - 1000, receivedAtMs: nowMs, replayed: false, beforeStart: false }, ready, localTimeOf(nowMs));
    if (decided.because !== 'rule' || decided.rule.action === 'nothing') continue;
    const { id: ruleId, action, when } = decided.rule;
    const advanced = advance(state, { nowMs, calls: [{ logId: at, callId: `call-${at}`, atMs: nowMs, ruleId, action, line: '1', run: when.inARow === null ? null : Math.min(at + 1, when.inARow) }] }, terms);
    ({ state } = advanced);
    notices.push(...advanced.told.map(({ notice }) => notice));
  }
  for (const afterMs of [2100, 6000, 20_000]) {
    const advanced = advance(state, { nowMs: noon + afterMs }, terms);
    ({ state } = advanced);
    notices.push(...advanced.told.map(({ notice }) => notice));
  }
  const incidentCount = [...state.incidents.values()][0]?.count;
  return notices.map(({ about, level, calls }) => `${level} of ${about === 'incident' ? String(incidentCount) : calls.length}${about === 'incident' ? ' as an incident' : ''}`);
}

describe.each([usual, ...own, ...ofStatuses])('by $name', (ruleSet) => {
  it.each(statuses)('%s is told of as the rules, quiet hours, pauses and bursts have it', (status) => {
    for (const [quietName, quiet] of Object.entries(quietHours)) {
      for (const [pauseName, pausedUntilMs] of Object.entries(pauses)) {
        for (const burst of bursts) {
          const told = toldOf(status, ruleSet, quiet, pausedUntilMs, burst);
          expect([quietName, pauseName, burst, told]).toEqual([quietName, pauseName, burst, expectedOf(status, ruleSet, quiet, pausedUntilMs, burst)]);
        }
      }
    }
  });
});
