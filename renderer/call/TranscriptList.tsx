import { UnstyledButton } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { chordOf, keys } from '#renderer/ui/keys.ts';
import type { ShownSentence } from '#shared/model/sentenceTimes.ts';
import type { Speaker } from '#shared/model/utterance.ts';
import type { Place } from './findPlaces.ts';
import { estimatedHeight, longestTime } from './rowSizes.ts';
import { TranscriptRow } from './TranscriptRow.tsx';
import { selectedText } from './transcriptText.ts';
import { useOwnScroll } from './useOwnScroll.ts';

/** What the transcript's bar asks of its sentences. */
export interface TranscriptHandle {
  /** Index of the first sentence in sight. */
  readonly firstInSight: () => number;
  /** The selected sentences as text, one or more; null where nothing is selected in them. */
  readonly selectedText: () => string | null;
  /** Selected words of a single sentence; empty for none. */
  readonly selectedWords: () => string;
  readonly focus: () => void;
  /** Whether there are more sentences than fit. */
  readonly overflows: () => boolean;
}

interface Props {
  readonly ref: Ref<TranscriptHandle>;
  readonly utterances: readonly ShownSentence[];
  readonly places: readonly Place[];
  readonly current: Place | null;
  /** The sentence that is being spoken. */
  readonly spoken: number | null;
  /** The sentence where the sound is. */
  readonly soundAt: number | null;
  /** The sentence whose times are adjusted. */
  readonly chosen: number | null;
  readonly follows: boolean;
  /** Goes to where a sentence is spoken; null where there is no sound. */
  readonly onSeek: ((index: number) => void) | null;
  /** Hears a sentence from its beginning. */
  readonly onHear: (index: number) => void;
  /** A sentence got the focus. */
  readonly onChoose: (index: number) => void;
  readonly onOwnScroll: () => void;
  /** Follows the sound again; null where it is followed, or not to be. */
  readonly onBack: (() => void) | null;
}

const noMarks: readonly Place[] = [];
/** Further than this many screens away, the list is there at once. */
const smoothUpTo = 2;

