import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '#renderer/ui/format.ts';
import type { Utterance } from '#shared/model/utterance.ts';

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly utterance: Utterance;
  readonly index: number;
  readonly count: number;
  readonly topPx: number;
  readonly isSpoken: boolean;
  /** Goes to a place of the sound; null where there is none. */
  readonly onSeek: ((timeMs: number) => void) | null;
}

/** A sentence: its time, whose it is, its words. One with a time is heard from there at a click. */
export function TranscriptRow({ ref, utterance, index, count, topPx, isSpoken, onSeek }: Props): ReactNode {
  const { t } = useTranslation('call');
  const { startMs, speaker, text } = utterance;
  const seek = onSeek === null || startMs === null ? null : () => onSeek(startMs);
  return (
    <div
      ref={ref}
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-current={isSpoken ? 'true' : undefined}
      className={`sentence sentence-${speaker}${isSpoken ? ' sentence-spoken' : ''}${seek === null ? '' : ' sentence-timed'}`}
      data-index={index}
      style={{ transform: `translateY(${String(topPx)}px)` }}
    >
      {/* The button has the keys and the name; the line around it only makes it larger for the pointer. */}
      <div
        role="presentation"
        className="sentence-line"
        onClick={() => {
          // Whoever selects words does not want to go anywhere.
          if (seek !== null && window.getSelection()?.isCollapsed !== false) seek();
        }}
      >
        <span className="sentence-time">
          {startMs === null ? null : seek === null ? (
            formatDuration(startMs)
          ) : (
            <button type="button" data-player-space aria-label={t('hearFrom', { time: formatDuration(startMs) })}>
              {formatDuration(startMs)}
            </button>
          )}
        </span>
        <span className="sentence-mark" aria-hidden />
        <span className="sentence-words">
          <span className={speaker === 'unknown' ? 'sentence-speaker' : 'sr-only'}>{t(`speaker.${speaker}`)}: </span>
          <span dir="auto" className="sentence-text">
            {text}
          </span>
        </span>
      </div>
    </div>
  );
}
