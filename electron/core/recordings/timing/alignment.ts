import { createCorrelator, type Match } from './correlation.ts';
import { dbOf, frameMs, frameSamples, levelsOf, powerOf, quantile } from './levels.ts';
import type { Track } from './track.ts';

/** Where in the customer's recording that is which the composite has at a sample. */
export interface Alignment {
  /** In samples: how late the customer's recording is at the composite's beginning, and how much later with each sample. */
  readonly lag: number;
  readonly slope: number;
  /** Pieces in which the customer's recording holds what the composite does, at this lag. */
  readonly pieces: readonly Piece[];
  /** 0…1: in how many of the places that were looked at both recordings have the same. */
  readonly share: number;
}

export interface Piece {
  /** Frames of the composite. */
  readonly from: number;
  readonly to: number;
  /** In samples, as measured here. */
  readonly lag: number;
  /** How much louder the composite is, in dB. */
  readonly louderDb: number;
  /** How loud the customer's recording is. */
  readonly otherDb: number;
}

const pieceSamples = 8192;
const nearSize = 1 << 14;
const farSize = 1 << 16;
const mostPieces = 72;
/** Speech that is not the same at all reaches 11 where two tones happen to meet. */
const surelySame = 13;
/** Ordinary sound cards keep within 100 ppm. */
const steepest = 600e-6;
/** A millisecond. */
const together = 8;
const muchLouderDb = 4;

/**
 * Looks for what is loud in `other` in the composite, by the correlation of waveforms, and puts a line through the lags. The
 * robot's echo has a line of its own, with the same slope. `prefers` names the pieces in which the customer is known to speak.
 * Null where the two have nothing in common.
 */
export function align(composite: Track, other: Track, prefers: (piece: Piece) => boolean): Alignment | null {
  const places = loudPlaces(levelsOf(other)).filter((at) => at < composite.length);
  if (places.length === 0) return null;
  const near = createCorrelator(composite, other, { length: pieceSamples, size: nearSize });
  let found = places.map((at) => near.find(at, 0));
  if (strongIn(found) < places.length * 0.25) {
    const far = createCorrelator(composite, other, { length: pieceSamples, size: farSize });
    const sparse = places.filter((_, index) => index % Math.ceil(places.length / 24) === 0);
    const lag = steadiestLag(sparse.map((at) => far.find(at, 0)));
    if (lag === null) return null;
    found = places.map((at) => near.find(at - lag, lag));
  }

  const matches = found.flat().filter(({ height }) => height >= surelySame);
  const line = bestLine(matches);
  if (line === null) return null;
  const compositeLevels = levelsOf(composite);
  const otherLevels = levelsOf(other);
  const pieces = matches.map(({ at, lag }) => pieceOf(at, lag, { compositeLevels, otherLevels }));
  const customers = ofCustomer(pieces, prefers);
  const lag = heaviestOffset(customers, line.slope);
  const onLine = customers.filter((piece) => Math.abs(piece.lag - line.slope * middleOf(piece) - lag) < together);
  const alsoOnLine = pieces.filter((piece) => Math.abs(piece.lag - line.slope * middleOf(piece) - lag) < together);
  return { ...fit(spanOf(onLine) > spanOf(alsoOnLine) / 2 ? onLine : alsoOnLine), pieces: onLine, share: new Set(matches.map(({ at }) => at)).size / places.length };
}

/** The lag, in samples, at a sample of the composite. */
export function lagAt({ lag, slope }: Pick<Alignment, 'lag' | 'slope'>, at: number): number {
  return lag + slope * at;
}

function strongIn(found: readonly (readonly Match[])[]): number {
  return found.filter(([first]) => first !== undefined && first.height >= surelySame).length;
}

