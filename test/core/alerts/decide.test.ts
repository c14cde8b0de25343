import { describe, expect, it } from 'vitest';
import { localTimeOf, noConditions, usualAlertRules } from '#shared/model/alertRule.ts';
import type { AlertConditions, AlertRule, LocalTime } from '#shared/model/alertRule.ts';
import { knownStatuses, meaningOfStatus } from '#shared/model/statuses.ts';
import type { AlertCall } from '../../../electron/core/alerts/alertCall.ts';
import { decide as decideBy, readyRules } from '../../../electron/core/alerts/decide.ts';
import type { AlertFacts } from '../../../electron/core/alerts/decide.ts';
import { fittingOf } from '../../../electron/core/alerts/fits.ts';
import { aRule } from '../../support/alerts.ts';

const noon: LocalTime = { day: 3, minute: 720 };
const aCall = (overrides: Partial<AlertCall> = {}): AlertCall => {
  const status = overrides.status === undefined ? 'ANSWERED' : overrides.status;
  return { status, group: meaningOfStatus(status, {}).group, intent: 'A (strong interest)', durationMs: 47_000, taskId: '1042', scriptId: '77', lineId: '348', phone: '447700900123', tags: ['11', 'follow up'], sentences: ['Yes.', 'How much is it?'], ...overrides };
};
const facts = (overrides: Partial<AlertFacts> = {}): AlertFacts => ({ call: aCall(), before: null, endedAtMs: 1000, receivedAtMs: 2000, replayed: false, beforeStart: false, ...overrides });
const decide = (of: AlertFacts, rules: readonly AlertRule[], clock: LocalTime) => decideBy(of, readyRules(rules), clock);
const inWords = (decided: ReturnType<typeof decide>): string => (decided.because === 'rule' ? `${decided.rule.id}: ${decided.rule.action}` : decided.because);

describe('decide, by the rules that Earshot comes with', () => {
  it.each([
    ['ANSWERED', 'answered: normal'],
    ['TRANSFER_ARTIFICIAL', 'handover: urgent-repeat'],
    ['SYSTEM_ERROR', 'fault: urgent'],
    ['FROM_PHONE_ERROR', 'fault: urgent'],
    ['CALL_LOSS', 'lost: badge'],
    ['NO_ANSWER', 'unreached: nothing'],
    ['BUSY', 'unreached: nothing'],
    ['POWER_OFF', 'unreached: nothing'],
    ['OUT_OF_SERVICE', 'unreached: nothing'],
    ['REFUSED', 'unreached: nothing'],
    ['VACANT_NUMBER', 'unreached: nothing'],
    ['CAN_NOT_CONNECT', 'unreached: nothing'],
    ['SOMETHING_NEW', 'no-rule'],
    [null, 'no-rule'],
  ])('%s → %s', (status, decided) => {
    expect(inWords(decide(facts({ call: aCall({ status }) }), usualAlertRules, noon))).toBe(decided);
  });

  it('names every status of the vendor’s page', () => {
    for (const status of Object.keys(knownStatuses)) expect(decide(facts({ call: aCall({ status }) }), usualAlertRules, noon).because).toBe('rule');
  });

  it('asks for five faults in a row', () => {
    expect(usualAlertRules.filter(({ when }) => when.inARow !== null).map(({ id, when }) => [id, when.inARow])).toEqual([['fault', 5]]);
  });
});

describe('decide', () => {
  it('lets the first rule in force decide', () => {
    const rules = [aRule({ id: 'off', enabled: false }), aRule({ id: 'other', when: { tasks: ['7'] } }), aRule({ id: 'first' }), aRule({ id: 'second', action: 'urgent' })];
    expect(inWords(decide(facts(), rules, noon))).toBe('first: normal');
  });

  it.each<[string, Partial<AlertFacts>, string]>([
    ['a replayed push', { replayed: true }, 'replayed'],
    ['a call that ended more than a day before it arrived', { endedAtMs: 0, receivedAtMs: 86_400_001 }, 'back-filled'],
    ['one that ended a day before', { endedAtMs: 0, receivedAtMs: 86_400_000 }, 'rule: normal'],
    ['one whose end is not known', { endedAtMs: null, receivedAtMs: 86_400_001 }, 'rule: normal'],
    ['what came before the start', { beforeStart: true }, 'before-start'],
    ['a revision that changes nothing that a rule asks for', { before: aCall({ rounds: 1 } as Partial<AlertCall>) }, 'no-news'],
  ])('of %s', (_name, change, decided) => {
    expect(inWords(decide(facts(change), [aRule()], noon))).toBe(decided);
  });

  const rules = [aRule({ id: 'price', action: 'urgent', when: { words: ['price'] } }), aRule({ id: 'answered', when: { groups: ['answered'] } }), aRule({ id: 'busy', action: 'badge', when: { statuses: ['BUSY'] } })];
  const asked = aCall({ sentences: ['The price?'] });
  it.each<[string, AlertCall, AlertCall, string]>([
    ['more urgent', aCall(), asked, 'price: urgent'],
    ['less urgent', asked, aCall(), 'no-news'],
    ['less urgent by another status', asked, aCall({ status: 'BUSY' }), 'busy: badge'],
    ['a status that no rule asks for', asked, aCall({ status: 'REFUSED' }), 'no-news'],
    ['another status under the same rule', aCall(), aCall({ status: 'OTHER', group: 'answered' }), 'no-news'],
  ])('a revision is news where it is %s', (_name, before, call, decided) => {
    expect(inWords(decide(facts({ before, call }), rules, noon))).toBe(decided);
  });
});

