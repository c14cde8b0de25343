import type { AlertReason } from '#shared/model/alert.ts';
import { isWithin } from '#shared/model/alertRule.ts';
import type { AlertRule, LocalTime, QuietHours } from '#shared/model/alertRule.ts';
import { endIncident, incidentKey, meet, overAtMs } from './incidents.ts';
import type { Incident } from './incidents.ts';
import { noticeOf } from './notices.ts';
import type { DecidedCall, Notice } from './notices.ts';

/** What is under way at one moment; nothing in it is ever changed. */
export interface AlertState {
  /** Calls that are told of together when it ends. */
  readonly window: { readonly endsAtMs: number; readonly calls: readonly DecidedCall[] } | null;
  /** Notices that wait for a window to end, one each. */
  readonly queue: readonly Notice[];
  /** Whether one of these comes before the calls of the next window. */
  readonly isQueueNext: boolean;
  /** Calls that quiet hours or a pause hold back. */
  readonly held: readonly DecidedCall[];
  /** Calls that are told of again until they are handled. */
  readonly unhandled: readonly DecidedCall[];
  /** When that is next, and how long after the last time; `Infinity` while there was never anything to be told of again. */
  readonly reminder: { readonly atMs: number; readonly pauseMs: number };
  /** By rule and line. */
  readonly incidents: ReadonlyMap<string, Incident>;
  /** Notifications of the last minute. */
  readonly shownAtMs: readonly number[];
}


/** What the operator decided. */
export interface AlertTerms {
  readonly rules: readonly AlertRule[];
  readonly quietHours: QuietHours;
  readonly pausedUntilMs: number | null;
  /** By the clock of the operator's computer. */
  readonly localTimeOf: (ms: number) => LocalTime;
}

export interface Happened {
  readonly nowMs: number;
  /** Calls that rules have decided on since, in order. */
  readonly calls?: readonly DecidedCall[];
  /** Calls that the operator has seen to. */
  readonly handled?: readonly string[];
  /** Calls that are told of again and that are not handled by now, where that was looked up. */
  readonly unhandled?: readonly DecidedCall[] | null;
}

/** What became of a call in the log. */
export interface Settled {
  readonly logId: number;
  readonly reason: AlertReason;
}

/** What is to be shown; `reason` is what its calls get in the log, null where they keep theirs. */
export interface Told {
  readonly notice: Notice;
  readonly reason: AlertReason | null;
}

export interface Advanced {
  readonly state: AlertState;
  readonly told: readonly Told[];
  readonly settled: readonly Settled[];
  /** When to advance again at the latest though nothing happens. */
  readonly nextAtMs: number | null;
}

const windowMs = 2000;
/** After so many notifications in a minute windows are longer, so that it are never thirty. */
const manyInAMinute = 10;
const longWindowMs = 3000;
const minuteMs = 60_000;
const longestReminderMs = 15 * minuteMs;

export const nothingUnderWay: AlertState = {
  window: null,
  queue: [],
  isQueueNext: false,
  held: [],
  unhandled: [],
  reminder: { atMs: Infinity, pauseMs: minuteMs },
  incidents: new Map(),
  shownAtMs: [],
};

/**
 * What is to be shown after something happened, or time went by. Everything passes one window, so that however much comes
 * there is one notification in two seconds at most; all calls of a window are in its one.
 */
export function advance(before: AlertState, { nowMs, calls = [], handled = [], unhandled = null }: Happened, terms: AlertTerms): Advanced {
  const why = whyHeldAt(nowMs, terms);
  const settled: Settled[] = [];
  let state: AlertState = { ...before, shownAtMs: before.shownAtMs.filter((ms) => nowMs - ms < minuteMs) };
  if (unhandled !== null) state = { ...state, unhandled };
  if (handled.length > 0) state = withHandled(state, new Set(handled));
  state = withCalls(state, { calls, nowMs, rules: terms.rules, why }, settled);
  state = withEndedIncidents(state, nowMs, why);
  state = withReleased(state, why);
  state = withReminder(state, nowMs, why);
  const { window, queue, shownAtMs } = state;
  if (window === null && queue.length > 0) state = { ...state, window: { endsAtMs: Math.max(nowMs, (shownAtMs.at(-1) ?? -Infinity) + waitMs(state)), calls: [] } };
  const ended = endWindow(state, nowMs, why);
  settled.push(...ended.settled);
  return { state: ended.state, told: ended.told, settled, nextAtMs: nextAtMs(ended.state, nowMs, terms) };
}

/**
 * What is under way when Earshot starts. Nobody is told at a start of what came before: calls that an earlier run left
 * unhandled are told of again when as long again has passed as since the latest of them, in between the shortest and the
 * longest pause.
 */
