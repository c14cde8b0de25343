import { rankOf } from '#shared/model/alertRule.ts';
import type { AlertRule, LocalTime } from '#shared/model/alertRule.ts';
import type { AlertCall } from './alertCall.ts';
import { fittingOf } from './fits.ts';
import type { Fitting } from './fits.ts';

/** What became of a record, and what is known of its call. */
export interface AlertFacts {
  readonly call: AlertCall;
  /** As it was before a revision; null for a new call. */
  readonly before: AlertCall | null;
  readonly endedAtMs: number | null;
  readonly receivedAtMs: number;
  /** Whether the operator had a kept push accepted again. */
  readonly replayed: boolean;
  /** Whether it was kept before Earshot was started this time. */
  readonly beforeStart: boolean;
}

export type AlertDecision =
  | { readonly because: 'no-news' | 'replayed' | 'back-filled' | 'no-rule' }
  /** Nobody is told now; `rule`: what would have decided. */
  | { readonly because: 'before-start'; readonly rule: AlertRule | null }
  | { readonly because: 'rule'; readonly rule: AlertRule };

/** A rule in force, made ready to be asked of many calls. */
export interface ReadyRule {
  readonly rule: AlertRule;
  readonly fitting: Fitting;
}

/** The rules that are in force, in order. */
export function readyRules(rules: readonly AlertRule[]): ReadyRule[] {
  return rules.filter(({ enabled }) => enabled).map((rule) => ({ rule, fitting: fittingOf(rule.when) }));
}

/** The platform tries for a day to deliver a call: what ended earlier is brought later by somebody. */
const longestOnTheWayMs = 24 * 3_600_000;

/**
 * What is to be done with a call: what the first rule says that fits it. A revision is only news where another rule fits
 * than before, and a more urgent one unless it is by another status.
 */
export function decide({ call, before, endedAtMs, receivedAtMs, replayed, beforeStart }: AlertFacts, rules: readonly ReadyRule[], clock: LocalTime): AlertDecision {
  const rule = ruleFor(call, rules, clock);
  if (before !== null && !isNews(call, rule, before, ruleFor(before, rules, clock))) return { because: 'no-news' };
  if (replayed) return { because: 'replayed' };
  if (endedAtMs !== null && receivedAtMs - endedAtMs > longestOnTheWayMs) return { because: 'back-filled' };
  if (beforeStart) return { because: 'before-start', rule };
  return rule === null ? { because: 'no-rule' } : { because: 'rule', rule };
}

/** The first rule that fits the call. */
export function ruleFor(call: AlertCall, rules: readonly ReadyRule[], clock: LocalTime): AlertRule | null {
  return rules.find(({ fitting }) => fitting.misfitOf(call, clock) === null)?.rule ?? null;
}

function isNews(call: AlertCall, rule: AlertRule | null, before: AlertCall, ruleBefore: AlertRule | null): boolean {
  if (rule === null || rule.id === ruleBefore?.id) return false;
  return call.status !== before.status || rankOf(rule.action) > rankOf(ruleBefore?.action ?? 'nothing');
}
