import { Textarea } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Playback } from '#renderer/player/index.ts';
import { formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { useReviews } from './context.ts';
import './review.css';

interface Props {
  readonly callId: string;
  /** Null where there is no sound. */
  readonly playback: Playback | null;
}

/** A note as it is written. It is on the moment that the player was at when it was begun, unless it is on the whole call. */
export function NoteField({ callId, playback }: Props): ReactNode {
  const { t } = useTranslation('review');
  const reviews = useReviews();
  const field = useRef<HTMLTextAreaElement>(null);
  /** The keys have said what the note is on before the field is entered. */
  const isByKey = useRef(false);
  const draft = useStore(reviews.store, (state) => state.drafts[callId] ?? null);
  const [isWriting, setWriting] = useState(draft !== null);
  const [momentMs, setMomentMs] = useState(draft?.momentMs ?? null);
  const heardMs = usePosition(playback);
  const text = draft?.text ?? '';

  const position = (): number | null => playback?.store.getState().timeMs ?? null;
  const begin = (atMs: number | null): void => {
    setMomentMs(atMs);
    setWriting(true);
    reviews.setDraft(callId, { text, momentMs: atMs });
  };
  useRowKey(keys.note, (chord) => {
    isByKey.current = true;
    begin(chord === 1 ? position() : null);
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
    isByKey.current = false;
  });
  const end = (): void => {
    reviews.setDraft(callId, null);
    setWriting(false);
    setMomentMs(null);
  };
  const save = async (): Promise<void> => {
    if (text.trim() === '') return;
    if (!(await reviews.addNote(callId, { text: text.trim(), momentMs }))) return;
    reviews.setDraft(callId, null);
    // Whoever stays in the field writes the next one.
    if (document.activeElement !== field.current) end();
    else if (momentMs !== null) setMomentMs(position());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') field.current?.blur();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  };
  const atMs = isWriting ? momentMs : heardMs > 0 ? heardMs : null;
  const words = atMs === null ? t('note') : t('noteAt', { moment: formatDuration(atMs) });
  return (
    <Textarea
      ref={field}
      className="review-note"
      autosize
      minRows={1}
      maxRows={6}
      maxLength={10_000}
      value={text}
      aria-label={words}
      aria-keyshortcuts={ariaShortcut(keys.note)}
      placeholder={words}
      leftSection={<Icon of={IconNote} size={15} />}
      rightSection={isWriting && momentMs !== null ? null : <Kbd>{atMs === null ? 'N' : 'M'}</Kbd>}
      onFocus={() => {
        if (!isWriting && !isByKey.current) begin(heardMs > 0 ? position() : null);
      }}
      onBlur={() => {
        if (text.trim() === '') end();
      }}
      onChange={(event) => reviews.setDraft(callId, { text: event.currentTarget.value, momentMs })}
      onKeyDown={onKeyDown}
    />
  );
}

const nothingToFollow = (): (() => void) => () => {};

/** To the second, so that the words beside it change as seldom. */
function usePosition(playback: Playback | null): number {
  return useSyncExternalStore(playback?.store.subscribe ?? nothingToFollow, () => Math.floor((playback?.store.getState().timeMs ?? 0) / 1000) * 1000);
}
