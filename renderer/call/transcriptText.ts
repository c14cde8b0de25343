import { formatDuration } from '#renderer/ui/format.ts';
import type { ShownSentence } from '#shared/model/sentenceTimes.ts';
import type { Speaker } from '#shared/model/utterance.ts';

type ToCopy = Pick<ShownSentence, 'speaker' | 'text' | 'startMs' | 'timing'>;
type WordOf = (speaker: Speaker) => string;

/** When a sentence begins, as it is shown: `0:08`, `≈ 0:25` where that is an estimate; null where nobody knows. */
export function timeText({ startMs, timing }: Pick<ShownSentence, 'startMs' | 'timing'>): string | null {
  if (startMs === null || timing === 'unknown') return null;
  return timing === 'estimated' ? `≈ ${formatDuration(startMs)}` : formatDuration(startMs);
}

function line(utterance: ToCopy, text: string, wordOf: WordOf): string {
  const time = timeText(utterance);
  return `${time === null ? '' : `${time} `}${wordOf(utterance.speaker)}: ${text}`;
}

/** The transcript as plain text, a sentence a line: `0:08 Customer: Yes, go ahead.` */
export function transcriptText(utterances: readonly ToCopy[], wordOf: WordOf): string {
  return utterances.map((utterance) => line(utterance, utterance.text, wordOf)).join('\n');
}

/** As much of the selection as lies within `range` of `element`. */
function selectedIn(element: Element, range: Range): string {
  const part = document.createRange();
  part.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part.toString();
}

/**
 * The selected words of the rows in `list`, each with its time and speaker; null where they are of fewer than `least`
 * sentences.
 */
export function selectedText(list: Element, selection: Selection | null, utterances: readonly ToCopy[], wordOf: WordOf, least: number): string | null {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const lines = [...list.querySelectorAll<HTMLElement>('[data-index]')].flatMap((row) => {
    const utterance = utterances[Number(row.dataset['index'])];
    const words = row.querySelector('.sentence-text');
    if (utterance === undefined || words === null || !range.intersectsNode(words)) return [];
    const text = selectedIn(words, range);
    return text === '' ? [] : [line(utterance, text, wordOf)];
  });
  return lines.length < least ? null : lines.join('\n');
}
