import { ActionIcon, UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Playback, TimedSentence } from '#renderer/player/index.ts';
import { Hint } from '#renderer/ui/Hint.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import type { TimesEditor } from '#renderer/times/index.ts';
import type { ShownSentence } from '#shared/model/sentenceTimes.ts';
import { FindField } from './FindField.tsx';
import { TranscriptList, type TranscriptHandle } from './TranscriptList.tsx';
import { transcriptText } from './transcriptText.ts';
import type { Find } from './useFind.ts';
import { useFollow } from './useFollow.ts';
import { useSoundIndex, useSpokenIndex } from './useSpokenIndex.ts';
import './transcript.css';

interface Props {
  readonly utterances: readonly ShownSentence[];
  readonly sentences: readonly TimedSentence[];
  readonly find: Find;
  /** Null where there is no sound to go with the words. */
  readonly playback: Playback | null;
  readonly times: TimesEditor;
}

/** The transcript in one column, what is found in it, and what is being spoken, which stays in view while it follows the sound. */
export function Transcript({ utterances, sentences, find, playback, times }: Props): ReactNode {
  const { t } = useTranslation('call');
  const list = useRef<TranscriptHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const follow = useFollow();
  const spoken = useSpokenIndex(playback, sentences);
  const soundAt = useSoundIndex(playback, sentences);
  const chosen = useStore(times.store, ({ isOn, chosen }) => (isOn ? chosen : null));
  const hasSentences = utterances.length > 0;
  const canFollow = playback !== null && sentences.length > 0;
  const firstInSight = (): number => list.current?.firstInSight() ?? 0;

  const { resume } = follow;
  const seek = useCallback(
    (index: number) => {
      const startMs = utterances[index]?.startMs ?? null;
      if (playback === null || startMs === null) return;
      playback.seek(startMs);
      // Another sentence may be spoken at the same time.
      times.choose(index);
      resume();
    },
    [playback, utterances, times, resume],
  );
  const hear = (index: number): void => {
    if ((utterances[index]?.startMs ?? null) === null) return;
    seek(index);
    playback?.play();
  };

  // Whoever looks for something wants to stay where it is.
  const stay = (): void => {
    if (list.current?.overflows() === true) follow.pause();
  };
  function look(text: string): void {
    find.setText(text, firstInSight());
    if (text !== '') stay();
  }
  function step(direction: 1 | -1): void {
    if (find.step(direction, firstInSight()) !== null) stay();
  }
  const hearPlace = (): void => {
    const place = find.current ?? find.step(1, firstInSight());
    if (place === null) return;
    hear(place.index);
    // The space bar pauses where it is heard, and would be typed in the field.
    list.current?.focus();
  };
  const openFind = (): void => {
    const selected = list.current?.selectedWords() ?? '';
    if (selected !== '' && document.activeElement !== field.current) look(selected);
    field.current?.focus();
    field.current?.select();
  };

  const copy = useCopy(utterances, list);
  useRowKey(keys.find, hasSentences ? openFind : null);
  useRowKey(keys.follow, canFollow ? follow.toggle : null);
  useRowKey(keys.copyTranscript, hasSentences ? copy.anySelection : null);

  return (
    <section className="transcript" aria-label={t('transcript')}>
      <div className="transcript-bar">
        <h3 className="transcript-title">{t('transcript')}</h3>
        {canFollow ? (
          <UnstyledButton className="follow" role="switch" aria-checked={follow.isOn} aria-keyshortcuts={ariaShortcut(keys.follow)} title={t('follow')} onClick={follow.toggle}>
            <span className="follow-box">{follow.isOn ? <Icon of={IconCheck} size={13} /> : null}</span>
            <span className="follow-label">{t('follow')}</span>
          </UnstyledButton>
        ) : null}
        {hasSentences ? (
          <>
            <FindField
              find={find}
              inputRef={field}
              onText={look}
              onStep={step}
              onHear={playback === null ? null : hearPlace}
              onLeave={(before) => {
                if (before instanceof HTMLElement && before.isConnected) before.focus();
                else list.current?.focus();
              }}
            />
            <Hint label={copy.isCopied ? t('copied') : t('copyTranscript')}>
              <ActionIcon aria-label={copy.isCopied ? t('copied') : t('copyTranscript')} aria-keyshortcuts={ariaShortcut(keys.copyTranscript)} onClick={copy.all}>
                <Icon of={copy.isCopied ? IconCheck : IconCopy} size={15} />
              </ActionIcon>
            </Hint>
            <span role="status" className="sr-only">
              {copy.said}
            </span>
          </>
        ) : null}
      </div>
      {hasSentences ? (
        <TranscriptList
          ref={list}
          utterances={utterances}
          places={find.places}
          current={find.current}
          spoken={spoken}
          soundAt={soundAt}
          chosen={chosen}
          follows={follow.isOn}
          onSeek={playback === null ? null : seek}
          onHear={hear}
          onChoose={times.choose}
          onOwnScroll={follow.pause}
          onBack={canFollow && follow.isPaused ? follow.resume : null}
        />
      ) : (
        <p className="transcript-none">{t('noSentences')}</p>
      )}
    </section>
  );
}

/** Copying the transcript, or the sentences that are selected in it, as text. */
function useCopy(utterances: readonly ShownSentence[], list: { readonly current: TranscriptHandle | null }) {
  const { t } = useTranslation('call');
  const clipboard = useClipboard({ timeout: 2000 });
  const [wasPart, setWasPart] = useState(false);
  const all = (): void => {
    setWasPart(false);
    clipboard.copy(transcriptText(utterances, (speaker) => t(`speaker.${speaker}`)));
  };
  const anySelection = (): void => {
    const selected = list.current?.selectedText() ?? null;
    if (selected === null) {
      all();
      return;
    }
    setWasPart(true);
    clipboard.copy(selected);
  };
  return {
    isCopied: clipboard.copied,
    said: clipboard.copied ? t(wasPart ? 'selectionCopied' : 'transcriptCopied') : null,
    all,
    anySelection,
  };
}
