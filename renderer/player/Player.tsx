import { useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Controls } from './Controls.tsx';
import { Lanes, type LanesProps } from './Lanes.tsx';
import { createLaneView } from './laneView.ts';
import { useMediaKeys } from './useMediaKeys.ts';
import { usePlayerKeys } from './usePlayerKeys.ts';
import './lanes.css';
import './player.css';
import './waves.css';

interface Props extends Omit<LanesProps, 'view'> {
  /** The call's number and the customer's name, for the system's own controls. */
  readonly title: string;
  readonly artist: string;
}

/** The recordings of a call: lanes, one clock, controls and keys. */
export function Player({ title, artist, ...props }: Props): ReactNode {
  const { t } = useTranslation('player');
  const { playback, sentences } = props;
  const view = useMemo(() => createLaneView(playback), [playback]);
  useEffect(() => view.follow(), [view]);
  usePlayerKeys(playback, view, sentences);
  useMediaKeys(playback, sentences, title, artist);
  return (
    <section className="player" aria-label={t('section')}>
      <Lanes {...props} view={view} />
      <Controls playback={playback} view={view} sentences={sentences} />
    </section>
  );
}
