import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import { blocksOf, laneKinds, type FoundMark } from './blocks.ts';
import { EarlierSound } from './EarlierSound.tsx';
import { LaneName } from './LaneName.tsx';
import { LaneNote } from './LaneNote.tsx';
import type { Marks } from './laneMarks.ts';
import type { Adjusting } from './laneRegions.ts';
import { isEarlierSound, laneState, type LaneState } from './lanes.ts';
import type { LaneView } from './laneView.ts';
import { Minimap, minimapPx } from './Minimap.tsx';
import { Moment } from './Moment.tsx';
import { NoteMarks, type NoteMark } from './NoteMarks.tsx';
import { soundingKind, type Playback } from './playback.ts';
import { Selection } from './Selection.tsx';
import type { TimedSentence } from './sentences.ts';
import { robotChannel } from './soundscape.ts';
import { Timeline } from './Timeline.tsx';
import { useColors } from './useColors.ts';
import { wholeUpToMs } from './view.ts';
import type { LaneVoices } from './voices.ts';
import { lanePoints, type Wave } from './wave.ts';
import type { DrawnCall } from './waveform.ts';
import { Waves } from './Waves.tsx';
import type { Waves as LoadedWaves } from './waveStore.ts';

export interface LanesProps {
  readonly recordings: readonly Recording[];
  /** The sentences with known times. */
  readonly sentences: readonly TimedSentence[];
  readonly playback: Playback;
  readonly waves: LoadedWaves;
  readonly view: LaneView;
  /** Whose voice each lane shows. */
  readonly voices: LaneVoices;
  /** What can be done to the edges of sentences; null where nothing can. */
  readonly adjusting: Adjusting | null;
  /** What was found in the transcript. */
  readonly found: readonly FoundMark[];
  /** What was noted at moments of the recordings. */
  readonly notes: readonly NoteMark[];
  /** How long the recordings are going to be, ms, so that their place is kept for them; null where nobody knows. */
  readonly expectedMs: number | null;
  readonly onRetry: (kind: RecordingKind) => Promise<void>;
  readonly downloadUrl: (kind: RecordingKind) => string;
}

/** Of a composite that has the robot in a channel of its own that channel, else all of it. */
function robotsAlone(composite: Wave, sentences: readonly TimedSentence[]): Wave {
  const channel = robotChannel(composite, sentences.filter(({ speaker, hasEnd }) => speaker === 'customer' && hasEnd));
  return channel === null ? composite : { ...composite, loudness: composite.channels[channel] ?? composite.loudness };
}

/** Space between two lanes, px. */
const gapPx = 8;

/** Both waveforms under one timeline and one cursor, and what a lane says where there is no wave. */
export function Lanes({ recordings, sentences, voices, adjusting, playback, waves, view, found, notes, expectedMs, onRetry, downloadUrl }: LanesProps): ReactNode {
  const { t } = useTranslation('player');
  const minimap = useRef<HTMLDivElement>(null);
  const { ref: area, width: widthPx } = useElementSize();
  const colors = useColors();
  const lanePx = useMediaQuery('(max-width: 1179px)', false, { getInitialValueInEffect: false }) ? 44 : 56;
  const durationMs = useStore(playback.store, (state) => state.durationMs);
  const silences = useStore(playback.store, (state) => (state.skipsSilence ? state.scape.silences : null));
  const failedKind = useStore(playback.store, (state) => (state.failed ? soundingKind(state) : null));
  const customer = useStore(waves.store, (state) => state.customer ?? null);
  const composite = useStore(waves.store, (state) => state.composite ?? null);
  const hasCustomer = useStore(playback.store, (state) => state.sources.customer !== undefined);
  const hasComposite = useStore(playback.store, (state) => state.sources.composite !== undefined);
  const hasMinimap = Math.max(durationMs, durationMs === 0 ? (expectedMs ?? 0) : 0) > wholeUpToMs;

  const { hasRobot } = voices;
  const drawn = useMemo(() => (composite === null || !hasRobot ? composite : robotsAlone(composite, sentences)), [composite, hasRobot, sentences]);
  const points = useMemo(
    () => ({ customer: customer === null ? null : lanePoints(customer, durationMs), composite: drawn === null ? null : lanePoints(drawn, durationMs) }),
    [customer, drawn, durationMs],
  );
  const call = useMemo<DrawnCall>(() => {
    const kinds = [...(hasCustomer ? (['customer'] as const) : []), ...(hasComposite ? (['composite'] as const) : [])];
    const blocks = blocksOf(sentences, new Set(kinds), durationMs);
    return { lanes: laneKinds.map((kind) => ({ kind, isOneVoice: kind === 'customer' || hasRobot, points: points[kind], blocks: blocks[kind] })), colors };
  }, [points, hasCustomer, hasComposite, hasRobot, sentences, durationMs, colors]);
  const marks = useMemo<Marks>(() => ({ skipped: silences ?? [], found }), [silences, found]);

  const names = { customer: t('lane.customer'), composite: hasRobot ? t('lane.robot') : t('lane.composite') };
  const stateOf = (kind: RecordingKind): LaneState => (kind === failedKind ? { state: 'unplayable', codec: null } : laneState(recordings, kind));
  return (
    <div className="lanes" style={{ '--lane': `${String(lanePx)}px`, '--lane-gap': `${String(gapPx)}px`, '--minimap': `${String(minimapPx)}px` }}>
      <div className="lane-names">
        {laneKinds.map((kind) => (
          <div key={kind} className={`lane-name lane-name-${kind === 'composite' && hasRobot ? 'robot' : kind}`}>
            <LaneName name={names[kind]} voice={voices[kind]} />
            {isEarlierSound(recordings, kind) ? <EarlierSound lane={laneState(recordings, kind)} name={names[kind]} onRetry={() => onRetry(kind)} /> : null}
          </div>
        ))}
        {hasMinimap ? <div className="minimap-name">{t('wholeCall')}</div> : null}
      </div>
      <div ref={area} className="lane-area">
        <div className="timeline" aria-hidden>
          <Timeline view={view} widthPx={widthPx} />
          <NoteMarks notes={notes} playback={playback} view={view} widthPx={widthPx} />
          <Moment playback={playback} view={view} widthPx={widthPx} />
        </div>
        <Waves call={call} marks={marks} sentences={sentences} adjusting={adjusting} playback={playback} view={view} widthPx={widthPx} lanePx={lanePx} gapPx={gapPx} minimapPx={minimapPx} minimap={minimap} />
        <Selection playback={playback} view={view} widthPx={widthPx} />
        {laneKinds.map((kind, place) => {
          const lane = stateOf(kind);
          return (
            <div key={kind} className="lane-box" role="group" aria-label={names[kind]} data-testid={`wave-${kind}`} data-state={lane.state} style={{ '--place': place }}>
              {lane.state === 'ready' || (isEarlierSound(recordings, kind) && lane.state !== 'unplayable') ? null : <LaneNote lane={lane} onRetry={() => onRetry(kind)} downloadUrl={downloadUrl(kind)} />}
            </div>
          );
        })}
        {hasMinimap ? <Minimap waves={minimap} found={found} notes={notes} playback={playback} view={view} widthPx={widthPx} /> : null}
      </div>
    </div>
  );
}
