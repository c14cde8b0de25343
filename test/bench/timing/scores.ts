import type { EstimatedTimes } from '../../../electron/core/recordings/timing/index.ts';
import { quantile } from '../receiver/figures.ts';
import type { TimedSample } from './samples.ts';

/** How far off a sentence's estimated times are, in ms. */
export interface Miss {
  readonly startMs: number;
  readonly endMs: number;
}

/** Of one speaker's sentences that the platform gave no times for. */
export interface Score {
  readonly sentences: number;
  readonly estimated: number;
  readonly misses: readonly Miss[];
  /** Estimated, and plainly wrong; or estimated though nobody can know, or though it was never said. */
  readonly wrong: number;
  /** Of these, what is a second off or more. */
  readonly farOff: number;
}

/** Nobody would take such a time for the sentence's. */
const plainlyWrong = { startMs: 500, endMs: 1000 } as const;
const farOffMs = 1000;

export function scoreOf({ utterances, truth, isUnsolvable }: TimedSample, { sentences }: EstimatedTimes, speaker: 'robot' | 'customer'): Score {
  const asked = utterances.flatMap((utterance, at) => (utterance.speaker === speaker && utterance.startMs === null ? [at] : []));
  const estimated = asked.flatMap((at) => {
    const time = sentences[at];
    return time?.timing === 'estimated' && time.startMs !== null && time.endMs !== null ? [{ at, startMs: time.startMs, endMs: time.endMs }] : [];
  });
  const misses = estimated.flatMap(({ at, startMs, endMs }): Miss[] => {
    const spoken = truth[at];
    return spoken && spoken !== 'never' ? [{ startMs: Math.abs(startMs - spoken.startMs), endMs: Math.abs(endMs - spoken.endMs) }] : [];
  });
  const unspoken = estimated.filter(({ at }) => truth[at] === 'never').length;
  const beyond = (most: Miss): number => (isUnsolvable ? estimated.length : unspoken + misses.filter(({ startMs, endMs }) => startMs > most.startMs || endMs > most.endMs).length);
  return { sentences: asked.length, estimated: estimated.length, misses, wrong: beyond(plainlyWrong), farOff: beyond({ startMs: farOffMs, endMs: farOffMs }) };
}

export function together(scores: readonly Score[]): Score {
  return {
    sentences: scores.reduce((sum, { sentences }) => sum + sentences, 0),
    estimated: scores.reduce((sum, { estimated }) => sum + estimated, 0),
    misses: scores.flatMap(({ misses }) => misses),
    wrong: scores.reduce((sum, { wrong }) => sum + wrong, 0),
    farOff: scores.reduce((sum, { farOff }) => sum + farOff, 0),
  };
}

/** Median, 90 % and the most of the starts' or the ends' errors; NaN without any. */
export function errorsOf({ misses }: Score, of: 'startMs' | 'endMs'): readonly [number, number, number] {
  const sorted = misses.map((miss) => miss[of]).toSorted((a, b) => a - b);
  return [quantile(sorted, 0.5), quantile(sorted, 0.9), sorted.at(-1) ?? Number.NaN];
}