export function resume(nowMs: number, { held, unhandled }: Pick<AlertState, 'held' | 'unhandled'>): AlertState {
  const latestMs = Math.max(-Infinity, ...unhandled.map(({ atMs }) => atMs));
  const pauseMs = Math.min(longestReminderMs, Math.max(minuteMs, nowMs - latestMs));
  return { ...nothingUnderWay, held, unhandled, reminder: { atMs: nowMs + pauseMs, pauseMs } };
}

/** Whether it is time to tell again of what is not handled, so that this is to be looked up. */
export function isReminderDue({ reminder }: AlertState, nowMs: number): boolean {
  return nowMs >= reminder.atMs;
}

/** Why a call is to wait; null where it is not. */
type WhyHeld = (call: DecidedCall) => AlertReason | null;

export function whyHeldAt(nowMs: number, { rules, quietHours, pausedUntilMs, localTimeOf }: AlertTerms): WhyHeld {
  const isPaused = pausedUntilMs !== null && nowMs < pausedUntilMs;
  if (!isPaused && (quietHours === null || !isWithin(quietHours, localTimeOf(nowMs), quietHours.days))) return () => null;
  const loud = new Set(rules.filter(({ holdInQuietHours }) => !holdInQuietHours).map(({ id }) => id));
  // What is only counted disturbs nobody.
  return ({ ruleId, action }) => (action === 'badge' ? null : isPaused ? 'paused' : loud.has(ruleId) ? null : 'quiet-hours');
}

function waitMs({ shownAtMs }: AlertState): number {
  return shownAtMs.length < manyInAMinute ? windowMs : longWindowMs;
}

/** What is seen before it is told of is told of once. */
function withHandled(state: AlertState, handled: ReadonlySet<string>): AlertState {
  const once = (call: DecidedCall): DecidedCall => (call.action === 'urgent-repeat' && handled.has(call.callId) ? { ...call, action: 'urgent' } : call);
  return {
    ...state,
    window: state.window === null ? null : { ...state.window, calls: state.window.calls.map(once) },
    held: state.held.map(once),
    queue: state.queue.map((notice) => ({ ...notice, calls: notice.calls.map(once) })),
    unhandled: state.unhandled.filter(({ callId }) => !handled.has(callId)),
  };
}

function withCalls(state: AlertState, { calls, nowMs, rules, why }: Pick<AlertTerms, 'rules'> & { readonly calls: readonly DecidedCall[]; readonly nowMs: number; readonly why: WhyHeld }, settled: Settled[]): AlertState {
  if (calls.length === 0) return state;
  const incidents = new Map(state.incidents);
  const queue = [...state.queue];
  const collected = [...(state.window?.calls ?? [])];
  const held = [...state.held];
  for (const call of calls) {
    const inARow = rules.find(({ id }) => id === call.ruleId)?.when.inARow ?? null;
    if (inARow === null) {
      collected.push(call);
      continue;
    }
    const key = incidentKey(call);
    const isOfIt = (other: DecidedCall): boolean => incidentKey(other) === key;
    const { incident, met } = meet(incidents.get(key), call, inARow);
    incidents.set(key, incident);
    const untold = queue.findIndex(({ about, calls: its }) => about === 'incident' && its.some(isOfIt));
    const notice = queue[untold];
    if (met.became === 'open') queue.push(met.notice);
    else if (met.became === 'part' && notice !== undefined) queue[untold] = { ...notice, calls: [...notice.calls, call], untilMs: call.atMs };
    else if (met.became === 'part' && held.some(isOfIt)) {
      // Its beginning waits too.
      held.push(call);
      settled.push({ logId: call.logId, reason: why(call) ?? 'paused' });
    } else settled.push({ logId: call.logId, reason: met.became === 'part' ? 'incident' : 'in-a-row' });
  }
  const window = collected.length === 0 ? state.window : { endsAtMs: state.window?.endsAtMs ?? nowMs + waitMs(state), calls: collected };
  return { ...state, window, queue, incidents, held };
}

function withEndedIncidents(state: AlertState, nowMs: number, why: WhyHeld): AlertState {
  const over = [...state.incidents].filter(([, incident]) => nowMs >= (overAtMs(incident) ?? Infinity));
  if (over.length === 0) return state;
  const incidents = new Map(state.incidents);
  const queue = [...state.queue];
  for (const [key, incident] of over) {
    const ended = endIncident(incident);
    incidents.set(key, ended.incident);
    // That it is over is no news in the morning.
    if (ended.notice?.calls.every((call) => why(call) === null) === true) queue.push(ended.notice);
  }
  return { ...state, incidents, queue };
}

function withReleased(state: AlertState, why: WhyHeld): AlertState {
  const released = state.held.filter((call) => why(call) === null);
  if (released.length === 0) return state;
  return { ...state, held: state.held.filter((call) => why(call) !== null), queue: [...state.queue, noticeOf('held', released)] };
}

