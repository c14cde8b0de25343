/** Loudness over time, 0 to 1 a point; `pointsPerSecond` is usually 100. */
export interface Wave {
  /** The louder of the channels. */
  readonly loudness: Float32Array;
  /** Each channel by itself; of a mono sound the one there is. */
  readonly channels: readonly Float32Array[];
  readonly pointsPerSecond: number;
}

/** A wave of channels that are equally long. */
export function waveOf(channels: readonly Float32Array[], pointsPerSecond: number): Wave {
  const [first = new Float32Array(), ...others] = channels;
  const loudness = others.length === 0 ? first : first.map((point, at) => others.reduce((loudest, other) => Math.max(loudest, other[at] ?? 0), point));
  return { loudness, channels, pointsPerSecond };
}

/** A stretch of time, ms. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A quiet recording is drawn up to this much louder than it is; beyond it, noise would look like speech. */
const largestGain = 4;

/** The points of a lane: `wave` over the whole of `durationMs`, silence where it has ended, its loudest near 1. */
export function lanePoints({ loudness, pointsPerSecond }: Wave, durationMs: number): Float32Array {
  const points = new Float32Array(Math.max(1, Math.round((durationMs / 1000) * pointsPerSecond)));
  let loudest = 0;
  for (const point of loudness) loudest = Math.max(loudest, point);
  const gain = loudest === 0 ? 1 : Math.min(1 / loudest, largestGain);
  for (let at = 0; at < points.length && at < loudness.length; at += 1) points[at] = (loudness[at] ?? 0) * gain;
  return points;
}

/** The loudest point under each of `columns` columns. */
export function columnsOf(points: ArrayLike<number>, columns: number): Float32Array {
  const heights = new Float32Array(Math.max(0, columns));
  const perColumn = points.length / columns;
  for (let column = 0; column < heights.length; column += 1) {
    const from = Math.floor(column * perColumn);
    const to = Math.max(from + 1, Math.ceil((column + 1) * perColumn));
    let height = 0;
    for (let at = from; at < to && at < points.length; at += 1) height = Math.max(height, points[at] ?? 0);
    heights[column] = height;
  }
  return heights;
}

/** How loud it is on the whole under each of `columns` columns, loudest 1: an hour's peaks are all alike. */
export function meanColumns(points: ArrayLike<number>, columns: number): Float32Array {
  const sums = new Float32Array(Math.max(0, columns));
  const perPoint = columns / points.length;
  for (let at = 0; at < points.length; at += 1) {
    const column = Math.floor(at * perPoint);
    sums[column] = (sums[column] ?? 0) + (points[at] ?? 0);
  }
  let loudest = 0;
  for (const sum of sums) loudest = Math.max(loudest, sum);
  return loudest === 0 ? sums : sums.map((sum) => sum / loudest);
}

/** For each of `columns` columns of `view`, the number of the span that lies there, -1 where none does. */
export function spanColumns(spans: readonly Span[], view: Span, columns: number): Int32Array {
  const numbers = new Int32Array(Math.max(0, columns)).fill(-1);
  const perMs = columns / (view.endMs - view.startMs);
  for (const [number, { startMs, endMs }] of spans.entries()) {
    if (endMs <= view.startMs || startMs >= view.endMs) continue;
    const from = Math.max(0, Math.round((startMs - view.startMs) * perMs));
    const to = Math.min(columns, Math.max(from + 1, Math.round((endMs - view.startMs) * perMs)));
    numbers.fill(number, from, to);
  }
  return numbers;
}
