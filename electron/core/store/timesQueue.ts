import type { TimingReason } from '#shared/model/callTiming.ts';
import type { PushedUtterance } from '#shared/model/utterance.ts';
import { findCall } from './calls.ts';
import { insertEvent } from './events.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { madeFrom, noteTimes, timesOf } from './times.ts';
import type { CallKey, CallTimes } from './times.ts';
import type { SoundToEstimate } from './timing.ts';

/** A call whose times are to be estimated, and what from. */
export interface TimesJob {
  readonly callId: string;
  readonly composite: SoundToEstimate;
  /** Null where there is none, and the composite may have each voice on a channel of its own. */
  readonly customer: SoundToEstimate | null;
  readonly sentences: readonly Pick<PushedUtterance, 'speaker' | 'text' | 'startMs' | 'endMs'>[];
  /** All of that in one. */
  readonly madeFrom: string;
}

/** What came of it. */
export interface EstimatedCall {
  readonly engineVersion: number;
  readonly state: 'solved' | 'unknown';
  readonly reason: TimingReason;
  readonly why: string | null;
  readonly times: readonly (readonly [startMs: number, endMs: number] | null)[];
  readonly measured: object;
}

export interface TimesQuery {
  /** These calls before all others, in this order. */
  readonly first: readonly string[];
  readonly engineVersion: number;
}

export interface NextTimes {
  readonly job: TimesJob | null;
  /** There is more to look at, although nothing of what was looked at is to be estimated. */
  readonly hasMore: boolean;
  /** Something became known of a call. */
  readonly hasChanged: boolean;
}

/** What was begun so often, and never came to an end, ended Earshot or its thread each time. */
const mostTries = 3;
/** Calls that are looked at in one transaction: some milliseconds. */
const looksAtOnce = 40;

/** Whether there is anything to look at. Two looks into the database, however many calls there are. */
export function areTimesDue(db: ReadableDb, engineVersion: number): boolean {
  return db.get('SELECT 1 FROM times_due LIMIT 1') !== undefined || db.get('SELECT 1 FROM estimated_times WHERE engine_version < ? LIMIT 1', engineVersion) !== undefined;
}

/**
 * The next call whose times are to be estimated, counted as tried: first what has no estimate, the newest call first, then
 * what an older engine has estimated. One that was tried too often is given up here, so that it costs nobody else a turn.
 */
export function nextTimesJob(db: WritableDb, { first, engineVersion }: TimesQuery, nowMs: number): NextTimes {
  return db.write(() => {
    let hasChanged = false;
    const begin = (key: CallKey | null): TimesJob | null => {
      if (key === null) return null;
      const begun = beginOrDrop(db, key, engineVersion, nowMs);
      hasChanged ||= begun.hasChanged;
      return begun.job;
    };
    for (const callId of first) {
      const job = begin(keyOf(db, callId));
      if (job !== null) return { job, hasMore: true, hasChanged };
    }
    const due = db.all<CallKey>('SELECT id AS row, call_id AS callId FROM times_due JOIN calls ON id = call_row ORDER BY call_row DESC LIMIT ?', looksAtOnce);
    for (const key of due) {
      const job = begin(key);
      if (job !== null) return { job, hasMore: true, hasChanged };
    }
    if (due.length > 0) return { job: null, hasMore: true, hasChanged };
    const outdated = db.all<{ callId: string }>('SELECT call_id AS callId FROM estimated_times WHERE engine_version < ? LIMIT ?', engineVersion, looksAtOnce);
    for (const { callId } of outdated) {
      const key = keyOf(db, callId);
      // Its call may have gone with a database that was restored.
      if (key === null) keepEstimate(db, callId, engineVersion);
      const job = begin(key);
      if (job !== null) return { job, hasMore: true, hasChanged };
    }
    return { job: null, hasMore: outdated.length > 0, hasChanged };
  });
}

/** Takes back that a job was begun: it was Earshot's end that interrupted it. */
export function giveTimesBack(db: WritableDb, { callId, madeFrom: from }: TimesJob): void {
  db.run('UPDATE times_due SET tries = tries - 1 WHERE made_from = ? AND tries > 0 AND call_row = (SELECT id FROM calls WHERE call_id = ?)', from, callId);
}

/** Keeps what came of a job. False where the call has other sentences or sounds by now: it is due for these. */
export function keepEstimated(db: WritableDb, { callId, madeFrom: from }: TimesJob, estimated: EstimatedCall, nowMs: number): boolean {
  return db.write(() => {
    const key = keyOf(db, callId);
    if (key === null) return false;
    const times = timesOf(db, key);
    if (madeFrom(times) !== from) return false;
    putEstimate(db, times, estimated, nowMs);
    tell(db, key, true, nowMs);
    return true;
  });
}

function keyOf(db: ReadableDb, callId: string): CallKey | null {
  const call = findCall(db, callId);
  return call && { row: call.row, callId };
}

function beginOrDrop(db: WritableDb, key: CallKey, engineVersion: number, nowMs: number): Pick<NextTimes, 'job' | 'hasChanged'> {
  const times = timesOf(db, key);
  const { estimate, sounds, pushed } = times;
  const from = madeFrom(times);
  const isWanted = from !== null && (times.timing.state === 'waiting' || (estimate !== null && estimate.engineVersion < engineVersion));
  if (!isWanted || sounds === null) {
    // That it cannot be made anew by this engine has been found out by that.
    if (estimate !== null && estimate.engineVersion < engineVersion) keepEstimate(db, key.callId, engineVersion);
    return { job: null, hasChanged: tell(db, key, false, nowMs) };
  }
  const tries = db.get<{ tries: number }>('SELECT tries FROM times_due WHERE call_row = ? AND made_from = ?', key.row, from)?.tries ?? 0;
  if (tries >= mostTries) {
    if (estimate === null) putEstimate(db, times, { engineVersion, state: 'unknown', reason: 'gave-up', why: null, times: [], measured: {} }, nowMs);
    else keepEstimate(db, key.callId, engineVersion);
    return { job: null, hasChanged: tell(db, key, false, nowMs) };
  }
  db.run('INSERT INTO times_due VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET made_from = excluded.made_from, tries = excluded.tries', key.row, from, tries + 1);
  const sentences = pushed.map(({ speaker, text, startMs, endMs }) => ({ speaker, text, startMs, endMs }));
  return { job: { callId: key.callId, ...sounds, sentences, madeFrom: from }, hasChanged: false };
}

/** Notes what is known of the call now, which also takes it from the queue, and tells of it where that is news. */
function tell(db: WritableDb, key: CallKey, isNews: boolean, nowMs: number): boolean {
  const hasChanged = noteTimes(db, key) || isNews;
  if (hasChanged) insertEvent(db, { kind: 'times', callRow: key.row }, nowMs);
  return hasChanged;
}

/** An older engine's estimate is as good as it gets. */
function keepEstimate(db: WritableDb, callId: string, engineVersion: number): void {
  db.run('UPDATE estimated_times SET engine_version = ? WHERE call_id = ?', engineVersion, callId);
}

function putEstimate(db: WritableDb, { callId, sounds, transcript }: CallTimes, { engineVersion, state, reason, why, times, measured }: EstimatedCall, nowMs: number): void {
  db.run(
    `INSERT OR REPLACE INTO estimated_times (call_id, engine_version, transcript, composite, customer, state, reason, why, times, measured, estimated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    callId,
    engineVersion,
    transcript(),
    sounds?.composite.version ?? '',
    sounds?.customer?.version ?? '',
    state,
    reason,
    why,
    JSON.stringify(times),
    JSON.stringify(measured),
    nowMs,
  );
}
