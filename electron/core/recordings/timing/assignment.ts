import { frameMs } from './levels.ts';
import type { UsualLength } from './lengths.ts';
import type { Span } from './spans.ts';

/** A sentence that is looked for, or whose time is known. */
export interface Sought {
  readonly speaker: Who;
  readonly usual: UsualLength;
  /** Frames; null where they are to be found. */
  readonly given: Frames | null;
}

type Who = 'robot' | 'customer';

/** The end is not included. */
export interface Frames {
  readonly from: number;
  readonly to: number;
}

export interface Assignment {
  /** The frames that each sentence takes; null where it was not heard. */
  readonly places: readonly (Frames | null)[];
  /** The lower, the better the sentences fit what was heard. */
  readonly cost: number;
}

export interface AssignmentInput {
  readonly sentences: readonly Sought[];
  readonly robot: readonly Span[];
  readonly customer: readonly Span[];
  /** By how many times either speaks slower than usual, and how far that varies, as a logarithm. */
  readonly pace: Readonly<Record<Who, number>>;
  readonly spread: Readonly<Record<Who, number>>;
  /** How many readings are followed at a time. */
  readonly width: number;
}

/** One reading of the sentences so far. */
interface State {
  readonly cost: number;
  /** Of each side: the first span that is still free, and where what it said last ended. */
  readonly robot: number;
  readonly customer: number;
  readonly robotTo: number;
  readonly customerTo: number;
  /** Where the sentence before begins, and whose it is. */
  readonly lastFrom: number;
  readonly speaker: Who | null;
  readonly hasRobotSpoken: boolean;
  readonly place: Frames | null;
  readonly before: State | null;
}

const start: State = { cost: 0, robot: 0, customer: 0, robotTo: 0, customerTo: 0, lastFrom: 0, speaker: null, hasRobotSpoken: false, place: null, before: null };

/** All costs are as logarithms of how much less likely something is. A sentence that was not heard: */
const missingCost = 6;
/** Sound that no sentence takes, by the second; a single span is never worth more. */
const costPerSkippedSecond = 4;
const mostPerSkipped = 4;
/** Customers also cough, and mumble what nobody writes down. */
const skipsOf = { robot: 1, customer: 0.5 } as const;
/** Whatever stands before the robot's first sentence may be the network's. */
const mostBeforeFirst = 2.5;
/** Music that is taken for speech. */
const costPerTonalSecond = 3;
/** What is short and beside a louder other side may be what the subtraction left of that; in seconds. */
const shortest = 0.15;
const costPerRemnant = 0.6;
/** So is what lies within the other side's speech and some way off the rest of its sentence; in frames. */
const mostlyCovered = 0.6;
const wayOff = 20;
const costPerRemnantApart = 1.2;
/** Further than that nobody looks: skipped sound, as a cost; a pause within a sentence, in frames; a reading that is worse than another. */
const mostSkipped = 40;
const longestPause = 250;
const hopelesslyWorse = 14;
const framesPerSecond = 1000 / frameMs;
/** Between two sentences of one speaker, in seconds. */
const shortestBreath = 0.4;

/**
 * Finds for each sentence, in order, the spans of its side that it most likely takes: such that its length suits its text,
 * pauses within are short, what is left over is little, and nobody answers before the question. A beam search, sentence by
 * sentence.
 */
export function assign(input: AssignmentInput): Assignment {
  const sides = { robot: sideOf(input.robot, input.customer), customer: sideOf(input.customer, input.robot) };
  const followers = nextGiven(input.sentences);
  let states: readonly State[] = [start];
  for (const [index, sentence] of input.sentences.entries()) {
    const best = new Map<number, State>();
    let least = Number.POSITIVE_INFINITY;
    const offer = (cost: number, robot: number, customer: number, make: () => State): void => {
      if (cost > least + hopelesslyWorse) return;
      const key = robot * 100_003 + customer;
      if (cost >= (best.get(key)?.cost ?? Number.POSITIVE_INFINITY)) return;
      best.set(key, make());
      least = Math.min(least, cost);
    };
    for (const state of states) {
      if (sentence.given) placeGiven(state, sentence.given, sentence.speaker, sides, offer);
      else continueWith(state, sentence, { input, sides, next: followers[index] ?? null, offer });
    }
    states = [...best.values()].toSorted((a, b) => a.cost - b.cost).slice(0, input.width);
  }

  const whole = ({ cost, robot, customer }: State): number =>
    cost + skipCost(sides.robot, robot, input.robot.length) + skipCost(sides.customer, customer, input.customer.length) * skipsOf.customer;
  const last = states.toSorted((a, b) => whole(a) - whole(b))[0] ?? start;
  const places: (Frames | null)[] = [];
  for (let state = last; state.before; state = state.before) places.push(state.place);
  return { places: places.toReversed(), cost: whole(last) };
}

