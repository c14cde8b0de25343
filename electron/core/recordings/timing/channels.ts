import { align, type Alignment, type Piece } from './alignment.ts';
import { frameSamples, levelsOf, powerOf, quantile } from './levels.ts';
import type { Track } from './track.ts';

/** What the robot is looked for in, and what tells of the customer, at the times of `track`. */
export interface Sources {
  readonly composite: 'mixed' | 'robot-left' | 'robot-right';
  readonly track: Track;
  readonly other: Track;
  readonly alignment: Alignment;
}

/** One channel twice, coded apart, differs by less. */
const sameByDb = 20;

/**
 * Finds out which channel of a stereo composite is whose, by the customer's recording; one that is the same on both sides is
 * as good as mono. Null where the recordings have nothing in common.
 */
export function sourcesOf(channels: readonly Track[], customer: Track, prefers: (piece: Piece) => boolean): Sources | null {
  const [left, right] = channels;
  if (left === undefined) return null;
  if (right === undefined || areSame(left, right)) {
    const alignment = align(left, customer, prefers);
    return alignment && { composite: 'mixed', track: left, other: customer, alignment };
  }
  const inLeft = align(left, customer, prefers);
  const inRight = align(right, customer, prefers);
  if (inLeft === null && inRight === null) return null;
  const isLeft = inRight === null || (inLeft !== null && isNearerCustomer(inLeft, inRight));
  const ofCustomer = isLeft ? inLeft : inRight;
  if (ofCustomer === null) return null;
  // Both channels are of one clock: from here on the other channel stands for the customer's recording.
  const alignment = { ...ofCustomer, clock: [] };
  return isLeft ? { composite: 'robot-right', track: right, other: left, alignment } : { composite: 'robot-left', track: left, other: right, alignment };
}

/** An echo of the robot is quieter than the customer, and what leaks into the robot's channel is too. */
function isNearerCustomer(one: Alignment, other: Alignment): boolean {
  const gap = loudness(one, 'otherDb') - loudness(other, 'otherDb');
  return Math.abs(gap) > clearlyLouderDb ? gap > 0 : loudness(one, 'louderDb') > loudness(other, 'louderDb');
}

const clearlyLouderDb = 3;

function loudness({ pieces }: Alignment, of: 'otherDb' | 'louderDb'): number {
  return quantile(pieces.map((piece) => piece[of]), 0.85);
}

function areSame(left: Track, right: Track): boolean {
  const ours = new Float32Array(frameSamples);
  const theirs = new Float32Array(frameSamples);
  let both = 1e-9;
  let gap = 0;
  for (let from = 0; from < Math.min(left.length, right.length); from += frameSamples) {
    left.read(from, frameSamples, ours);
    right.read(from, frameSamples, theirs);
    for (let at = 0; at < frameSamples; at++) {
      both += (ours[at] ?? 0) ** 2 + (theirs[at] ?? 0) ** 2;
      gap += ((ours[at] ?? 0) - (theirs[at] ?? 0)) ** 2;
    }
  }
  return gap < both * powerOf(-sameByDb);
}

/** A third of a second, in frames: nobody says less. */
const shortestSpeech = 30;
const quietestSpeechDb = -62;
const aboveNoiseDb = 8;

/** Whether nothing at all stands out of the noise. */
export function isSilent(track: Track): boolean {
  const levels = levelsOf(track).toSorted();
  const loud = levels[levels.length - shortestSpeech] ?? -110;
  return loud < quietestSpeechDb || loud < (levels[Math.floor(levels.length * 0.2)] ?? -110) + aboveNoiseDb;
}