/** Middles of pieces that are loud, spread over the whole sound, in samples. */
function loudPlaces(levels: Float32Array): number[] {
  const length = 2 * Math.floor(pieceSamples / frameSamples / 2);
  const powers: { at: number; power: number }[] = [];
  for (let from = 0; from + length <= levels.length + length / 2; from += length / 2) {
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

/** The lag at which most of the matches meet, give or take what a drift could do. */
function steadiestLag(found: readonly (readonly Match[])[]): number | null {
  const matches = found.flat().filter(({ height }) => height >= surelySame);
  const line = bestLine(matches);
  return line && line.lag + line.slope * (matches[0]?.at ?? 0);
}

/** The line that passes near most matches; at least two thirds of what could be by chance. */
function bestLine(matches: readonly Match[]): { readonly lag: number; readonly slope: number } | null {
  let best: { lag: number; slope: number; weight: number } | null = null;
  const consider = (lag: number, slope: number): void => {
    let weight = 0;
    for (const { at, lag: own, height } of matches) {
      const away = Math.abs(own - lag - slope * at);
      if (away < together) weight += Math.min(40, height) * (1 - away / together / 2);
    }
    if (best === null || weight > best.weight) best = { lag, slope, weight };
  };
  for (const [index, first] of matches.entries()) {
    consider(first.lag, 0);
    for (const second of matches.slice(index + 1)) {
      const distance = second.at - first.at;
      // A short way off, a small error makes a steep line.
      if (Math.abs(distance) < 3 * pieceSamples) continue;
      const slope = (second.lag - first.lag) / distance;
      if (Math.abs(slope) <= steepest) consider(first.lag - slope * first.at, slope);
    }
  }
  return best;
}

function middleOf({ from, to }: Piece): number {
  return ((from + to) / 2) * frameSamples;
}

function pieceOf(at: number, lag: number, { compositeLevels, otherLevels }: { compositeLevels: Float32Array; otherLevels: Float32Array }): Piece {
  const from = Math.max(0, Math.round((at - pieceSamples / 2) / frameSamples));
  const to = Math.min(compositeLevels.length, from + Math.round(pieceSamples / frameSamples));
  const shift = Math.round(lag / frameSamples);
  let ours = 0;
  let theirs = 0;
  for (let frame = from; frame < to; frame++) {
    ours += powerOf(compositeLevels[frame] ?? -110);
    theirs += powerOf(otherLevels[frame + shift] ?? -110);
  }
  return { from, to, lag, louderDb: dbOf(ours) - dbOf(theirs), otherDb: dbOf(theirs / Math.max(1, to - from)) };
}

/**
 * The pieces in which nobody but the customer is loud. Nothing makes the composite quieter beside the customer's recording
 * than that; the robot makes it louder.
 */
function ofCustomer(pieces: readonly Piece[], prefers: (piece: Piece) => boolean): Piece[] {
  const preferred = pieces.filter(prefers);
  const least = preferred.length >= 3 ? quantile(preferred.map(({ louderDb }) => louderDb), 0.25) : quantile(pieces.map(({ louderDb }) => louderDb), 0.08);
  return pieces.filter(({ louderDb }) => louderDb < least + muchLouderDb);
}

function heaviestOffset(pieces: readonly Piece[], slope: number): number {
  let best = { offset: 0, count: 0 };
  for (const piece of pieces) {
    const offset = piece.lag - slope * middleOf(piece);
    const count = pieces.filter((other) => Math.abs(other.lag - slope * middleOf(other) - offset) < together / 2).length;
    if (count > best.count) best = { offset, count };
  }
  return best.offset;
}

function spanOf(pieces: readonly Piece[]): number {
  return Math.max(...pieces.map(({ to }) => to)) - Math.min(...pieces.map(({ from }) => from));
}

/** The straight line of the least squares, its steepness held back where the pieces are near one another. */
function fit(pieces: readonly Piece[]): { readonly lag: number; readonly slope: number } {
  let kept = pieces;
  let line = { lag: quantile(pieces.map(({ lag }) => lag), 0.5), slope: 0 };
  for (const within of [together, 2, 1]) {
    kept = kept.filter((piece) => Math.abs(piece.lag - lagAt(line, middleOf(piece))) < within || within === together);
    if (kept.length === 0) break;
    const middle = kept.reduce((sum, piece) => sum + middleOf(piece), 0) / kept.length;
    const lag = kept.reduce((sum, piece) => sum + piece.lag, 0) / kept.length;
    let both = 0;
    let square = (1000 * 8000) / frameMs;
    for (const piece of kept) {
      both += (middleOf(piece) - middle) * (piece.lag - lag);
      square += (middleOf(piece) - middle) ** 2;
    }
    const slope = both / square;
    line = { lag: lag - slope * middle, slope };
  }
  return line;
}
