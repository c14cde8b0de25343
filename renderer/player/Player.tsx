import { useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clipOf, type ClipFormat, type SavedClip } from './clip.ts';
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
  readonly onSaveClip: (clip: SavedClip) => void;
}

/** The recordings of a call: lanes, one clock, controls and keys. */
export function Player({ title, artist, onSaveClip, ...props }: Props): ReactNode {
  const { t } = useTranslation('player');
  const { playback, sentences } = props;
  const view = useMemo(() => createLaneView(playback), [playback]);
  useEffect(() => view.follow(), [view]);
  const saveClip = (format: ClipFormat): void => {
    const clip = clipOf(playback.store.getState());
    if (clip !== null) onSaveClip({ kind: clip.kind, from: clip.from, to: clip.to, format });
  };
  usePlayerKeys(playback, view, sentences, saveClip);
  useMediaKeys(playback, sentences, title, artist);
  return (
    <section className="player" aria-label={t('section')}>
      <Lanes {...props} view={view} />
      <Controls playback={playback} view={view} sentences={sentences} onSaveClip={saveClip} />
    </section>
  );
}
