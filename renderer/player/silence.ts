import type { Span, Wave } from './wave.ts';

/** Shorter ones are pauses of speech, ms. */
const shortestMs = 1_000;
/** What stays of a silence on either side, so that no sound is cut into, ms. */
const marginMs = 150;
/** A crackle up to this long is no sound, ms. */
const crackleMs = 30;
/** How long a stretch is looked at together to tell the line's noise, ms. */
const noiseWindowMs = 100;

/** As loud as two steps of the kept peaks, which have 8 bits: below it nothing can be told from nothing. */
const leastFloor = 2 / 128;

/**
 * Up to which loudness a wave is its line's noise: twice what its quietest tenth comes to, but never more than an eighth of
 * its loud parts, so that a recording without a pause loses no quiet word.
 */
export function noiseFloor({ loudness, pointsPerSecond }: Pick<Wave, 'loudness' | 'pointsPerSecond'>): number {
  const perWindow = Math.max(1, Math.round((noiseWindowMs / 1000) * pointsPerSecond));
  const windows: number[] = [];
  for (let from = 0; from < loudness.length; from += perWindow) {
    let loudest = 0;
    for (let at = from; at < from + perWindow && at < loudness.length; at += 1) loudest = Math.max(loudest, loudness[at] ?? 0);
    windows.push(loudest);
  }
  windows.sort((a, b) => a - b);
  const share = (part: number): number => windows[Math.floor(part * (windows.length - 1))] ?? 0;
  return Math.max(leastFloor, Math.min(share(0.1) * 2, share(0.95) / 8));
}

/** Where `wave` is above its noise, ms, in order. */
function sounding(wave: Wave): Span[] {
  const floor = noiseFloor(wave);
  const msPerPoint = 1000 / wave.pointsPerSecond;
  const spans: Span[] = [];
  let from = -1;
  for (let at = 0; at <= wave.loudness.length; at += 1) {
    const isLoud = (wave.loudness[at] ?? 0) > floor;
    if (isLoud && from < 0) from = at;
    if (isLoud || from < 0) continue;
    if ((at - from) * msPerPoint > crackleMs) spans.push({ startMs: from * msPerPoint, endMs: at * msPerPoint });
    from = -1;
  }
  return spans;
}

/**
 * The stretches in which nothing is to be heard: no wave is above its noise and no sentence is spoken, for a second at the
 * least. Each keeps 150 ms of its silence on either side, but for the beginning of the recording.
 */
export function silences(waves: readonly Wave[], sentences: readonly Span[], durationMs: number): readonly Span[] {
  if (waves.length === 0) return [];
  const sounds = [...waves.flatMap(sounding), ...sentences].toSorted((a, b) => a.startMs - b.startMs);
  const found: Span[] = [];
  let quietFromMs = 0;
  const add = (untilMs: number): void => {
    if (untilMs - quietFromMs < shortestMs) return;
    const startMs = quietFromMs === 0 ? 0 : quietFromMs + marginMs;
    found.push({ startMs, endMs: untilMs - marginMs });
  };
  for (const { startMs, endMs } of sounds) {
    add(Math.min(startMs, durationMs));
    quietFromMs = Math.max(quietFromMs, endMs);
  }
  add(durationMs);
  return found;
}

/** The silence that `timeMs` lies in, or null. */
export function silenceAt(spans: readonly Span[], timeMs: number): Span | null {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.startMs ?? Infinity) <= timeMs) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== undefined && timeMs < span.endMs ? span : null;
}

/** How long all of `spans` are together, ms. */
export function totalMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}
