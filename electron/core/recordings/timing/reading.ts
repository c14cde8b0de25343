import { assign, cutShort, type Assignment, type AssignmentInput, type Frames, type Sought } from './assignment.ts';
import { frameMs, quantile } from './levels.ts';
import type { Span } from './spans.ts';

/** What the sentences most likely take of what was heard. */
export interface Reading {
  /** One for each sentence; null where it was not heard, or could as well be elsewhere. */
  readonly places: readonly (Frames | null)[];
  /** By how many times either speaks slower than usual. */
  readonly pace: AssignmentInput['pace'];
  /** Of a sentence that had to be found. */
  readonly costPerSentence: number;
  readonly missing: number;
}

interface Heard {
  readonly sentences: readonly Sought[];
  readonly robot: readonly Span[];
  readonly customer: readonly Span[];
  /** Frames in which the robot could not be heard beside the customer. */
  readonly isHidden: Uint8Array;
}

const paces = [0.6, 0.75, 0.92, 1.12, 1.38, 1.7, 2.1] as const;
/** How far lengths vary before the pace is known, and after. */
const atFirst = { robot: 0.25, customer: 0.4 } as const;
const known = { robot: 0.15, customer: 0.3 } as const;
const quickly = 24;
const thoroughly = 80;
/** Places further apart are not the same place; frames. */
const sameStart = 25;
const sameEnd = 50;
/** Beyond that a length is not believed: as a logarithm. */
const strangeLength = { robot: 0.5, customer: 0.9 } as const;

/** Finds the pace at which the sentences fit best, then the sentences; what small changes of the rules would put elsewhere is left out. */
export function readSentences({ sentences, robot, customer: all, isHidden }: Heard): Reading {
  // Where no sentence of the customer is looked for, what is heard of the customer tells of interruptions only.
  const customer = sentences.some(({ speaker, given }) => speaker === 'customer' && !given) ? all : all.map(({ from, to, tonal, beside }): Span => ({ from, to, tonal, beside, weight: 0 }));
  const heard = { sentences, robot, customer };
  let pace = { robot: 1, customer: 1 };
  let best: Assignment = { places: [], cost: Number.POSITIVE_INFINITY };
  for (const slow of paces) {
    const tried = { robot: slow, customer: slow };
    const assignment = assign({ ...heard, pace: tried, spread: atFirst, width: quickly });
    if (assignment.cost < best.cost) [pace, best] = [tried, assignment];
  }
  for (let round = 0; round < 2; round++) {
    pace = paceOf(heard.sentences, best, pace);
    best = assign({ ...heard, pace, spread: known, width: thoroughly });
  }

  const others = [
    { pace: { robot: pace.robot * 1.07, customer: pace.customer * 1.1 }, spread: known },
    { pace: { robot: pace.robot * 0.93, customer: pace.customer * 0.9 }, spread: known },
    { pace, spread: { robot: 0.22, customer: 0.45 } },
    { pace, spread: { robot: 0.1, customer: 0.2 } },
  ].map((rules) => assign({ ...heard, ...rules, width: quickly }));
  const places = best.places.map((place, at) => {
    const sentence = heard.sentences[at];
    if (!place || !sentence || sentence.given) return place;
    const isSteady = others.every(({ places: theirs }) => isSame(place, theirs[at] ?? null));
    return isSteady && isOfUsualLength(place, sentence, pace[sentence.speaker], heard.customer) && isWhole(place, sentence, pace[sentence.speaker], isHidden) ? place : null;
  });
  const found = heard.sentences.filter(({ given }) => given === null).length;
  return { places, pace, costPerSentence: best.cost / Math.max(1, found), missing: heard.sentences.filter(({ given }, at) => given === null && !best.places[at]).length };
}

/** The median of what the sentences took, where enough of them are long enough to tell. */
function paceOf(sentences: readonly Sought[], { places }: Assignment, before: Reading['pace']): Reading['pace'] {
  const of = (speaker: 'robot' | 'customer'): number => {
    const ratios = sentences.flatMap((sentence, at) => {
      const place = places[at];
      return sentence.speaker === speaker && place && sentence.usual.ms > 600 ? [((place.to - place.from) * frameMs) / sentence.usual.ms] : [];
    });
    return ratios.length >= 2 ? quantile(ratios, 0.5) : before[speaker];
  };
  return { robot: of('robot'), customer: of('customer') };
}

function isSame(place: Frames, other: Frames | null): boolean {
  return other !== null && Math.abs(place.from - other.from) <= sameStart && Math.abs(place.to - other.to) <= sameEnd;
}

function isOfUsualLength({ from, to }: Frames, { speaker, usual }: Sought, pace: number, customer: readonly Span[]): boolean {
  const usualMs = usual.ms * pace;
  const away = Math.log(((to - from) * frameMs) / usualMs);
  const strange = strangeLength[speaker] + 150 / usualMs;
  if (away < 0 && speaker === 'robot' && cutShort(customer, to, null) > 0) return true;
  return Math.abs(away) <= strange;
}

/** In frames; and what a sentence is short by, where it may go on unheard. */
const nearEdge = 20;
const muchHidden = 7;
const wholeShare = 0.93;

/** Whether the customer could not hide where the sentence begins or ends; if so, its length must be whole. */
function isWhole({ from, to }: Frames, { speaker, usual }: Sought, pace: number, isHidden: Uint8Array): boolean {
  if (speaker !== 'robot' || (to - from) * frameMs > wholeShare * usual.ms * pace) return true;
  const hidden = (start: number): number => isHidden.subarray(Math.max(0, start), start + nearEdge).reduce((sum, one) => sum + one, 0);
  return hidden(from - nearEdge) < muchHidden && hidden(to) < muchHidden;
}
