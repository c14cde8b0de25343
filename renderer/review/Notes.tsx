import { ActionIcon, Textarea } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playback } from '#renderer/player/index.ts';
import { formatDuration } from '#renderer/ui/format.ts';
import { Hint } from '#renderer/ui/Hint.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import type { Note } from '#shared/model/review.ts';
import { useReviews } from './context.ts';

interface Props {
  readonly notes: readonly Note[];
  /** Null where there is no sound. */
  readonly playback: Playback | null;
}

/** Nearer than this the player is at the note, ms. */
const hereMs = 300;

/** The notes of the call; those at a moment lead back to it. */
export function Notes({ notes, playback }: Props): ReactNode {
  const { t } = useTranslation('review');
  const moments = notes.flatMap(({ momentMs }) => (momentMs === null ? [] : [momentMs]));
  useRowKey(keys.notes, (chord) => {
    if (playback === null) return;
    const { timeMs } = playback.store.getState();
    const target = chord === 0 ? moments.findLast((ms) => ms < timeMs - hereMs) : moments.find((ms) => ms > timeMs + hereMs);
    if (target !== undefined) playback.seek(target);
  });
  if (notes.length === 0) return null;
  return (
    <ul className="review-notes" aria-label={t('notes')}>
      {notes.map((note) => (
        <NoteRow key={note.id} note={note} playback={playback} />
      ))}
    </ul>
  );
}

function NoteRow({ note, playback }: { readonly note: Note; readonly playback: Playback | null }): ReactNode {
  const { t } = useTranslation('review');
  const reviews = useReviews();
  const [edited, setEdited] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isEdited = edited !== null;
  useEffect(() => {
    if (isEdited) field.current?.focus();
  }, [isEdited]);
  const { momentMs } = note;
  const save = async (): Promise<void> => {
    if (edited === null) return;
    const text = edited.trim();
    if (text === '') void reviews.removeNote(note.id);
    else if (!(await reviews.editNote(note.id, text))) return;
    setEdited(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setEdited(null);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  };
  return (
    <li className="review-note-row">
      {momentMs === null ? (
        <span className="review-moment">{t('wholeCall')}</span>
      ) : (
        <button type="button" className="review-moment review-moment-link" disabled={playback === null} aria-label={t('goTo', { moment: formatDuration(momentMs) })} onClick={() => playback?.seek(momentMs)}>
          {formatDuration(momentMs)}
        </button>
      )}
      {edited === null ? (
        <>
          <span className="review-note-text" dir="auto" title={note.editedAtMs === null ? undefined : t('edited')}>
            {note.text}
          </span>
          <Hint label={t('editNote')}>
            <ActionIcon className="review-small" size={20} aria-label={t('editNote')} onClick={() => setEdited(note.text)}>
              <Icon of={IconPencil} size={13} />
            </ActionIcon>
          </Hint>
          <Hint label={t('removeNote')}>
            <ActionIcon className="review-small" size={20} aria-label={t('removeNote')} onClick={() => void reviews.removeNote(note.id)}>
              <Icon of={IconTrash} size={13} />
            </ActionIcon>
          </Hint>
        </>
      ) : (
        <Textarea ref={field} className="review-note-edit" autosize minRows={1} maxRows={6} maxLength={10_000} aria-label={t('editNote')} value={edited} onChange={(event) => setEdited(event.currentTarget.value)} onBlur={() => void save()} onKeyDown={onKeyDown} />
      )}
    </li>
  );
}
