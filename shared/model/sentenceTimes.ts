import type { Utterance } from './utterance.ts';

/** A stretch of a recording, ms into it. */
export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** What is known of a sentence's time: what the platform gave or was estimated, and what the operator set instead. */
export interface SentenceTimes extends Pick<Utterance, 'startMs' | 'endMs' | 'timing'> {
  readonly corrected?: TimeSpan | null | undefined;
}

/** Whose word an effective time is: the operator's own where it was corrected. */
export type TimeSource = Utterance['timing'] | 'corrected';

export interface EffectiveTime {
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly source: TimeSource;
}

/**
 * When a sentence is spoken, as far as anybody knows: the operator's correction, else the given or estimated time, moved by
 * the call's shift. Every place that shows, plays or counts goes by it. Nothing begins before the recording: what the
 * shift moves there is cut, and what it moves there whole has no time.
 */
export function effectiveTime({ startMs, endMs, timing, corrected }: SentenceTimes, shiftMs: number): EffectiveTime {
  const source = corrected ? 'corrected' : timing;
  const start = corrected ? corrected.startMs : startMs;
  const end = corrected ? corrected.endMs : endMs;
  if (shiftMs === 0) return { startMs: start, endMs: end, source };
  const endsAtMs = end === null ? null : end + shiftMs;
  if (start === null) return { startMs: null, endMs: endsAtMs === null || endsAtMs < 0 ? null : endsAtMs, source };
  const startsAtMs = start + shiftMs;
  if ((endsAtMs ?? startsAtMs) < 0) return { startMs: null, endMs: null, source: 'unknown' };
  return { startMs: Math.max(0, startsAtMs), endMs: endsAtMs, source };
}

/** The time to keep for a sentence that the operator put at `shown`, where the whole call is shifted. */
export function correctionFor({ startMs, endMs }: TimeSpan, shiftMs: number): TimeSpan {
  return { startMs: startMs - shiftMs, endMs: endMs - shiftMs };
}

/** A sentence as it is shown: its effective time in place of the platform's or the estimate's. */
export interface ShownSentence extends Omit<Utterance, 'timing' | 'corrected'> {
  readonly timing: TimeSource;
  /** What was known of its time before the operator corrected it, moved by the shift alike; null where nobody did. */
  readonly before: Omit<EffectiveTime, 'source'> & { readonly timing: Utterance['timing'] } | null;
}

/** The sentences of a call as they are shown. */
export function shownSentences(utterances: readonly (Omit<Utterance, 'corrected'> & SentenceTimes)[], shiftMs: number): readonly ShownSentence[] {
  return utterances.map(({ index, id, speaker, text, ...times }) => {
    const { source, ...time } = effectiveTime(times, shiftMs);
    if (source !== 'corrected') return { index, id, speaker, text, ...time, timing: source, before: null };
    const { source: timing, ...before } = effectiveTime({ ...times, corrected: null }, shiftMs);
    return { index, id, speaker, text, ...time, timing: source, before: { ...before, timing: timing === 'corrected' ? 'unknown' : timing } };
  });
}
