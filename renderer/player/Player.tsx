import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import { Controls } from './Controls.tsx';
import { Lanes } from './Lanes.tsx';
import type { Playback } from './playbackStore.ts';
import type { TimedSentence } from './sentences.ts';
import { usePlayerKeys } from './usePlayerKeys.ts';
import type { Waves } from './waveStore.ts';
import './player.css';

interface Props {
  readonly recordings: readonly Recording[];
  /** All sentences with known times; they are where “next sentence” stops. */
  readonly sentences: readonly TimedSentence[];
  /** Those that are the customer's, for the customer's lane. */
  readonly customerSentences: readonly TimedSentence[];
  readonly playback: Playback;
  readonly waves: Waves;
  /** Tries at once to fetch a recording. */
  readonly onRetry: (kind: RecordingKind) => Promise<void>;
}

/** The recordings of a call: lanes, one clock, controls and keys. */
export function Player({ recordings, sentences, customerSentences, playback, waves, onRetry }: Props): ReactNode {
  const { t } = useTranslation('player');
  usePlayerKeys(playback, sentences);
  return (
    <section className="player" aria-label={t('section')}>
      <Lanes recordings={recordings} sentences={customerSentences} playback={playback} waves={waves} onRetry={onRetry} />
      <Controls playback={playback} sentences={sentences} />
    </section>
  );
}
