import type { TimesBefore, TimesChange, TimesChanges } from '#shared/model/callTiming.ts';
import { putCorrections } from './corrections.ts';
import type { Correction } from './corrections.ts';
import { findCall } from './calls.ts';
import { insertEvent } from './events.ts';
import type { WritableDb } from './handle.ts';
import { noteTimes, timesOf } from './times.ts';
import type { CallTimes } from './times.ts';

/** Why a time is none that a sentence can have; `index` names the sentence, null the call's shift. */
export interface TimesProblem {
  readonly index: number | null;
  readonly fault: 'no-such-sentence' | 'ends-before-start' | 'before-recording' | 'after-recording' | 'shift-too-far';
  /** Of the recording; null where nobody knows. */
  readonly durationMs: number | null;
}

/** What there was before of what was changed, as a change that puts it back; or what is wrong with the change. */
export type ChangedTimes = { readonly ok: true; readonly before: TimesBefore } | { readonly ok: false; readonly problems: readonly TimesProblem[] };

/**
 * Sets what the operator says of a call's times, all of it or nothing; null where there is no such call. With the shift every
 * corrected sentence lies within the recording, so that whatever is put back does too.
 */
export function changeTimes(db: WritableDb, callId: string, { changes = [], shiftMs }: Partial<TimesChanges>, nowMs: number): ChangedTimes | null {
  return changed(db, callId, () => ({ changes, shiftMs }), nowMs);
}

/** Takes everything back that the operator said of a call's times; null where there is no such call. */
export function resetTimes(db: WritableDb, callId: string, nowMs: number): ChangedTimes | null {
  return changed(db, callId, ({ utterances }) => ({ changes: utterances.filter(({ corrected }) => corrected !== null).map(({ index }) => ({ index, reset: true })), shiftMs: 0 }), nowMs);
}

function changed(db: WritableDb, callId: string, changesTo: (times: CallTimes) => { readonly changes: readonly TimesChange[]; readonly shiftMs: number | undefined }, nowMs: number): ChangedTimes | null {
  return db.write(() => {
    const call = findCall(db, callId);
    if (call === null) return null;
    const key = { row: call.row, callId };
    const times = timesOf(db, key);
    const { changes, shiftMs = times.timing.shiftMs } = changesTo(times);
    const wanted = new Map<number, Correction | null>(changes.map((change) => [change.index, 'reset' in change ? null : { startMs: change.startMs, endMs: change.endMs }]));
    const problems = problemsOf(times, wanted, shiftMs);
    if (problems.length > 0) return { ok: false, problems };
    const before = { changes: [...wanted.keys()].map((index) => asChange(index, times.utterances[index]?.corrected ?? null)), shiftMs: times.timing.shiftMs };
    const news = new Map([...wanted].filter(([index, correction]) => !isSame(correction, times.utterances[index]?.corrected ?? null)));
    if (news.size === 0 && shiftMs === times.timing.shiftMs) return { ok: true, before };
    putCorrections(db, callId, times.pushed, news, shiftMs);
    noteTimes(db, key);
    insertEvent(db, { kind: 'times', callRow: key.row }, nowMs);
    return { ok: true, before };
  });
}

function problemsOf({ utterances, durationMs, timing }: CallTimes, wanted: ReadonlyMap<number, Correction | null>, shiftMs: number): TimesProblem[] {
  const problems: TimesProblem[] = [...wanted.keys()].filter((index) => utterances[index] === undefined).map((index) => ({ index, fault: 'no-such-sentence', durationMs }));
  if (durationMs !== null && Math.abs(shiftMs) > durationMs) problems.push({ index: null, fault: 'shift-too-far', durationMs });
  for (const { index, corrected } of utterances) {
    const correction = wanted.get(index);
    // A corrected sentence that stays where it is has been judged before.
    if (correction === undefined && shiftMs === timing.shiftMs) continue;
    const fault = faultOf(correction === undefined ? corrected : correction, shiftMs, durationMs);
    if (fault !== null) problems.push({ index, fault, durationMs });
  }
  return problems;
}

function faultOf(correction: Correction | null, shiftMs: number, durationMs: number | null): TimesProblem['fault'] | null {
  if (correction === null) return null;
  if (correction.endMs <= correction.startMs) return 'ends-before-start';
  if (correction.startMs + shiftMs < 0) return 'before-recording';
  return durationMs !== null && correction.endMs + shiftMs > durationMs ? 'after-recording' : null;
}

function asChange(index: number, correction: Correction | null): TimesChange {
  return correction === null ? { index, reset: true } : { index, ...correction };
}

function isSame(one: Correction | null, other: Correction | null): boolean {
  return one?.startMs === other?.startMs && one?.endMs === other?.endMs;
}