/** The sentences, of which only what is in sight and a little more is in the page. */
export function TranscriptList({ ref, utterances, places, current, spoken, soundAt, chosen, follows, onSeek, onHear, onChoose, onOwnScroll, onBack }: Props): ReactNode {
  const { t } = useTranslation('call');
  const scroller = useRef<HTMLDivElement>(null);
  const jumps = useReducedMotion(false, { getInitialValueInEffect: false });
  const count = utterances.length;

  // The sentence that had the focus last is where the tab key comes back to, until another place is found.
  const [cursor, setCursor] = useState<{ readonly index: number; readonly whileAt: Place | null } | null>(null);
  const wanted = (cursor?.whileAt === current ? cursor?.index : undefined) ?? current?.index ?? spoken ?? 0;
  const tabStop = Math.min(wanted, count - 1);
  const focusing = useRef(false);

  // oxlint-disable-next-line react/incompatible-library -- nothing that it returns is handed on
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => estimatedHeight(utterances[index]?.text ?? ''), [utterances]),
    overscan: 10,
    paddingStart: 2,
    paddingEnd: 12,
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        return indexes.includes(tabStop) ? indexes : [...indexes, tabStop].toSorted((a, b) => a - b);
      },
      [tabStop],
    ),
  });

  const isComfortable = useCallback(
    (index: number): boolean => {
      const view = scroller.current;
      const row = rows.measurementsCache[index];
      return view !== null && row !== undefined && row.start >= view.scrollTop + 8 && row.end <= view.scrollTop + view.clientHeight * 0.75;
    },
    [rows],
  );

  /** Brings a sentence into view; true where it glides there. */
  const goTo = useCallback(
    (index: number): boolean => {
      const view = scroller.current;
      const row = rows.measurementsCache[index];
      if (view === null || isComfortable(index)) return false;
      const isNear = row !== undefined && row.size < view.clientHeight && Math.abs(row.start - view.scrollTop) < view.clientHeight * smoothUpTo;
      const glides = isNear && !jumps;
      rows.scrollToIndex(index, { align: 'center', behavior: glides ? 'smooth' : 'auto' });
      return glides;
    },
    [rows, jumps, isComfortable],
  );

  useEffect(() => {
    if (follows && soundAt !== null) goTo(soundAt);
  }, [soundAt, follows, goTo]);

  useEffect(() => {
    if (current === null) return undefined;
    // Anything else would end the gliding halfway.
    if (goTo(current.index)) return undefined;
    // A sentence may be longer than the view is high.
    const frame = requestAnimationFrame(() => scroller.current?.querySelector('.mark-current')?.scrollIntoView({ block: 'nearest' }));
    return () => cancelAnimationFrame(frame);
  }, [current, goTo]);

  useOwnScroll(scroller, onOwnScroll);

  const rowAt = (index: number): HTMLElement | null => scroller.current?.querySelector<HTMLElement>(`[data-index="${String(index)}"]`) ?? null;
  useLayoutEffect(() => {
    if (!focusing.current) return;
    focusing.current = false;
    rowAt(tabStop)?.focus({ preventScroll: true });
  });

  const wordOf = useCallback((speaker: Speaker) => t(`speaker.${speaker}`), [t]);
  useImperativeHandle(ref, () => ({
    firstInSight: () => rows.getVirtualItemForOffset((rows.scrollOffset ?? 0) + 8)?.index ?? 0,
    selectedText: () => (scroller.current === null ? null : selectedText(scroller.current, window.getSelection(), utterances, wordOf, 1)),
    selectedWords() {
      const selection = window.getSelection();
      const isOurs = scroller.current !== null && selection !== null && scroller.current.contains(selection.anchorNode) && scroller.current.contains(selection.focusNode);
      const words = isOurs ? selection.toString().trim() : '';
      return words.includes('\n') || words.length > 100 ? '' : words;
    },
    focus: () => rowAt(tabStop)?.focus(),
    overflows: () => scroller.current !== null && scroller.current.scrollHeight > scroller.current.clientHeight,
  }));

  function onKeyDown(event: KeyboardEvent): void {
    const index = indexOf(event.target);
    if (index === null) return;
    const move = chordOf(event.nativeEvent, keys.sentenceMoves);
    if (move !== -1) {
      const to = Math.min(Math.max([index - 1, index + 1, 0, count - 1][move] ?? index, 0), count - 1);
      focusing.current = true;
      setCursor({ index: to, whileAt: current });
      rows.scrollToIndex(to, { align: 'auto' });
    } else if (chordOf(event.nativeEvent, keys.hearSentence) === 0 && event.target === rowAt(index)) onHear(index);
    else return;
    event.preventDefault();
  }

  function onCopy(event: ClipboardEvent): void {
    const text = selectedText(event.currentTarget, window.getSelection(), utterances, wordOf, 2);
    if (text === null) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  }

  const marksOf = useMemo(() => Map.groupBy(places, ({ index }) => index), [places]);
  const timeColumn = useMemo(() => ({ '--time-letters': longestTime(utterances) }), [utterances]);
  const soundRow = soundAt === null ? undefined : rows.measurementsCache[soundAt];
  const top = rows.scrollOffset ?? 0;
  const soundIs = soundRow === undefined ? null : soundRow.end <= top ? 'above' : soundRow.start >= top + (rows.scrollRect?.height ?? 0) ? 'below' : 'in-sight';
  return (
    <div className="transcript-view">
      <div ref={scroller} className="transcript-scroll" data-testid="transcript" role="group" aria-label={t('transcript')} style={timeColumn}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the sentences have the focus, the list their keys */}
        <div
          className="transcript-rows"
          role="list"
          style={{ height: rows.getTotalSize() }}
          onKeyDown={onKeyDown}
          onCopy={onCopy}
          onFocus={({ target }) => {
            const index = indexOf(target);
            if (index === null) return;
            setCursor({ index, whileAt: current });
            onChoose(index);
          }}
        >
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const utterance = utterances[index];
            if (utterance === undefined) return null;
            return (
              <TranscriptRow
                key={key}
                ref={rows.measureElement}
                utterance={utterance}
                index={index}
                count={count}
                topPx={start}
                isSpoken={index === spoken}
                isChosen={index === chosen}
                isTabStop={index === tabStop}
                marks={marksOf.get(index) ?? noMarks}
                currentStart={current?.index === index ? current.start : null}
                onSeek={onSeek}
              />
            );
          })}
        </div>
      </div>
      {onBack !== null && (soundIs === 'above' || soundIs === 'below') ? (
        <UnstyledButton className="transcript-back" onClick={onBack}>
          <Icon of={soundIs === 'above' ? IconArrowUp : IconArrowDown} size={14} />
          {t('backToSound')}
        </UnstyledButton>
      ) : null}
    </div>
  );
}

/** Index of the sentence that an element of the list belongs to. */
function indexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? null : Number(row.dataset['index']);
}
