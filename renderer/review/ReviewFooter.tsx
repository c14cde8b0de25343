import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playback } from '#renderer/player/index.ts';
import type { ReviewDetail } from '#shared/model/review.ts';
import { NoteField } from './NoteField.tsx';
import { Notes } from './Notes.tsx';
import { Outcomes } from './Outcomes.tsx';
import { SaidLine } from './SaidLine.tsx';
import './review.css';

interface Props {
  readonly callId: string;
  readonly review: ReviewDetail;
  /** Null where there is no sound. */
  readonly playback: Playback | null;
}

/** What the operator makes of the call, at its foot: notes, and what came of it. */
export function ReviewFooter({ callId, review, playback }: Props): ReactNode {
  const { t } = useTranslation('review');
  return (
    <section className="review" aria-label={t('section')} data-testid="review">
      <Notes notes={review.notes} playback={playback} />
      <div className="review-write">
        <NoteField key={callId} callId={callId} playback={playback} />
        <SaidLine />
      </div>
      <Outcomes callId={callId} outcome={review.outcome} />
    </section>
  );
}
