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

/** Points of the next coarser level that one of the level above stands for. */
const levelStep = 4;
/** A level below this many points saves nothing. */
const leastPoints = 512;

/** A wave to be drawn at any zoom: each level has a quarter of the points of the one before, of each the loudest. */
export interface DrawnWave {
  /** At least one, the finest first; loudest near 1. */
  readonly levels: readonly Float32Array[];
  /** Of the finest. */
  readonly pointsPerSecond: number;
}

/** Prepares `wave` so that drawing any stretch of it costs no more than its columns do. */
export function drawnWave({ loudness, pointsPerSecond }: Wave): DrawnWave {
  let loudest = 0;
  for (const point of loudness) loudest = Math.max(loudest, point);
  const gain = loudest === 0 ? 1 : Math.min(1 / loudest, largestGain);
  const levels = [loudness.map((point) => point * gain)];
  for (let finer = levels[0]; finer !== undefined && finer.length > leastPoints; finer = levels.at(-1)) {
    const coarser = new Float32Array(Math.ceil(finer.length / levelStep));
    for (let at = 0; at < finer.length; at += 1) {
      const to = Math.floor(at / levelStep);
      coarser[to] = Math.max(coarser[to] ?? 0, finer[at] ?? 0);
    }
    levels.push(coarser);
  }
  return { levels, pointsPerSecond };
}

/** The loudest point under each of `columns` columns of `view`; silence where the recording has ended. */
export function columnsOf({ levels, pointsPerSecond }: DrawnWave, view: Span, columns: number): Float32Array {
  const heights = new Float32Array(Math.max(0, columns));
  const pointsPerColumn = (((view.endMs - view.startMs) / 1000) * pointsPerSecond) / columns;
  const depth = Math.min(levels.length - 1, Math.max(0, Math.floor(Math.log(pointsPerColumn) / Math.log(levelStep))));
  const points = levels[depth] ?? new Float32Array();
  const perColumn = pointsPerColumn / levelStep ** depth;
  const first = ((view.startMs / 1000) * pointsPerSecond) / levelStep ** depth;
  for (let column = 0; column < heights.length; column += 1) {
    const from = Math.max(0, Math.floor(first + column * perColumn));
    const to = Math.max(from + 1, Math.ceil(first + (column + 1) * perColumn));
    let height = 0;
    for (let at = from; at < to && at < points.length; at += 1) height = Math.max(height, points[at] ?? 0);
    heights[column] = height;
  }
  return heights;
}

/** How loud it is on the whole under each of `columns` columns of the recording, loudest 1: an hour's peaks are all alike. */
export function meanColumns({ levels, pointsPerSecond }: DrawnWave, durationMs: number, columns: number): Float32Array {
  const sums = new Float32Array(Math.max(0, columns));
  const points = levels[0] ?? new Float32Array();
  const perPoint = columns / ((durationMs / 1000) * pointsPerSecond);
  const perColumn = 1 / perPoint;
  for (let at = 0; at < points.length; at += 1) {
    const column = Math.floor(at * perPoint);
    if (column < columns) sums[column] = (sums[column] ?? 0) + (points[at] ?? 0) / Math.max(1, perColumn);
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
