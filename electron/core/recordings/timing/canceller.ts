import { lagAt, type Clock } from './clock.ts';
import { frameSamples } from './levels.ts';
import type { Track } from './track.ts';

/** Reads the customer's recording as if it had begun with the composite and kept its time. */
export function alignedTrack(other: Track, clock: Clock): Track {
  let source = new Float32Array(0);
  const readLine = (from: number, count: number, into: Float32Array): void => {
    const first = from + lagAt(clock, from);
    const step = 1 + lagAt(clock, from + 1) - lagAt(clock, from);
    const start = Math.floor(first) - sincReach + 1;
    const needed = Math.ceil(count * step) + 2 * sincReach + 1;
    if (source.length < needed) source = new Float32Array(needed);
    other.read(start, needed, source);
    for (let at = 0; at < count; at++) {
      const nearest = Math.round((first - start + at * step) * sincPhases);
      const whole = Math.floor(nearest / sincPhases);
      const table = sincTables[nearest - whole * sincPhases];
      let sum = 0;
      if (table) for (let tap = 0; tap < 2 * sincReach; tap++) sum += (source[whole - sincReach + 1 + tap] ?? 0) * (table[tap] ?? 0);
      into[at] = sum;
    }
  };
  return {
    length: other.length,
    read(from, count, into) {
      for (let at = 0; at < count; ) {
        const end = clock.find((line) => line.from > from + at)?.from ?? Number.POSITIVE_INFINITY;
        const here = Math.min(count - at, end - from - at);
        readLine(from + at, here, into.subarray(at));
        at += here;
      }
    },
  };
}

const sincReach = 8;
const sincPhases = 128;
const sincTables = Array.from({ length: sincPhases }, (_, phase) =>
  Float32Array.from({ length: 2 * sincReach }, (_tap, tap) => {
    const away = tap - sincReach + 1 - phase / sincPhases;
    return (away === 0 ? 1 : Math.sin(Math.PI * away) / (Math.PI * away)) * (0.5 + 0.5 * Math.cos((Math.PI * away) / (sincReach + 0.5)));
  }),
);

/** What turns the customer as in the customer's recording into the customer as in the composite, by this many samples each way. */
const filterReach = 14;
const filterTaps = 2 * filterReach + 1;

/** Frames, the end not included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Learned {
  readonly filter: Float32Array;
  /** Where nobody but the customer is heard. */
  readonly alone: readonly Stretch[];
}

/** A quarter of a second: short enough to find those in which only the customer speaks. */
const stretchFrames = 25;

/**
 * Learns, by least squares, the filter that makes of `other` what the composite has, from where the customer speaks. Parts
 * of it where the filter leaves much, because the robot speaks too, are left out step by step.
 */
export function learnFilter(composite: Track, other: Track, spoken: readonly Stretch[]): Learned {
  let used = partsOf(spoken).map((stretch) => statisticsOf(composite, other, stretch));
  const loudest = used.map(({ far }) => far).toSorted((a, b) => b - a)[Math.floor(used.length / 10)] ?? 0;
  used = used.filter(({ far }) => far > loudest / 300);
  let filter = solve(used);
  for (let round = 0; round < 4; round++) {
    const leftovers = used.map((statistics) => leftoverOf(statistics, filter));
    const usual = leftovers.toSorted((a, b) => a - b)[Math.floor(leftovers.length * 0.3)] ?? 1;
    used = used.filter((_, at) => (leftovers[at] ?? 1) <= Math.max(usual * 3, 1e-3));
    filter = solve(used);
  }
  return { filter, alone: used.map(({ stretch }) => stretch) };
}

function partsOf(spoken: readonly Stretch[]): Stretch[] {
  const starts = new Set(spoken.flatMap(({ from, to }) => Array.from({ length: Math.floor((to - from) / stretchFrames) }, (_, at) => Math.round((from + at * stretchFrames) / stretchFrames) * stretchFrames)));
  return [...starts].toSorted((a, b) => a - b).map((from) => ({ from, to: from + stretchFrames }));
}

interface Statistics {
  readonly stretch: Stretch;
  readonly own: Float64Array;
  readonly cross: Float64Array;
  /** Of the composite, and of the other recording. */
  readonly power: number;
  readonly far: number;
}

