import { createCorrelator, type Correlator } from './correlation.ts';
import { dbOf, frameSamples, levelsOf, powerOf, quantile } from './levels.ts';
import { lagAt, linesThrough, type Clock, type Mark } from './clock.ts';
import type { Track } from './track.ts';

/** Where in the customer's recording that is which the composite has. */
export interface Alignment {
  readonly clock: Clock;
  /** Pieces in which the customer's recording holds what the composite does, at this lag. */
  readonly pieces: readonly Piece[];
  /** 0…1: in how many of the places that were looked at both recordings have the same. */
  readonly share: number;
}

export interface Piece extends Mark {
  /** Frames of the composite. */
  readonly from: number;
  readonly to: number;
  /** How much louder the composite is, in dB. */
  readonly louderDb: number;
  /** How loud the customer's recording is. */
  readonly otherDb: number;
}

const pieceSamples = 8192;
const nearSize = 1 << 14;
const farSize = 1 << 16;
const mostPieces = 72;
const farPieces = 24;
/** Speech that is not the same at all reaches 11 where two tones happen to meet. */
const surelySame = 13;
/** The customer's voice varies by as much against itself; the robot adds more. */
const muchLouderDb = 4;
const fewestPreferred = 4;
/** A customer who is so much quieter than the robot is not found beside it. */
const drownedDb = 10;

/**
 * Looks for what is loud in `other` in the composite, by the correlation of waveforms, and puts lines through the lags. The
 * robot's echo has lines of its own. `prefers` names the pieces in which the customer is known to speak. Null where the two
 * have nothing in common.
 */
export function align(composite: Track, other: Track, prefers: (piece: Piece) => boolean): Alignment | null {
  const levels = { composite: levelsOf(composite), other: levelsOf(other) };
  const places = loudPlaces(levels.other);
  if (places.length === 0) return null;
  // What is loud is looked for where it may be, not the other way about: so pieces and lags are those of the other recording.
  const near = createCorrelator(other, composite, { length: pieceSamples, size: nearSize });
  let found = places.map((at) => marksAt(near, at, 0));
  if (found.filter((marks) => marks.length > 0).length < places.length / 4) {
    const far = createCorrelator(other, composite, { length: pieceSamples, size: farSize });
    const some = places.filter((_, index) => index % Math.ceil(places.length / farPieces) === 0);
    const [line] = linesThrough(some.flatMap((at) => marksAt(far, at, 0)));
    if (line === undefined) return null;
    found = places.map((at) => marksAt(near, at, -line.lag));
  }

  const pieces = found.flat().map((mark) => pieceOf(mark, levels));
  if (pieces.length === 0) return null;
  const customers = ofCustomer(pieces, prefers);
  const clock = linesThrough(customers, pieces);
  const onClock = customers.filter(({ at, lag }) => Math.abs(lag - lagAt(clock, at)) < frameSamples / 10);
  if (onClock.length === 0) return null;
  // Where the composite is much louder than the customer makes it, the customer cannot be found in it.
  const usual = quantile(onClock.map(({ louderDb }) => louderDb), 0.5);
  const wanted = places.filter((at, index) => found[index]?.length !== 0 || pieceOf({ at: at - lagAt(clock, at), lag: lagAt(clock, at), height: 0 }, levels).louderDb < usual + drownedDb);
  return { clock, pieces: onClock, share: found.filter((marks) => marks.length > 0).length / wanted.length };
}

function marksAt(correlator: Correlator, at: number, near: number): Mark[] {
  return correlator.find(at, near).flatMap(({ at: there, lag, height }) => (height < surelySame ? [] : [{ at: there + lag, lag: -lag, height }]));
}

/** Middles of pieces that are loud, spread over the whole sound, in samples. */
function loudPlaces(levels: Float32Array): number[] {
  const length = 2 * Math.floor(pieceSamples / frameSamples / 2);
  const powers: { at: number; power: number }[] = [];
  for (let from = 0; from + length / 2 <= levels.length; from += length / 2) {
    let power = 0;
    for (let frame = from; frame < Math.min(levels.length, from + length); frame++) power += powerOf(levels[frame] ?? -110);
    powers.push({ at: Math.round((from + length / 2) * frameSamples), power: power / length });
  }
  const loudest = quantile(powers.map(({ power }) => power), 0.97);
  const quiet = quantile(levels, 0.1);
  const loud = powers.filter(({ power }) => power > loudest / 3000 && power > powerOf(quiet + 6) && power > powerOf(-75));
  // Of each stretch the loudest, so that all of the call is covered.
  const stretch = Math.max(1, loud.length / mostPieces);
  const chosen: number[] = [];
  for (let from = 0; from < loud.length; from += stretch) {
    const best = loud.slice(Math.floor(from), Math.max(Math.floor(from) + 1, Math.floor(from + stretch))).toSorted((a, b) => b.power - a.power)[0];
    if (best) chosen.push(best.at);
  }
  return chosen;
}

function pieceOf(mark: Mark, levels: { readonly composite: Float32Array; readonly other: Float32Array }): Piece {
  const { at, lag } = mark;
  const from = Math.max(0, Math.round((at - pieceSamples / 2) / frameSamples));
  const to = Math.max(from, Math.min(levels.composite.length, from + Math.round(pieceSamples / frameSamples)));
  const shift = Math.round(lag / frameSamples);
  let ours = 0;
  let theirs = 0;
  for (let frame = from; frame < to; frame++) {
    ours += powerOf(levels.composite[frame] ?? -110);
    theirs += powerOf(levels.other[frame + shift] ?? -110);
  }
  return { ...mark, from, to, louderDb: dbOf(ours) - dbOf(theirs), otherDb: dbOf(theirs / Math.max(1, to - from)) };
}

/**
 * The pieces in which nobody but the customer is loud. Nothing makes the composite quieter beside the customer's recording
 * than that; the robot makes it louder.
 */
function ofCustomer(pieces: readonly Piece[], prefers: (piece: Piece) => boolean): Piece[] {
  const preferred = pieces.filter(prefers);
  const isKnown = preferred.length >= fewestPreferred;
  const least = isKnown ? quantile(preferred.map(({ louderDb }) => louderDb), 0.25) : quantile(pieces.map(({ louderDb }) => louderDb), 0.08);
  return (isKnown ? preferred : pieces).filter(({ louderDb }) => louderDb < least + muchLouderDb);
}
