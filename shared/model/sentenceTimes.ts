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