interface SideOfCall {
  readonly spans: readonly Span[];
  /** What it costs to leave out all spans before each, and to take all of them for speech. */
  readonly skipped: Float64Array;
  readonly taken: Float64Array;
  /** What it costs if a span stands apart from the others of its sentence. */
  readonly apart: Float64Array;
}

function sideOf(spans: readonly Span[], others: readonly Span[]): SideOfCall {
  const skipped = new Float64Array(spans.length + 1);
  const taken = new Float64Array(spans.length + 1);
  const apart = new Float64Array(spans.length);
  for (const [at, span] of spans.entries()) {
    const { from, to, weight, tonal, beside } = span;
    apart[at] = coveredBy(others, span) > mostlyCovered ? costPerRemnantApart : 0;
    const seconds = (to - from) / framesPerSecond;
    skipped[at + 1] = (skipped[at] ?? 0) + weight * Math.min(mostPerSkipped, seconds * costPerSkippedSecond);
    taken[at + 1] = (taken[at] ?? 0) + tonal * seconds * costPerTonalSecond + (seconds < shortest ? beside * costPerRemnant : 0);
  }
  return { spans, skipped, taken, apart };
}

/** The share of `span` within `others`. */
function coveredBy(others: readonly Span[], { from, to }: Span): number {
  let covered = 0;
  for (let at = Math.max(0, firstAfter(others, from) - 1); at < others.length; at++) {
    const other = others[at];
    if (other === undefined || other.from >= to) break;
    covered += Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
  }
  return covered / (to - from);
}

function skipCost({ skipped }: SideOfCall, from: number, to: number): number {
  return (skipped[to] ?? 0) - (skipped[from] ?? 0);
}

/** For each sentence the next one whose time is known. */
function nextGiven(sentences: readonly Sought[]): (Frames | null)[] {
  const found: (Frames | null)[] = [];
  let next: Frames | null = null;
  for (const { given } of sentences.toReversed()) {
    found.push(next);
    if (given) next = given;
  }
  return found.toReversed();
}

type Sides = Readonly<Record<Who, SideOfCall>>;
type Offer = (cost: number, robot: number, customer: number, make: () => State) => void;

function placeGiven(state: State, given: Frames, speaker: Who, sides: Sides, offer: Offer): void {
  const own = sides[speaker];
  let free = state[speaker];
  while (free < own.spans.length && (own.spans[free]?.to ?? 0) <= given.from) free++;
  const skipped = skipCost(own, state[speaker], free) * skipsOf[speaker];
  while (free < own.spans.length && ((own.spans[free]?.from ?? 0) + (own.spans[free]?.to ?? 0)) / 2 < given.to) free++;
  // A robot that goes on through all that the customer says is rarer than one that stops.
  const covered = speaker === 'customer' && state.robotTo > given.to + 20 ? 0.7 : 0;
  const cost = state.cost + skipped + orderCost(state, given.from) + covered;
  const next = { ...state, [speaker]: free, [`${speaker}To`]: given.to };
  offer(cost, next.robot, next.customer, () => ({ ...next, cost, lastFrom: given.from, speaker, hasRobotSpoken: state.hasRobotSpoken || speaker === 'robot', place: given, before: state }));
}

interface Continuing {
  readonly input: AssignmentInput;
  readonly sides: Sides;
  readonly next: Frames | null;
  readonly offer: Offer;
}

