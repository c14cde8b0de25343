import type { ShownSentence } from '#shared/model/sentenceTimes.ts';
import { timeText } from './transcriptText.ts';

/** A sentence's line and the space above and below its lines, px; as in transcript.css. */
const linePx = 19;
const aroundPx = 8;
/** As many letters of average width as fit on a line of the narrower pane. */
const lettersOnLine = 66;
/** Letters as wide as two. */
const wide = /[\u1100-\u11FF\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF01-\uFF60]/gu;

/** About how high a sentence will be, px; it is measured once it shows. */
export function estimatedHeight(text: string): number {
  const letters = text.length + (text.match(wide)?.length ?? 0);
  return aroundPx + linePx * Math.max(1, Math.ceil(letters / lettersOnLine));
}

/** How many characters the longest of the times has. */
export function longestTime(utterances: readonly Pick<ShownSentence, 'startMs' | 'timing'>[]): number {
  return utterances.reduce((longest, utterance) => Math.max(longest, timeText(utterance)?.length ?? 0), 0);
}
