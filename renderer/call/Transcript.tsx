import { UnstyledButton } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playback, TimedSentence } from '#renderer/player/index.ts';
import { CopyIconButton } from '#renderer/ui/CopyIconButton.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { Utterance } from '#shared/model/utterance.ts';
import { TranscriptRow } from './TranscriptRow.tsx';
import { transcriptText } from './transcriptText.ts';
import { useOwnScroll } from './useOwnScroll.ts';
import { useSpokenIndex } from './useSpokenIndex.ts';
import './transcript.css';

interface Props {
  readonly utterances: readonly Utterance[];
  readonly sentences: readonly TimedSentence[];
  /** Null where there is no sound to go with the words. */
  readonly playback: Playback | null;
}

/** A row of one line, px; longer ones are measured once they are shown. */
const estimatedRowPx = 27;

/** The transcript in one column; what is being spoken is marked, and stays in view while it follows the sound. */
export function Transcript({ utterances, sentences, playback }: Props): ReactNode {
  const { t } = useTranslation('call');
  const scroller = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const spoken = useSpokenIndex(playback, sentences);
  const jumps = useReducedMotion();
  const canFollow = playback !== null && sentences.length > 0;

  // oxlint-disable-next-line react/incompatible-library -- nothing that it returns is handed on
  const rows = useVirtualizer({
    count: utterances.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRowPx,
    overscan: 10,
    paddingStart: 2,
    paddingEnd: 12,
  });

  useEffect(() => {
    const view = scroller.current;
    if (!follows || spoken === null || view === null) return;
    const row = rows.measurementsCache[spoken];
    const isComfortable = row !== undefined && row.start >= view.scrollTop + 8 && row.end <= view.scrollTop + view.clientHeight * 0.75;
    if (!isComfortable) rows.scrollToIndex(spoken, { align: 'center', behavior: jumps ? 'auto' : 'smooth' });
  }, [spoken, follows, jumps, rows]);

  useOwnScroll(scroller, () => setFollows(false));
  // This renders anew with every sentence that is spoken.
  const text = useMemo(() => transcriptText(utterances, (speaker) => t(`speaker.${speaker}`)), [utterances, t]);
  return (
    <section className="transcript" aria-label={t('transcript')}>
      <div className="transcript-bar">
        <h3 className="transcript-title">{t('transcript')}</h3>
        {canFollow ? (
          <UnstyledButton className="follow" role="switch" aria-checked={follows} onClick={() => setFollows(!follows)}>
            <span className="follow-box">{follows ? <Icon of={IconCheck} size={13} /> : null}</span>
            {t('follow')}
          </UnstyledButton>
        ) : null}
        {utterances.length === 0 ? null : (
          <CopyIconButton className="transcript-copy" value={text} label={t('copyTranscript')} copiedLabel={t('copied')} />
        )}
      </div>
      {utterances.length === 0 ? (
        <p className="transcript-none">{t('noSentences')}</p>
      ) : (
        <div
          ref={scroller}
          className="transcript-scroll"
          data-testid="transcript"
          // Where sentences can be reached, so can all of it; a click on words then leaves the focus, and the space bar, alone.
          tabIndex={canFollow ? undefined : 0}
          role="group"
          aria-label={t('transcript')}
        >
          <div className="transcript-rows" role="list" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map(({ index, key, start }) => {
              const utterance = utterances[index];
              if (utterance === undefined) return null;
              return (
                <TranscriptRow
                  key={key}
                  ref={rows.measureElement}
                  utterance={utterance}
                  index={index}
                  count={utterances.length}
                  topPx={start}
                  isSpoken={index === spoken}
                  onSeek={playback === null ? null : playback.seek}
                />
              );
            })}
          </div>
        </div>
      )}
    </section>
  );
}