function withReminder(state: AlertState, nowMs: number, why: WhyHeld): AlertState {
  const { reminder, unhandled, queue } = state;
  if (nowMs < reminder.atMs) return state;
  // What was handled may be taken back.
  if (unhandled.length === 0) return { ...state, reminder: { atMs: nowMs + longestReminderMs, pauseMs: minuteMs } };
  const due = unhandled.filter((call) => why(call) === null);
  if (due.length === 0 || queue.some(({ about }) => about === 'reminder')) return { ...state, reminder: { ...reminder, atMs: nowMs + reminder.pauseMs } };
  const pauseMs = Math.min(reminder.pauseMs * 2, longestReminderMs);
  return { ...state, queue: [...queue, noticeOf('reminder', due)], reminder: { atMs: nowMs + pauseMs, pauseMs } };
}

function endWindow(before: AlertState, nowMs: number, why: WhyHeld): Omit<Advanced, 'nextAtMs'> {
  if (before.window === null || nowMs < before.window.endsAtMs) return { state: before, told: [], settled: [] };
  const counted = before.window.calls.filter(({ action }) => action === 'badge');
  const audible = before.window.calls.filter(({ action }) => action !== 'badge');
  const toTell = audible.filter((call) => why(call) === null);
  const withheld = audible.filter((call) => why(call) !== null);
  const told: Told[] = counted.length === 0 ? [] : [{ notice: noticeOf('calls', counted, 'badge'), reason: 'badge' }];
  const picked = pickNotice(before, toTell, why);
  withheld.push(...picked.withheld);
  const settled = withheld.map((call) => ({ logId: call.logId, reason: why(call) ?? 'paused' }) as const);
  let state: AlertState = { ...before, queue: picked.queue, window: null, held: [...before.held, ...withheld] };
  if (picked.notice === null) return { state, told, settled };
  const { notice } = picked;
  told.push({ notice, reason: reasonOf(notice) });
  const left = notice.about === 'calls' ? [] : toTell;
  state = { ...state, shownAtMs: [...state.shownAtMs, nowMs], isQueueNext: notice.about === 'calls' };
  if (left.length + picked.queue.length > 0) state = { ...state, window: { endsAtMs: nowMs + waitMs(state), calls: left } };
  return { state: withRepeated(state, notice, nowMs), told, settled };
}

interface Picked {
  readonly notice: Notice | null;
  readonly queue: readonly Notice[];
  /** Calls of notices that are to wait after all. */
  readonly withheld: readonly DecidedCall[];
}

/** What is told at the end of a window; by turns, so that neither calls nor the others wait for long. */
function pickNotice({ queue: before, isQueueNext, unhandled }: AlertState, toTell: readonly DecidedCall[], why: WhyHeld): Picked {
  const queue = [...before];
  const withheld: DecidedCall[] = [];
  if (toTell.length > 0 && !isQueueNext) return { notice: noticeOf('calls', toTell), queue, withheld };
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next.about === 'reminder') {
      const left = next.calls.filter(({ callId }) => unhandled.some((call) => call.callId === callId));
      if (left.length > 0) return { notice: noticeOf('reminder', left), queue, withheld };
    } else if (next.calls.every((call) => why(call) === null)) {
      return { notice: next, queue, withheld };
    } else if (next.about !== 'incident-over') {
      withheld.push(...next.calls);
    }
  }
  return { notice: toTell.length > 0 ? noticeOf('calls', toTell) : null, queue, withheld };
}

function reasonOf({ about, calls }: Notice): AlertReason | null {
  switch (about) {
    case 'calls':
      return calls.length === 1 ? 'alone' : 'summary';
    case 'incident':
      return 'incident';
    case 'held':
      return 'later';
    case 'reminder':
    case 'incident-over':
      return null;
  }
}

/** Calls that were told of now, and will be again. */
function withRepeated(state: AlertState, { about, calls }: Notice, nowMs: number): AlertState {
  if (about === 'reminder' || about === 'incident-over') return state;
  const repeated = (about === 'incident' ? calls.slice(-1) : calls).filter(({ action }) => action === 'urgent-repeat');
  if (repeated.length === 0) return state;
  const known = new Set(repeated.map(({ callId }) => callId));
  return {
    ...state,
    unhandled: [...state.unhandled.filter(({ callId }) => !known.has(callId)), ...repeated],
    reminder: { atMs: Math.min(state.reminder.atMs, nowMs + minuteMs), pauseMs: minuteMs },
  };
}

function nextAtMs({ window, held, reminder, incidents }: AlertState, nowMs: number, { pausedUntilMs }: AlertTerms): number | null {
  const times = [window?.endsAtMs, reminder.atMs, ...[...incidents.values()].map(overAtMs)];
  // Quiet hours begin and end with a minute.
  if (held.length > 0) times.push(Math.floor(nowMs / minuteMs + 1) * minuteMs);
  if (held.length > 0 && pausedUntilMs !== null && pausedUntilMs > nowMs) times.push(pausedUntilMs);
  const known = times.filter((ms) => ms !== undefined && ms !== null).filter((ms) => ms < Infinity);
  return known.length === 0 ? null : Math.min(...known);
}