const fitting = (when: Partial<AlertConditions>) => fittingOf({ ...noConditions, ...when });

describe('misfitOf', () => {
  it.each<[Partial<AlertConditions>, Partial<AlertCall>, LocalTime, ReturnType<ReturnType<typeof fittingOf>['misfitOf']>]>([
    [{}, { status: null, sentences: [], phone: null, tags: [], intent: null }, noon, null],
    [{ groups: ['answered'] }, {}, noon, null],
    [{ groups: ['lost', 'fault'] }, {}, noon, 'result'],
    [{ groups: ['lost'], statuses: ['answered'] }, {}, noon, null],
    [{ statuses: ['ANSWERED'] }, { status: null }, noon, 'result'],
    [{ minTalkSeconds: 47 }, {}, noon, null],
    [{ minTalkSeconds: 48 }, {}, noon, 'talk'],
    [{ minTalkSeconds: 1 }, { durationMs: null }, noon, 'talk'],
    [{ intents: ['a (Strong Interest)', 'B'] }, {}, noon, null],
    [{ intents: ['B'] }, {}, noon, 'intent'],
    [{ tasks: ['1', '1042'] }, {}, noon, null],
    [{ tasks: ['104'] }, {}, noon, 'task'],
    [{ scripts: ['78'] }, {}, noon, 'script'],
    [{ lines: ['348'] }, { lineId: null }, noon, 'line'],
    [{ tags: ['Follow Up'] }, {}, noon, null],
    [{ tags: ['11'] }, {}, noon, null],
    [{ tags: ['12'] }, {}, noon, 'tag'],
    [{ numbers: ['+44 7700 900123'] }, {}, noon, null],
    [{ numbers: ['0044 (7700) 900-123'] }, {}, noon, null],
    [{ numbers: ['7700 900123'] }, {}, noon, 'number'],
    [{ numbers: ['+', '44'] }, { phone: null }, noon, 'number'],
    [{ words: ['HOW much'] }, {}, noon, null],
    [{ words: ['price'] }, {}, noon, 'words'],
    [{ words: ['价格', 'ราคา', 'qué'] }, { sentences: ['价格是多少?'] }, noon, null],
    [{ words: ['que'] }, { sentences: ['¿QUÉ precio?'] }, noon, null],
    [{ words: ['no'] }, { sentences: ['I know.'] }, noon, 'words'],
    [{ words: ['"no"'] }, { sentences: ['Not now.'] }, noon, 'words'],
    [{ words: ['"no"'] }, { sentences: ['Not now.', 'No!'] }, noon, null],
    [{ words: ['가'] }, { sentences: ['각'] }, noon, 'words'],
    [{ hours: { from: 540, to: 1080, days: [1, 2, 3, 4, 5] } }, {}, noon, null],
    [{ hours: { from: 540, to: 720, days: [3] } }, {}, noon, 'hours'],
    [{ hours: { from: 540, to: 1080, days: [4] } }, {}, noon, 'hours'],
    [{ hours: { from: 1320, to: 360, days: [3] } }, {}, { day: 4, minute: 359 }, null],
    [{ hours: { from: 1320, to: 360, days: [3] } }, {}, { day: 3, minute: 359 }, 'hours'],
    [{ hours: { from: 1320, to: 360, days: [6] } }, {}, { day: 0, minute: 0 }, null],
    [{ hours: { from: 0, to: 0, days: [3] } }, {}, noon, null],
    [{ groups: ['answered'], tasks: ['1042'], words: ['much'], minTalkSeconds: 30 }, {}, noon, null],
  ])('%o of %o at %o: %s', (when, call, clock, misfit) => {
    expect(fitting(when).misfitOf(aCall(call), clock)).toBe(misfit);
  });

  it('does not look at how many there are in a row', () => {
    expect(fitting({ inARow: 5 }).misfitOf(aCall(), noon)).toBeNull();
  });
});

it('reads a list of five thousand numbers once, however many calls are asked about', () => {
  let reads = 0;
  const list = Array.from({ length: 5000 }, (_, at) => `+44 7700 ${String(900_000 + at)}`);
  const numbers = new Proxy(list, {
    get(target, key, receiver): unknown {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const rules = readyRules([aRule({ id: 'vip', when: { numbers } }), aRule({ id: 'rest' })]);
  const decided = Array.from({ length: 500 }, (_, at) => inWords(decideBy(facts({ call: aCall({ phone: `4477009${String(4900 + at).padStart(5, '0')}` }) }), rules, noon)));
  expect(decided.filter((words) => words === 'vip: normal')).toHaveLength(100);
  expect(reads).toBe(5000);
});

it('finds the last sentence with one of the words', () => {
  expect(fitting({ words: ['much', 'yes'] }).sentenceOf(['Yes.', 'How much?', 'No.'])).toBe('How much?');
  expect(fitting({}).sentenceOf(['Yes.'])).toBeNull();
});

it('reads the clock of this computer', () => {
  expect(localTimeOf(new Date(2026, 10, 22, 21, 5).getTime())).toEqual({ day: 0, minute: 1265 });
});
