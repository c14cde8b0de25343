import { memo, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '#renderer/ui/format.ts';
import { Marked } from '#renderer/ui/Marked.tsx';
import type { Mark } from '#renderer/ui/marks.ts';
import { CorrectedMark } from '#renderer/times/index.ts';
import type { ShownSentence } from '#shared/model/sentenceTimes.ts';
import { timeText } from './transcriptText.ts';

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly utterance: ShownSentence;
  readonly index: number;
  readonly count: number;
  readonly topPx: number;
  readonly isSpoken: boolean;
  /** Whether its times are adjusted. */
  readonly isChosen: boolean;
  /** Whether the tab key stops here. */
  readonly isTabStop: boolean;
  readonly marks: readonly Mark[];
  /** Where the mark begins that is gone to. */
  readonly currentStart: number | null;
  /** Goes to where the sentence is spoken; null where there is no sound. */
  readonly onSeek: ((index: number) => void) | null;
}

/** A sentence: its time, whose it is, its words. One with a time is heard from there at a click. */
export const TranscriptRow = memo(function TranscriptRow({ ref, utterance, index, count, topPx, isSpoken, isChosen, isTabStop, marks, currentStart, onSeek }: Props): ReactNode {
  const { t } = useTranslation('call');
  const { startMs, speaker, text, timing, before } = utterance;
  const time = timeText(utterance);
  const seek = onSeek === null || startMs === null || time === null ? null : () => onSeek(index);
  const classes = ['sentence', `sentence-${speaker}`, `sentence-${timing}`, ...(isSpoken ? ['sentence-spoken'] : []), ...(isChosen ? ['sentence-chosen'] : []), ...(seek === null ? [] : ['sentence-timed'])];
  return (
    <div
      ref={ref}
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-current={isSpoken ? 'true' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      className={classes.join(' ')}
      data-index={index}
      style={{ transform: `translateY(${String(topPx)}px)` }}
    >
      {/* The row has the keys and the button the name; the line only makes it larger for the pointer. */}
      <div
        role="presentation"
        className="sentence-line"
        onClick={() => {
          // Whoever selects words does not want to go anywhere.
          if (seek !== null && window.getSelection()?.isCollapsed !== false) seek();
        }}
      >
        <span className="sentence-time">
          {seek === null || startMs === null ? (
            time
          ) : (
            <button type="button" tabIndex={-1} data-player-space aria-label={t(timing === 'estimated' ? 'hearFromAbout' : 'hearFrom', { time: formatDuration(startMs) })}>
              {time}
            </button>
          )}
        </span>
        <span className="sentence-mark" aria-hidden />
        <div className="sentence-words">
          <span className={speaker === 'unknown' ? 'sentence-speaker' : 'sr-only'}>{t(`speaker.${speaker}`)}: </span>
          <div dir="auto" className="sentence-text">
            <Marked text={text} marks={marks} currentStart={currentStart} />
          </div>
          {before === null ? null : <CorrectedMark before={before} />}
        </div>
      </div>
    </div>
  );
});