function statisticsOf(composite: Track, other: Track, stretch: Stretch): Statistics {
  const { from, to } = stretch;
  const count = (to - from) * frameSamples;
  const near = new Float32Array(count);
  const far = new Float32Array(count + 2 * filterReach);
  composite.read(from * frameSamples, count, near);
  other.read(from * frameSamples - filterReach, far.length, far);
  const own = new Float64Array(filterTaps);
  const cross = new Float64Array(filterTaps);
  let power = 1e-9;
  for (let at = 0; at < count; at++) {
    const sample = near[at] ?? 0;
    power += sample * sample;
    for (let tap = 0; tap < filterTaps; tap++) cross[tap] = (cross[tap] ?? 0) + sample * (far[at + tap] ?? 0);
  }
  for (let tap = 0; tap < filterTaps; tap++) {
    let sum = 0;
    for (let at = 0; at + tap < far.length; at++) sum += (far[at] ?? 0) * (far[at + tap] ?? 0);
    own[tap] = sum;
  }
  return { stretch, own, cross, power, far: own[0] ?? 0 };
}

/** By Cholesky's method. */
function solve(all: readonly Statistics[]): Float32Array {
  const own = new Float64Array(filterTaps);
  const right = new Float64Array(filterTaps);
  for (const { own: theirOwn, cross, power } of all) {
    // Each stretch counts alike, loud or quiet.
    for (let tap = 0; tap < filterTaps; tap++) {
      own[tap] = (own[tap] ?? 0) + (theirOwn[tap] ?? 0) / power;
      right[tap] = (right[tap] ?? 0) + (cross[tap] ?? 0) / power;
    }
  }
  const lower = Array.from({ length: filterTaps }, () => new Float64Array(filterTaps));
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  for (let row = 0; row < filterTaps; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = (own[row - column] ?? 0) * (row === column ? 1.0003 : 1) + (row === column ? 1e-9 : 0);
      for (let index = 0; index < column; index++) sum -= at(row, index) * at(column, index);
      const line = lower[row];
      if (line) line[column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(column, column);
    }
  }
  const filter = new Float64Array(filterTaps);
  for (let row = 0; row < filterTaps; row++) {
    let sum = right[row] ?? 0;
    for (let index = 0; index < row; index++) sum -= at(row, index) * (filter[index] ?? 0);
    filter[row] = sum / at(row, row);
  }
  for (let row = filterTaps - 1; row >= 0; row--) {
    let sum = filter[row] ?? 0;
    for (let index = row + 1; index < filterTaps; index++) sum -= at(index, row) * (filter[index] ?? 0);
    filter[row] = sum / at(row, row);
  }
  return Float32Array.from(filter);
}

/** The share of power that the filter does not explain. */
function leftoverOf({ own, cross, power }: Statistics, filter: Float32Array): number {
  let explained = 0;
  for (let row = 0; row < filterTaps; row++) {
    const value = filter[row] ?? 0;
    explained += 2 * value * (cross[row] ?? 0);
    for (let column = 0; column < filterTaps; column++) explained -= value * (filter[column] ?? 0) * (own[Math.abs(row - column)] ?? 0);
  }
  return Math.max(1e-6, 1 - explained / power);
}

/** What is left of the composite without the customer: `count` samples from `from` on. `other` is aligned. */
export function createCanceller(composite: Track, other: Track, filter: Float32Array): (from: number, count: number, into: { readonly composite: Float32Array; readonly other: Float32Array; readonly rest: Float32Array }) => void {
  let far = new Float32Array(0);
  return (from, count, into) => {
    if (far.length < count + 2 * filterReach) far = new Float32Array(count + 2 * filterReach);
    composite.read(from, count, into.composite);
    other.read(from - filterReach, count + 2 * filterReach, far);
    for (let at = 0; at < count; at++) {
      let customer = 0;
      for (let tap = 0; tap < filterTaps; tap++) customer += (far[at + tap] ?? 0) * (filter[tap] ?? 0);
      into.other[at] = far[at + filterReach] ?? 0;
      into.rest[at] = (into.composite[at] ?? 0) - customer;
    }
  };
}