/** Offers all that the sentence could take after what `state` has taken. */
function continueWith(state: State, { speaker, usual }: Sought, { input, sides, next, offer }: Continuing): void {
  const missing = state.cost + missingCost;
  offer(missing, state.robot, state.customer, () => ({ ...state, cost: missing, place: null, before: state, speaker }));
  const side = sides[speaker];
  const { spans } = side;
  const usualMs = usual.ms * input.pace[speaker];
  for (let first = state[speaker]; first < spans.length; first++) {
    const from = spans[first]?.from ?? 0;
    const skipped = skipCost(side, state[speaker], first) * skipsOf[speaker];
    if (skipped > mostSkipped || (next && from > next.from + 30)) break;
    const begun =
      state.cost + (speaker === 'robot' && !state.hasRobotSpoken ? Math.min(mostBeforeFirst, skipped) : skipped) +
      (first > state[speaker] ? tornCost(spans, first) : 0) + orderCost(state, from) + pauseCost(state, speaker, from);
    const gaps: number[] = [];
    let apart = 0;
    for (let last = first; last < spans.length; last++) {
      const to = spans[last]?.to ?? 0;
      const ms = (to - from) * frameMs;
      const gap = last > first ? (spans[last]?.from ?? 0) - (spans[last - 1]?.to ?? 0) : 0;
      if (gap > longestPause || (last > first && ms > 2.5 * usualMs + 1500)) break;
      if (gap > 0) gaps.push(gap);
      if (gap > wayOff) apart += (side.apart[last] ?? 0) + (last === first + 1 ? (side.apart[first] ?? 0) : 0);
      const cut = speaker === 'robot' ? cutShort(sides.customer.spans, to, next) : 0;
      const cost = begun + apart + (side.taken[last + 1] ?? 0) - (side.taken[first] ?? 0) + lengthCost(ms, usualMs, input.spread[speaker], cut) + gapsCost(gaps, usual.pauses);
      const robot = speaker === 'robot' ? last + 1 : state.robot;
      const customer = speaker === 'customer' ? last + 1 : state.customer;
      offer(cost, robot, customer, () => ({
        cost, robot, customer, robotTo: speaker === 'robot' ? to : state.robotTo, customerTo: speaker === 'customer' ? to : state.customerTo,
        lastFrom: Math.max(from, state.lastFrom), speaker, hasRobotSpoken: state.hasRobotSpoken || speaker === 'robot', place: { from, to }, before: state,
      }));
    }
  }
}

/** A sentence that begins before the one that was said before it. */
function orderCost({ lastFrom }: State, from: number): number {
  return from >= lastFrom ? 0 : 1 + ((lastFrom - from) / framesPerSecond) * 10;
}

/** Who was silent for but a moment before span `at` has more likely begun before it. */
function tornCost(spans: readonly Span[], at: number): number {
  const gap = ((spans[at]?.from ?? 0) - (spans[at - 1]?.to ?? 0)) / framesPerSecond;
  return gap >= shortestBreath ? 0 : 1.5 * (1 - gap / shortestBreath) * (1 - (spans[at - 1]?.tonal ?? 0));
}

/** What pauses between sentences look like. */
function pauseCost(state: State, speaker: Who, from: number): number {
  if (state.speaker === null) return 0;
  const ownTo = state[`${speaker}To`];
  const sinceOwn = (from - ownTo) / framesPerSecond;
  const breathless = ownTo > 0 && sinceOwn < shortestBreath ? 2 * (1 - sinceOwn / shortestBreath) : 0;
  if (state.speaker === speaker) return breathless + Math.min(2, 0.15 * sinceOwn);
  const seconds = (from - state[speaker === 'robot' ? 'customerTo' : 'robotTo']) / framesPerSecond;
  // Talking while the other does is rarer.
  return breathless + (seconds >= 0 ? Math.min(3, 0.25 * seconds) : Math.min(3, 0.5 - seconds * 0.5));
}

/** `cut` says how surely the sentence was interrupted where it ends. */
function lengthCost(ms: number, usualMs: number, spread: number, cut: number): number {
  const deviation = Math.hypot(spread, 100 / usualMs);
  const away = Math.abs(Math.log(ms / usualMs)) / deviation;
  const cost = away < 3 ? (away * away) / 2 : 4.5 + (away - 3) * 2;
  return cut > 0 && ms < usualMs ? Math.min(cost, 2 - cut + cost * (0.5 - 0.35 * cut)) : cost;
}

/** 0…1: how likely the customer interrupts a robot that falls silent at `to`: it does so within two seconds. */
export function cutShort(customer: readonly Span[], to: number, next: Frames | null): number {
  const likely = (span: Frames): number => {
    const after = to - span.from;
    if (after < 5 || after > 400 || span.to < to - 60) return 0;
    return after < 200 ? 1 : 0.5;
  };
  let most = next ? likely(next) : 0;
  for (let at = firstAfter(customer, to - 400); at < customer.length; at++) {
    const span = customer[at];
    if (span === undefined || span.from > to) break;
    most = Math.max(most, likely(span));
  }
  return most;
}

/** The first span that begins at `frame` or later. */
function firstAfter(spans: readonly Span[], frame: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? 0) < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pauses of up to 0.25 s say nothing; longer ones belong to punctuation, of which there is but so much. */
function gapsCost(gaps: readonly number[], pauses: number): number {
  let cost = 0;
  let long = 0;
  // The longest are the punctuation's.
  for (const gap of gaps.filter((one) => one > 25).toSorted((a, b) => b - a)) {
    const isPunctuation = long++ < pauses;
    cost += (isPunctuation ? 0 : 0.3) + Math.max(0, gap / framesPerSecond - (isPunctuation ? 0.6 : 0.25)) * 5;
  }
  return cost;
}
