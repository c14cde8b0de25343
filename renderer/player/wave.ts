/** Loudness over time, 0 to 1 a point; `pointsPerSecond` is usually 100. */
export interface Wave {
  readonly loudness: Float32Array;
  readonly pointsPerSecond: number;
}

/** A stretch of time, ms. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A quiet recording is drawn up to this much louder than it is; beyond it, noise would look like speech. */
const largestGain = 4;

/** The points of `wave` over `durationMs`, as many as `pointsPerSecond` says, loudest near 1, silence where it ends early. */
export function channelOf(wave: Wave | null, durationMs: number, pointsPerSecond: number): Float32Array {
  const length = Math.max(2, Math.ceil((durationMs / 1000) * pointsPerSecond));
  const channel = new Float32Array(length);
  if (wave === null) return channel;
  const { loudness } = wave;
  let loudest = 0;
  for (const point of loudness) loudest = Math.max(loudest, point);
  const gain = loudest === 0 ? 1 : Math.min(1 / loudest, largestGain);
  const pointsPerPoint = wave.pointsPerSecond / pointsPerSecond;
  for (let index = 0; index < length; index += 1) {
    const from = Math.floor(index * pointsPerPoint);
    const to = Math.max(from + 1, Math.floor((index + 1) * pointsPerPoint));
    let point = 0;
    for (let at = from; at < to && at < loudness.length; at += 1) point = Math.max(point, loudness[at] ?? 0);
    channel[index] = point * gain;
  }
  return channel;
}

/** Negates what lies outside of `spans`, so that it can be drawn faintly; without spans all of it counts as inside. */
export function markOutside(channel: Float32Array, spans: readonly Span[], pointsPerSecond: number): Float32Array {
  if (spans.length === 0) return channel;
  // Silence has to carry the sign too.
  const marked = channel.map((point) => -Math.max(point, 1e-4));
  for (const { startMs, endMs } of spans) {
    const from = Math.floor((startMs / 1000) * pointsPerSecond);
    const to = Math.min(channel.length, Math.ceil((endMs / 1000) * pointsPerSecond));
    for (let at = Math.max(0, from); at < to; at += 1) marked[at] = channel[at] ?? 0;
  }
  return marked;
}

/** The loudest point under each of `columns` columns, with its sign. */
export function columnsOf(channel: ArrayLike<number>, columns: number): Float32Array {
  const heights = new Float32Array(Math.max(0, columns));
  for (let column = 0; column < heights.length; column += 1) {
    const from = Math.floor((column * channel.length) / columns);
    const to = Math.max(from + 1, Math.ceil(((column + 1) * channel.length) / columns));
    let height = 0;
    for (let at = from; at < to && at < channel.length; at += 1) {
      const point = channel[at] ?? 0;
      if (Math.abs(point) > Math.abs(height)) height = point;
    }
    heights[column] = height;
  }
  return heights;
}

/** Distance between marks and between their words, ms, so that words are at least `leastPx` apart. */
export function timelineSteps(durationMs: number, widthPx: number, leastPx = 64): { readonly markMs: number; readonly wordMs: number } {
  const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600].map((seconds) => seconds * 1000);
  const pxPerMs = widthPx / Math.max(1, durationMs);
  const wordMs = steps.find((step) => step * pxPerMs >= leastPx) ?? 7_200_000;
  const markMs = wordMs % 3000 === 0 ? wordMs / 3 : wordMs / 2;
  return { markMs: Math.max(1000, markMs), wordMs };
}
