import { createHash } from 'node:crypto';
import type { CallTiming, TimingReason } from '#shared/model/callTiming.ts';
import { conversationOf } from '#shared/model/conversation.ts';
import type { Conversation } from '#shared/model/conversation.ts';
import type { TimeSpan } from '#shared/model/sentenceTimes.ts';
import type { PushedUtterance, Utterance } from '#shared/model/utterance.ts';
import { correctionsOf, shiftOf } from './corrections.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { storedRecordingAt } from './recordings.ts';
import { timingOf } from './timing.ts';
import type { KeptEstimate, Known } from './timing.ts';
import { utterancesOf } from './utterances.ts';

/** When the sentences of a call were spoken, as far as anybody knows, and what follows from that. */
export interface CallTimes extends Pick<Known, 'sounds' | 'estimate'> {
  readonly callId: string;
  readonly pushed: readonly PushedUtterance[];
  readonly utterances: Utterance[];
  readonly timing: CallTiming & { readonly reason: TimingReason };
  readonly conversation: Conversation | null;
  /** Of the recording; null where nobody knows. */
  readonly durationMs: number | null;
  /** Hash of the sentences. */
  readonly transcript: () => string;
}

/** Of a call that is there. */
export interface CallKey {
  readonly row: number;
  readonly callId: string;
}

interface EstimateRow {
  readonly engine_version: number;
  readonly transcript: string;
  readonly composite: string;
  readonly customer: string;
  readonly state: KeptEstimate['state'];
  readonly reason: TimingReason;
  readonly why: string | null;
  readonly times: string;
}

export function timesOf(db: ReadableDb, { row, callId }: CallKey): CallTimes {
  const pushed = utterancesOf(db, row);
  const [composite, customer] = [storedRecordingAt(db, row, 'composite'), storedRecordingAt(db, row, 'customer')];
  let hash: string | null = null;
  const transcript = (): string => (hash ??= transcriptHash(pushed));
  const { timing, estimate, sounds } = timingOf({ sentences: pushed, composite, customer, estimate: estimateOf(db, callId), transcript });
  const corrections = correctionsOf(db, callId, pushed);
  const shiftMs = shiftOf(db, callId);
  const utterances = pushed.map((sentence, at): Utterance => ({ ...estimated(sentence, estimate?.times[at] ?? null), corrected: corrections.get(at) ?? null }));
  const durationMs = durationOf(db, row);
  return {
    callId,
    pushed,
    utterances,
    timing: { ...timing, shiftMs, hasCorrections: corrections.size > 0 },
    conversation: conversationOf({ utterances, shiftMs, durationMs }),
    durationMs,
    estimate,
    sounds,
    transcript,
  };
}

/** Of the composite, else of the customer's recording; also of one that has made room for others. */
function durationOf(db: ReadableDb, callRow: number): number | null {
  return db.get<{ ms: number }>('SELECT duration_ms AS ms FROM recordings WHERE call_row = ? AND duration_ms IS NOT NULL ORDER BY kind LIMIT 1', callRow)?.ms ?? null;
}

/** A time of the platform's own is never touched. */
function estimated(sentence: PushedUtterance, time: KeptEstimate['times'][number]): PushedUtterance {
  if (time === null || sentence.startMs !== null) return sentence;
  return { ...sentence, startMs: time[0], endMs: time[1], timing: 'estimated' };
}

/** Another one wherever an estimate would be made from something else. */
function transcriptHash(sentences: readonly PushedUtterance[]): string {
  const content = sentences.map(({ speaker, text, startMs, endMs }) => [speaker, text, startMs, endMs]);
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

function estimateOf(db: ReadableDb, callId: string): KeptEstimate | null {
  const row = db.get<EstimateRow>('SELECT engine_version, transcript, composite, customer, state, reason, why, times FROM estimated_times WHERE call_id = ?', callId);
  if (row === undefined) return null;
  const { engine_version: engineVersion, transcript, composite, customer, state, reason, why } = row;
  const times: KeptEstimate['times'] = JSON.parse(row.times);
  return { engineVersion, transcript, composite, customer, state, reason, why, times };
}

/** What an estimate would be made from, in one; null where it cannot be made. */
export function madeFrom({ sounds, transcript }: Pick<CallTimes, 'sounds' | 'transcript'>): string | null {
  return sounds === null ? null : [transcript(), sounds.composite.version, sounds.customer?.version ?? ''].join(' ');
}

/**
 * Notes what is known of a call's times after something changed that it depends on, and makes an estimate due where one is
 * to be made. Returns whether what is known has changed for whoever looks at the call.
 */
export function noteTimes(db: WritableDb, key: CallKey): boolean {
  const times = timesOf(db, key);
  const wanted = times.timing.state === 'waiting' ? madeFrom(times) : null;
  if (wanted === null) {
    db.run('DELETE FROM times_due WHERE call_row = ?', key.row);
  } else {
    db.run(
      `INSERT INTO times_due VALUES (?, ?, 0)
       ON CONFLICT DO UPDATE SET made_from = excluded.made_from, tries = iif(made_from = excluded.made_from, tries, 0)`,
      key.row,
      wanted,
    );
  }
  return keepTimes(db, key.row, times);
}

/** Nothing is kept of a call of which nothing more is known than that its times are waited for, or that it has no sentences. */
function keepTimes(db: WritableDb, row: number, { timing: { state, reason }, conversation }: CallTimes): boolean {
  const before = db.get<{ state: CallTiming['state'] }>('SELECT state FROM call_times WHERE call_row = ?', row)?.state ?? null;
  if (conversation === null && (state === 'waiting' || state === 'none')) {
    db.run('DELETE FROM call_times WHERE call_row = ?', row);
    return before !== null && before !== state;
  }
  db.run(
    `INSERT OR REPLACE INTO call_times VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row,
    state,
    reason,
    ...(conversation === null ? Array.from({ length: 16 }, () => null) : figuresOf(conversation)),
  );
  return before !== state;
}

function figuresOf(conversation: Conversation): (string | number | null)[] {
  const { longestMonologue, interruptions, reactions, deadAir } = conversation;
  return [
    conversation.isEstimated ? 1 : 0,
    conversation.robotMs,
    conversation.customerMs,
    conversation.silenceMs,
    conversation.talkShare,
    lengthOf(longestMonologue),
    longestMonologue?.speaker ?? null,
    interruptions.filter(({ by }) => by === 'robot').length,
    interruptions.filter(({ by }) => by === 'customer').length,
    reactions.robotMedianMs,
    reactions.customerMedianMs,
    lengthOf(reactions.slowest),
    reactions.slowest?.by ?? null,
    deadAir.length,
    deadAir.reduce((sum, span) => sum + span.endMs - span.startMs, 0),
    conversation.lastSpeaker,
  ];
}

function lengthOf(span: TimeSpan | null): number | null {
  return span && span.endMs - span.startMs;
}
