import type { Span } from './wave.ts';

/** Calls up to this long are shown whole at first, and have no minimap. */
export const wholeUpToMs = 45_000;
/** Nobody can tell more from a wave that is drawn wider than this. */
const shortestMs = 2_000;
/** Where the cursor is put, and how far it may go before the view turns the page, as shares of the view. */
const pageStart = 0.08;
const pageEnd = 0.94;

/** Holds a view within the recording; its length stays unless the recording is shorter. */
function within({ startMs, endMs }: Span, durationMs: number): Span {
  const length = Math.min(durationMs, endMs - startMs);
  const start = Math.min(Math.max(0, startMs), durationMs - length);
  return { startMs: start, endMs: start + length };
}

export function wholeView(durationMs: number): Span {
  return { startMs: 0, endMs: durationMs };
}

/** What is shown of a call when it is opened. */
export function firstView(durationMs: number): Span {
  return { startMs: 0, endMs: Math.min(durationMs, wholeUpToMs) };
}

/** `view` with `factor` times as much in it (below 1: zoomed in); what is at `aboutMs` stays where it is. */
export function zoomedView(view: Span, durationMs: number, factor: number, aboutMs: number): Span {
  const length = view.endMs - view.startMs;
  if (length <= 0) return view;
  const wanted = Math.min(durationMs, Math.max(Math.min(shortestMs, durationMs), length * factor));
  const share = (aboutMs - view.startMs) / length;
  return within({ startMs: aboutMs - share * wanted, endMs: aboutMs + (1 - share) * wanted }, durationMs);
}

/** `view` moved by `byMs`, within the recording. */
export function movedView(view: Span, durationMs: number, byMs: number): Span {
  return within({ startMs: view.startMs + byMs, endMs: view.endMs + byMs }, durationMs);
}

/** `view`, or the page that the cursor at `timeMs` is on where it has left this one. */
export function followingView(view: Span, durationMs: number, timeMs: number): Span {
  const length = view.endMs - view.startMs;
  const share = (timeMs - view.startMs) / length;
  const isLast = view.endMs >= durationMs;
  if (share >= 0 && (share <= pageEnd || (isLast && share <= 1))) return view;
  return movedView(view, durationMs, timeMs - pageStart * length - view.startMs);
}

export const isInView = (view: Span, timeMs: number): boolean => timeMs >= view.startMs && timeMs <= view.endMs;

/** Distance between marks and between their words, ms, so that words are at least `leastPx` apart. */
export function timelineSteps(lengthMs: number, widthPx: number, leastPx = 64): { readonly markMs: number; readonly wordMs: number } {
  const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600].map((seconds) => seconds * 1000);
  const pxPerMs = widthPx / Math.max(1, lengthMs);
  const wordMs = steps.find((step) => step * pxPerMs >= leastPx) ?? 7_200_000;
  const markMs = wordMs % 3000 === 0 ? wordMs / 3 : wordMs / 2;
  return { markMs: Math.max(500, markMs), wordMs };
}

/** Room that a time takes on the timeline, px. */
const wordPx = 40;

/** The marks of the timeline over `view`; a word that the edge would cut off is left out. */
export function timelineMarks(view: Span, widthPx: number): readonly { readonly atMs: number; readonly hasWord: boolean }[] {
  const length = view.endMs - view.startMs;
  if (length <= 0 || widthPx <= 0) return [];
  const { markMs, wordMs } = timelineSteps(length, widthPx);
  const pxPerMs = widthPx / length;
  const marks = [];
  for (let atMs = Math.ceil(view.startMs / markMs) * markMs; atMs <= view.endMs; atMs += markMs) {
    marks.push({ atMs, hasWord: atMs % wordMs === 0 && (view.endMs - atMs) * pxPerMs >= wordPx });
  }
  return marks;
}
