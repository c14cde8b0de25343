import { localTimeOf } from '#shared/model/alertRule.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { PushedCall } from '#shared/model/pushedCall.ts';
import type { StatusGroup } from '#shared/model/statuses.ts';
import { alertCallOf } from './alertCall.ts';
import { decide, readyRules } from './decide.ts';
import type { AlertDecision, AlertFacts } from './decide.ts';

interface FiledCall {
  readonly call: PushedCall;
  readonly group: StatusGroup;
}

type Facts = FiledCall & { readonly before: FiledCall | null } & Pick<AlertFacts, 'receivedAtMs' | 'replayed' | 'beforeStart'>;

type DecideAlert = (facts: Facts, rules: readonly AlertRule[]) => AlertDecision;

/** Makes `decide` on calls as they were pushed, by the clock of this computer when the push arrived. */
export function createDecideAlert(): DecideAlert {
  let latest: readonly AlertRule[] = [];
  let ready = readyRules(latest);
  return ({ call, group, before, receivedAtMs, replayed, beforeStart }, rules) => {
    if (rules !== latest) {
      latest = rules;
      ready = readyRules(rules);
    }
    const facts = {
      call: alertCallOf(call, group),
      before: before === null ? null : alertCallOf(before.call, before.group),
      endedAtMs: call.endedAtMs ?? call.startedAtMs,
      receivedAtMs,
      replayed,
      beforeStart,
    };
    return decide(facts, ready, localTimeOf(receivedAtMs));
  };
}
