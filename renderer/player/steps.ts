import { silenceAt } from './silence.ts';
import type { Span } from './wave.ts';

/** Closer to the end of a silence than this, playing on is as quick as a jump, ms. */
const notWorthMs = 80;

interface Playing {
  readonly timeMs: number;
  readonly silences: readonly Span[];
  readonly skipsSilence: boolean;
  readonly loop: Span | null;
}

/**
 * Where playing goes from `timeMs` other than on, and how much silence that leaves out, ms; null where it just goes on. A
 * loop ends where its span does, or where all that is left of it is silence to be skipped.
 */
export function jumpFrom({ timeMs, silences, skipsSilence, loop }: Playing): { readonly toMs: number; readonly skippedMs: number } | null {
  // After the end lies what the loop does not hold: a look that comes late must not lead out of it.
  if (loop !== null && timeMs >= loop.endMs) return { toMs: loop.startMs, skippedMs: 0 };
  const silence = skipsSilence ? silenceAt(silences, timeMs) : null;
  if (silence === null || silence.endMs - timeMs < notWorthMs) return null;
  if (loop !== null && timeMs >= loop.startMs && silence.endMs >= loop.endMs) {
    // A loop of nothing but silence is played as it is.
    return silence.startMs <= loop.startMs ? null : { toMs: loop.startMs, skippedMs: loop.endMs - timeMs };
  }
  return { toMs: silence.endMs, skippedMs: silence.endMs - timeMs };
}

/** The place from which playing to `timeMs` takes `byMs`, when silence is skipped as `skipsSilence` says. */
export function backFrom({ timeMs, silences, skipsSilence }: Omit<Playing, 'loop'>, byMs: number): number {
  let at = timeMs;
  let left = byMs;
  for (const { startMs, endMs } of skipsSilence ? silences.toReversed() : []) {
    if (startMs >= at) continue;
    const heard = Math.max(0, at - endMs);
    if (heard >= left) break;
    left -= heard;
    at = Math.min(at, startMs);
  }
  return Math.max(0, at - left);
}
