import { formatDuration } from '#renderer/ui/format.ts';
import type { Speaker, Utterance } from '#shared/model/utterance.ts';

/** The transcript as plain text, a sentence a line: `0:08 Customer: Yes, go ahead.` */
export function transcriptText(utterances: readonly Utterance[], wordOf: (speaker: Speaker) => string): string {
  return utterances
    .map(({ startMs, speaker, text }) => `${startMs === null ? '' : `${formatDuration(startMs)} `}${wordOf(speaker)}: ${text}`)
    .join('\n');
}
