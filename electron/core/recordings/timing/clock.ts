/** That something of the composite is in the customer's recording as well; in samples. */
export interface Mark {
  /** The middle, in the composite. */
  readonly at: number;
  /** How much later it is in the customer's recording, with a fraction. */
  readonly lag: number;
  /** How far the correlation stands out. */
  readonly height: number;
}

/** How late the customer's recording is: lines one after the other, each from a sample of the composite on; the first holds before, too. */
export type Clock = readonly Line[];

export interface Line {
  readonly from: number;
  /** At the composite's beginning, and how much later with each sample. */
  readonly lag: number;
  readonly slope: number;
}

/** Ordinary sound cards keep within 100 ppm. */
const steepest = 600e-6;
/** A millisecond. */
const together = 8;
/** Closer together, a small error makes a steep line. */
const wideApart = 3 * 8192;
/** Recordings that lose sound here and there; and how surely, before that is believed. */
const mostLines = 6;
const fewestOffLine = { marks: 3, share: 0.12, height: 20 } as const;

export function lagAt(clock: Clock, at: number): number {
  const line = clock.findLast(({ from }) => from <= at) ?? clock[0];
  return line === undefined ? 0 : line.lag + line.slope * at;
}

/**
 * The line, or lines one after the other, on which most marks lie; none without marks. `all` may tell how steep they are where
 * the marks are too close together.
 */
export function linesThrough(marks: readonly Mark[], all: readonly Mark[] = marks): Clock {
  const slope = bestLine(all)?.slope ?? 0;
  const first = lineOf(marks, all, slope);
  if (first === null) return [];
  const lines = [first];
  const places = new Set(marks.map(({ at }) => placeOf(at))).size;
  for (let left = offLines(marks, lines); isEnough(left, places) && lines.length < mostLines; left = offLines(marks, lines)) {
    const next = lineOf(left, left, slope);
    if (next === null) break;
    lines.push(next);
  }
  return inTurn(marks, lines) ?? [{ from: 0, ...first }];
}

/** Marks of one piece lie close together. */
function placeOf(at: number): number {
  return Math.round(at / 4096);
}

type Unplaced = Omit<Line, 'from'>;

function isOn({ lag, slope }: Unplaced, mark: Mark, within = together): boolean {
  return Math.abs(mark.lag - lag - slope * mark.at) < within;
}

function isEnough(marks: readonly Mark[], places: number): boolean {
  const count = new Set(marks.map(({ at }) => placeOf(at))).size;
  return count >= fewestOffLine.marks && count >= fewestOffLine.share * places;
}

/** Marks that are sure of themselves where no line passes. */
function offLines(marks: readonly Mark[], lines: readonly Unplaced[]): Mark[] {
  const taken = new Set(marks.filter((mark) => lines.some((line) => isOn(line, mark))).map(({ at }) => placeOf(at)));
  return marks.filter((mark) => mark.height >= fewestOffLine.height && ![-1, 0, 1].some((near) => taken.has(placeOf(mark.at) + near)));
}

function lineOf(marks: readonly Mark[], all: readonly Mark[], slope: number): Unplaced | null {
  const offset = heaviestOffset(marks, slope);
  if (offset === null) return null;
  const rough = { lag: offset, slope };
  const near = marks.filter((mark) => isOn(rough, mark));
  const alsoNear = all.filter((mark) => isOn(rough, mark));
  return fit(spanOf(near) > spanOf(alsoNear) / 2 ? near : alsoNear);
}

/** The line that passes near most marks, the higher ones counting more. */
function bestLine(marks: readonly Mark[]): Unplaced | null {
  let best: (Unplaced & { readonly weight: number }) | null = null;
  const consider = (lag: number, slope: number): void => {
    let weight = 0;
    for (const mark of marks) {
      const away = Math.abs(mark.lag - lag - slope * mark.at);
      if (away < together) weight += Math.min(40, mark.height) * (1 - away / together / 2);
    }
    if (best === null || weight > best.weight) best = { lag, slope, weight };
  };
  for (const [index, first] of marks.entries()) {
    consider(first.lag, 0);
    for (let other = index + 1; other < marks.length; other++) {
      const second = marks[other];
      if (second === undefined || Math.abs(second.at - first.at) < wideApart) continue;
      const slope = (second.lag - first.lag) / (second.at - first.at);
      if (Math.abs(slope) <= steepest) consider(first.lag - slope * first.at, slope);
    }
  }
  return best;
}

function heaviestOffset(marks: readonly Mark[], slope: number): number | null {
  let best: { offset: number; count: number } | null = null;
  for (const mark of marks) {
    const offset = mark.lag - slope * mark.at;
    const count = marks.filter((other) => Math.abs(other.lag - slope * other.at - offset) < together / 2).length;
    if (best === null || count > best.count) best = { offset, count };
  }
  return best === null ? null : best.offset;
}

function spanOf(marks: readonly Mark[]): number {
  return Math.max(...marks.map(({ at }) => at)) - Math.min(...marks.map(({ at }) => at));
}

/** The straight line of the least squares, its steepness held back where the marks are near one another. */
function fit(marks: readonly Mark[]): Unplaced {
  let kept = marks;
  let line: Unplaced = { lag: marks.map(({ lag }) => lag).toSorted((a, b) => a - b)[Math.floor(marks.length / 2)] ?? 0, slope: 0 };
  for (const within of [null, 2, 1]) {
    const near = within === null ? kept : kept.filter((mark) => isOn(line, mark, within));
    if (near.length === 0) break;
    kept = near;
    const middle = kept.reduce((sum, { at }) => sum + at, 0) / kept.length;
    const lag = kept.reduce((sum, mark) => sum + mark.lag, 0) / kept.length;
    let both = 0;
    let square = 800_000;
    for (const mark of kept) {
      both += (mark.at - middle) * (mark.lag - lag);
      square += (mark.at - middle) ** 2;
    }
    line = { lag: lag - (both / square) * middle, slope: both / square };
  }
  return line;
}

/** The lines in the order in which the marks follow them; null where they take turns, as a voice and its echo do. */
function inTurn(marks: readonly Mark[], lines: readonly Unplaced[]): Clock | null {
  // A piece within which the lag changes lies on both lines: what it has more of counts.
  const highest = new Map<number, Mark>();
  for (const mark of marks) if (mark.height > (highest.get(placeOf(mark.at))?.height ?? 0)) highest.set(placeOf(mark.at), mark);
  const on = [...highest.values()]
    .toSorted((a, b) => a.at - b.at)
    .flatMap((mark) => {
      const line = lines.find((one) => isOn(one, mark));
      return line ? [{ at: mark.at, line }] : [];
    });
  const clock: Line[] = [];
  let before: (typeof on)[number] | null = null;
  for (const mark of on) {
    if (before === null || mark.line !== before.line) clock.push({ from: before === null ? 0 : Math.round((before.at + mark.at) / 2), ...mark.line });
    before = mark;
  }
  return clock.length === lines.length ? clock : null;
}
