import type { AlertPreview, PreviewedCall } from '#shared/model/alert.ts';
import { rankOf } from '#shared/model/alertRule.ts';
import type { AlertRule, LocalTime } from '#shared/model/alertRule.ts';
import type { AlertCall } from './alertCall.ts';
import { readyRules, ruleFor } from './decide.ts';
import { fittingOf } from './fits.ts';
import type { Fitting } from './fits.ts';
import type { DecidedCall } from './notices.ts';
import { advance, nothingUnderWay } from './storms.ts';

/** One of the last calls, as rules and the preview look at it. */
export interface PastCall {
  readonly callId: string;
  readonly receivedAtMs: number;
  readonly customerWords: string | null;
  readonly call: AlertCall;
}

interface Previewing {
  /** In order of arrival. */
  readonly past: readonly PastCall[];
  readonly saved: readonly AlertRule[];
  readonly rule: AlertRule;
  readonly localTimeOf: (ms: number) => LocalTime;
}

/** Of each list so many are shown. */
const shownCalls = 50;

/** What the rule would have done in its place among the others, as if nothing had been held back. */
export function previewRule({ past, saved, rule, localTimeOf }: Previewing): AlertPreview {
  const edited = withRule(saved, rule);
  const [ready, readyBefore, own] = [readyRules(edited), readyRules(saved), fittingOf(rule.when)];
  const isSaved = saved.some(({ id }) => id === rule.id);
  const decided = past.map((call) => {
    const clock = localTimeOf(call.receivedAtMs);
    return { call, clock, after: ruleFor(call.call, ready, clock), before: ruleFor(call.call, readyBefore, clock) };
  });
  const isThis = (decider: AlertRule | null): boolean => decider?.id === rule.id;
  const these = decided.filter(({ after }) => isThis(after));
  const counts: Record<string, number> = {};
  for (const { after } of decided) counts[after?.id ?? ''] = (counts[after?.id ?? ''] ?? 0) + 1;
  const shown = ({ call, clock, after }: (typeof decided)[number]): PreviewedCall => previewed(call, own, isThis(after) ? null : (own.misfitOf(call.call, clock) ?? 'earlier'));
  const listed = (calls: readonly (typeof decided)[number][]) => ({ count: calls.length, items: calls.slice(-shownCalls).toReversed().map(shown) });
  return {
    fromMs: past.at(0)?.receivedAtMs ?? null,
    toMs: past.at(-1)?.receivedAtMs ?? null,
    dots: decided.map(({ call, after }) => {
      if (isThis(after)) return 'this';
      if (call.call.group === 'handover') return 'handover';
      return after === null || after.action === 'nothing' ? 'nothing' : 'other';
    }),
    counts,
    calls: these.length,
    callsBefore: isSaved ? decided.filter(({ before }) => isThis(before)).length : null,
    ...noticesOf(decided.map(({ call, after }) => ({ call, rule: after })), edited, rule.id, localTimeOf),
    newly: listed(these.filter(({ before }) => !isThis(before))),
    noLonger: listed(decided.filter(({ before, after }) => isThis(before) && !isThis(after))),
    unchanged: listed(these.filter(({ before }) => isThis(before))),
  };
}

/** The rules with this one in the place of the one with its id, or before all others. */
export function withRule(rules: readonly AlertRule[], rule: AlertRule): AlertRule[] {
  return rules.some(({ id }) => id === rule.id) ? rules.map((other) => (other.id === rule.id ? rule : other)) : [rule, ...rules];
}

function previewed({ callId, receivedAtMs, customerWords, call }: PastCall, rule: Fitting, misfit: PreviewedCall['misfit']): PreviewedCall {
  return { callId, phone: call.phone, receivedAtMs, sentence: rule.sentenceOf(call.sentences) ?? customerWords, misfit, talkMs: call.durationMs };
}

/** How many notifications would have told of the rule's calls, and the one of the most. */
function noticesOf(decided: readonly { readonly call: PastCall; readonly rule: AlertRule | null }[], rules: readonly AlertRule[], ruleId: string, localTimeOf: Previewing['localTimeOf']): Pick<AlertPreview, 'notices' | 'largest'> {
  const terms = { rules, quietHours: null, pausedUntilMs: null, localTimeOf };
  let state = nothingUnderWay;
  let nextAtMs: number | null = null;
  let notices = 0;
  let largest: AlertPreview['largest'] = null;
  /** By line, the rule that decided on the latest calls there, and on how many of them. */
  const runs = new Map<string | null, { readonly id: string; readonly length: number }>();
  const step = (nowMs: number, calls: readonly DecidedCall[] = []): void => {
    const advanced = advance(state, { nowMs, calls }, terms);
    ({ state, nextAtMs } = advanced);
    for (const { notice } of advanced.told) {
      const own = notice.calls.filter((call) => call.ruleId === ruleId).length;
      if (own === 0 || notice.level === 'badge' || notice.about === 'incident-over' || notice.about === 'reminder') continue;
      notices += 1;
      if (own > (largest?.count ?? 1)) largest = { count: own, atMs: nowMs };
    }
  };
  const pass = (untilMs: number): void => {
    for (let atMs = nextAtMs; atMs !== null && atMs <= untilMs; atMs = nextAtMs) step(atMs);
  };
  for (const [logId, { call, rule }] of decided.entries()) {
    const { lineId: line } = call.call;
    const before = runs.get(line);
    const run = { id: rule?.id ?? '', length: before?.id === rule?.id ? (before?.length ?? 0) + 1 : 1 };
    runs.set(line, run);
    pass(call.receivedAtMs);
    if (rule === null || rankOf(rule.action) < rankOf('badge')) continue;
    // Nobody is reminded in a preview.
    const action = rule.action === 'urgent-repeat' ? 'urgent' : rule.action;
    step(call.receivedAtMs, [{ logId, callId: call.callId, atMs: call.receivedAtMs, ruleId: rule.id, action, line, run: rule.when.inARow === null ? null : run.length }]);
  }
  pass(Infinity);
  return { notices, largest };
}
