import type { RecordingKind } from '#shared/model/recording.ts';
import type { Speaker } from '#shared/model/utterance.ts';
import type { TimedSentence } from './sentences.ts';
import type { Span } from './wave.ts';

/** From top to bottom. */
export const laneKinds = ['customer', 'composite'] as const;

/** A sentence on a lane. */
export interface LaneBlock extends Span {
  readonly index: number;
  readonly speaker: Speaker;
  readonly isEstimated: boolean;
}

/** A place that was found in the transcript, at the time it is spoken. */
export interface FoundMark {
  /** Of the sentence. */
  readonly index: number;
  readonly timeMs: number;
  readonly isCurrent: boolean;
}

/**
 * The lane that shows a sentence: the customer's are on the customer's lane where there is such a recording, all others,
 * and those where there is none, on the one with both voices. Null where neither recording is here.
 */
function laneOf(speaker: Speaker, here: ReadonlySet<RecordingKind>): RecordingKind | null {
  if (speaker === 'customer' && here.has('customer')) return 'customer';
  return here.has('composite') ? 'composite' : null;
}

/** The sentences that each lane shows. */
export function blocksOf(sentences: readonly TimedSentence[], here: ReadonlySet<RecordingKind>, durationMs: number): Readonly<Record<RecordingKind, readonly LaneBlock[]>> {
  const blocks: Record<RecordingKind, LaneBlock[]> = { customer: [], composite: [] };
  for (const { index, speaker, timing, startMs, endMs } of sentences) {
    const lane = laneOf(speaker, here);
    if (lane === null || startMs >= durationMs) continue;
    blocks[lane].push({ index, speaker, isEstimated: timing === 'estimated', startMs, endMs: Math.min(endMs, durationMs) });
  }
  return blocks;
}
