import { quantile } from './levels.ts';

/** A stretch of one side's sound without a pause that could be heard; frames, the end not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** 0…1: how much it counts as somebody's speech, if no sentence takes it. */
  readonly weight: number;
  /** 0…1: how much it sounds as music does. */
  readonly tonal: number;
  /** 0…1: for how much of it the other side is louder. */
  readonly beside: number;
}

export interface Heard {
  readonly spans: readonly Span[];
  /** The usual level of what is loud, in dB; NaN where nothing is. */
  readonly levelDb: number;
  /** 1 for frames in which the other side is so loud that this one could not be heard. */
  readonly isHidden: Uint8Array;
}

export interface Side {
  /** Of each frame: this side's level, that of the noise in it, and that of the other side. */
  readonly db: Float32Array;
  readonly noiseDb: Float32Array;
  readonly againstDb: Float32Array;
  /** How much quieter than the other side this one has to be to be taken for what the subtraction left. */
  readonly leftoverDb: number;
  /** How steady the sound is, 0…255, and which frames are tones and nobody's speech; null where nobody knows. */
  readonly tones: { readonly steadiness: Uint8Array; readonly isTone: Uint8Array } | null;
}

const beginsAboveNoise = 9;
const lastsAboveNoise = 5;
/** Speech rises and falls by so much: what is quieter belongs to nobody. */
const beginsBelowLevel = 27;
const lastsBelowLevel = 36;
/** Who is usually this much louder would be heard. */
const hiddenBelowLevel = 10;
/** Stops within a word are this long, in frames. */
const longestStop = 5;
const shortestSpan = 4;
/** Quieter is no speech, whatever the noise. */
const quietestDb = -68;

/** Finds the stretches in which a side is heard. */
export function spansOf({ db, noiseDb, againstDb, leftoverDb, tones }: Side): Heard {
  const levelDb = quantile(db.filter((own, frame) => own > Math.max(quietestDb, (noiseDb[frame] ?? 0) + beginsAboveNoise)), 0.85);
  const floorDb = backgroundDb(db, levelDb);
  const begins = (frame: number): boolean => isAbove(frame, beginsAboveNoise, beginsBelowLevel) && (db[frame] ?? -110) > floorDb + 5;
  const lasts = (frame: number): boolean => isAbove(frame, lastsAboveNoise, lastsBelowLevel) && (db[frame] ?? -110) > floorDb + 2;
  const isAbove = (frame: number, aboveNoise: number, belowLevel: number): boolean => {
    const own = db[frame] ?? -110;
    return tones?.isTone[frame] !== 1 && own > quietestDb && own > (noiseDb[frame] ?? 0) + aboveNoise && own > levelDb - belowLevel && own > (againstDb[frame] ?? -110) + leftoverDb;
  };

  const spans: { from: number; to: number }[] = [];
  for (let frame = 0; frame < db.length; frame++) {
    if (!begins(frame)) continue;
    let from = frame;
    const least = spans.at(-1)?.to ?? 0;
    while (from > least && lasts(from - 1)) from--;
    let to = frame + 1;
    for (let quiet = 0; to + quiet < db.length && quiet <= longestStop; ) {
      if (begins(to + quiet) || (quiet === 0 && lasts(to))) { to += quiet + 1; quiet = 0; } else quiet++;
    }
    frame = to;
    const before = spans.at(-1);
    if (before && from - before.to <= longestStop) spans[spans.length - 1] = { from: before.from, to };
    else spans.push({ from, to });
  }
  const isHidden = Uint8Array.from(againstDb, (against) => (against + leftoverDb > levelDb - hiddenBelowLevel ? 1 : 0));
  return { levelDb, isHidden, spans: weigh(spans.filter(({ from, to }) => to - from >= shortestSpan), { db, againstDb, tones }) };
}

/**
 * What remains where nothing loud is near: noise that somebody's equipment makes up for silence. Soft sounds of speech are
 * never far from loud ones.
 */
function backgroundDb(db: Float32Array, levelDb: number): number {
  const quiet: number[] = [];
  let lastLoud = Number.NEGATIVE_INFINITY;
  const since = db.map((own, frame) => {
    if (own > levelDb - muchBelowLevel) lastLoud = frame;
    return frame - lastLoud;
  });
  let nextLoud = Number.POSITIVE_INFINITY;
  for (let frame = db.length - 1; frame >= 0; frame--) {
    if (since[frame] === 0) nextLoud = frame;
    if ((since[frame] ?? 0) > farFromLoud && nextLoud - frame > farFromLoud) quiet.push(db[frame] ?? -110);
  }
  return quiet.length < 50 ? -110 : quantile(quiet, 0.95);
}

const muchBelowLevel = 14;
const farFromLoud = 20;

/** Speech is steady for a vowel, music for longer: over a second speech hardly reaches the one, and music hardly stays below the other. */
const steadyAsSpeech = 0.85;
const steadyAsMusic = 0.91;
/** Voices without a melody are steadier than others, each in its own way. */
const aboveUsualSteadiness = 0.1;

/** Tones weigh less than speech, and what is heard beside a louder other side less than what is heard alone. */
function weigh(spans: readonly { readonly from: number; readonly to: number }[], { db, againstDb, tones }: Pick<Side, 'db' | 'againstDb' | 'tones'>): Span[] {
  const measured = spans.map(({ from, to }) => {
    let beside = 0;
    let steady = 0;
    for (let frame = from; frame < to; frame++) {
      if ((againstDb[frame] ?? -110) > (db[frame] ?? -110)) beside += 1;
      steady += tones?.steadiness[frame] ?? 0;
    }
    return { from, to, beside: beside / (to - from), steady: steady / (to - from) / 255 };
  });
  const usual = quantile(measured.filter(({ from, to }) => to - from >= 30).map(({ steady }) => steady), 0.5);
  const speech = Number.isNaN(usual) ? steadyAsSpeech : Math.max(steadyAsSpeech, usual + aboveUsualSteadiness);
  return measured.map(({ from, to, beside, steady }) => {
    const tonal = Math.min(1, (to - from) / 100) * Math.min(1, Math.max(0, (steady - speech) / (steadyAsMusic - steadyAsSpeech)));
    return { from, to, tonal, beside, weight: (1 - 0.6 * beside) * (1 - 0.8 * tonal) };
  });
}
