import { describe, expect, it } from 'vitest';
import { ruleOfEvery, usualAlertRules, withStatusRules } from '#shared/model/alertRule.ts';
import { knownStatuses } from '#shared/model/statuses.ts';
import { aRule } from '../../support/alerts.ts';

describe('the rule of every call of a status', () => {
  it('is by the usual rules the one of its group', () => {
    const decides = Object.entries(knownStatuses).map(([status, { group }]) => [status, group === ruleOfEvery({ status, group }, usualAlertRules)?.id]);
    expect(decides.filter(([, isOfGroup]) => isOfGroup !== true)).toEqual([]);
    expect(ruleOfEvery({ status: 'NEW', group: 'unknown' }, usualAlertRules)).toBeNull();
  });

  const lost = { status: 'CALL_LOSS', group: 'lost' } as const;
  it.each([
    ['that asks for more than the result', aRule({ id: 'own', when: { groups: ['lost'], words: ['price'] } })],
    ['that asks for the time of day', aRule({ id: 'own', when: { hours: { from: 0, to: 1, days: [1] } } })],
    ['that asks for talk', aRule({ id: 'own', when: { minTalkSeconds: 5 } })],
    ['that is not in force', aRule({ id: 'own', enabled: false })],
    ['of another status', aRule({ id: 'own', when: { statuses: ['BUSY'] } })],
  ])('is none %s', (_name, rule) => {
    expect(ruleOfEvery(lost, [rule, ...usualAlertRules])?.id).toBe('lost');
  });

  it('is the first that fits: of all calls, of the group, of the status, in a row too', () => {
    for (const when of [{}, { groups: ['lost'] as const }, { statuses: ['call_loss'] }, { statuses: ['BUSY'], groups: ['lost'] as const }, { inARow: 5 }]) {
      expect(ruleOfEvery(lost, [aRule({ id: 'own', when: { ...when, groups: [...(when.groups ?? [])] } }), ...usualAlertRules])?.id).toBe('own');
    }
  });

  it('leaves the settings of the status out of account, which come before it', () => {
    const rules = withStatusRules(usualAlertRules, { CALL_LOSS: { alert: 'none' } });
    expect(rules.map(({ id, action }) => [id, action])).toContainEqual(['status-CALL_LOSS', 'nothing']);
    expect(ruleOfEvery(lost, rules)?.id).toBe('lost');
  });
});
