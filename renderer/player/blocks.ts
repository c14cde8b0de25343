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

/** A block below this has no room for edges, px. */
export const narrowPx = 4;
/** Narrow blocks of a speaker that are nearer to one another are shown as one, px. */
const togetherPx = 2;

/** A stretch of a lane that is shown as a block: a sentence, or several that are too narrow to be told apart. */
export interface ShownBlock extends LaneBlock {
  /** Of all that are shown as this one the index of the last. */
  readonly lastIndex: number;
}

/** What of a lane's blocks is seen in `view`, where 1 ms is `pxPerMs` wide: of an hour's sentences some hundred at the most. */
export function blocksIn(blocks: readonly LaneBlock[], view: Span, pxPerMs: number): readonly ShownBlock[] {
  const shown: ShownBlock[] = [];
  /** Places in `shown` of what a narrow one can be added to, by speaker and timing. */
  const open = new Map<string, number>();
  for (const block of blocks) {
    if (block.endMs < view.startMs || block.startMs > view.endMs) continue;
    const name = `${block.speaker} ${String(block.isEstimated)}`;
    const isNarrow = (block.endMs - block.startMs) * pxPerMs < narrowPx;
    const place = open.get(name);
    const before = place === undefined ? undefined : shown[place];
    if (isNarrow && place !== undefined && before !== undefined && (block.startMs - before.endMs) * pxPerMs < togetherPx) {
      shown[place] = { ...before, endMs: Math.max(before.endMs, block.endMs), lastIndex: block.index };
      continue;
    }
    if (isNarrow) open.set(name, shown.length);
    else open.delete(name);
    shown.push({ ...block, lastIndex: block.index });
  }
  return shown;
}
