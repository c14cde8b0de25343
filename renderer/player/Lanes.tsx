import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import { formatDuration } from '#renderer/ui/format.ts';
import { LaneNote } from './LaneNote.tsx';
import { laneState } from './lanes.ts';
import type { Playback } from './playbackStore.ts';
import { sentenceAt, type TimedSentence } from './sentences.ts';
import { useScheme } from './useScheme.ts';
import { channelOf, markOutside } from './wave.ts';
import { createWaveform } from './waveform.ts';
import type { Waves } from './waveStore.ts';

interface Props {
  readonly recordings: readonly Recording[];
  /** The customer's sentences with given times. */
  readonly sentences: readonly TimedSentence[];
  readonly playback: Playback;
  readonly waves: Waves;
  readonly onRetry: (kind: RecordingKind) => Promise<void>;
}

/** From top to bottom. */
const laneKinds = ['customer', 'composite'] as const;
const pointsPerSecond = 100;
/** Space between two lanes, px. */
const gapPx = 8;

const partOf = (index: number): string => `sentence-${String(index)}`;

/** `0:47.2`, as the cursor tells it. */
function formatMoment(timeMs: number): string {
  return `${formatDuration(timeMs)}.${String(Math.floor((timeMs % 1000) / 100))}`;
}

/** Both waveforms under one timeline and one cursor, and what a lane says where there is no wave. */
export function Lanes({ recordings, sentences, playback, waves, onRetry }: Props): ReactNode {
  const { t } = useTranslation('player');
  const area = useRef<HTMLDivElement>(null);
  const timeline = useRef<HTMLDivElement>(null);
  const moment = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  const lanePx = useMediaQuery('(max-width: 1179px)') ? 44 : 56;
  const durationMs = useStore(playback.store, (state) => state.durationMs);
  const seconds = useStore(playback.store, (state) => Math.floor(state.timeMs / 1000));
  const customer = useStore(waves.store, (state) => state.customer ?? null);
  const composite = useStore(waves.store, (state) => state.composite ?? null);
  // Where the customer's voice is not to be had, its lane is a flat line with a note.
  const hasCustomer = laneState(recordings, 'customer').state === 'ready';

  const channels = useMemo(() => {
    const heard = customer === null ? [] : sentences;
    return [
      markOutside(channelOf(customer, durationMs, pointsPerSecond), heard, pointsPerSecond),
      channelOf(composite, durationMs, pointsPerSecond),
    ] as const;
  }, [customer, composite, durationMs, sentences]);

  useEffect(() => {
    const [container, marks, badge] = [area.current, timeline.current, moment.current];
    if (container === null || marks === null || badge === null || scheme === null) return undefined;
    const styles = getComputedStyle(container);
    const color = (name: string): string => styles.getPropertyValue(name).trim();
    const waveform = createWaveform({
      container,
      timeline: marks,
      lanes: [
        { channel: channels[0], color: customer === null ? color('--ink3') : color('--customer-wave') },
        { channel: channels[1], color: color('--ink3') },
      ],
      blocks: hasCustomer ? sentences.map(({ index, startMs, endMs }) => ({ lane: 0, part: partOf(index), startMs, endMs })) : [],
      durationMs,
      pitchPx: lanePx + gapPx,
      wavePx: lanePx - 8,
      colors: { cursor: color('--ink'), hover: color('--ink3'), hoverText: color('--ink'), hoverLabel: color('--neutral-tint') },
      formatTime: formatDuration,
      onSeek: playback.seek,
    });
    let spoken: number | null = null;
    const show = (timeMs: number): void => {
      waveform.setTime(timeMs);
      badge.textContent = formatMoment(timeMs);
      badge.style.setProperty('--at', durationMs > 0 ? String(timeMs / durationMs) : '0');
      const now = sentenceAt(sentences, timeMs);
      if (now !== spoken) waveform.setSpoken(now === null ? null : partOf(now));
      spoken = now;
    };
    show(playback.store.getState().timeMs);
    const stop = playback.store.subscribe(({ timeMs }, before) => {
      if (timeMs !== before.timeMs) show(timeMs);
    });
    return () => {
      stop();
      waveform.close();
    };
  }, [channels, customer, hasCustomer, sentences, durationMs, lanePx, scheme, playback]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const { timeMs } = playback.store.getState();
    const stepMs = event.shiftKey ? 1_000 : 5_000;
    const targets: Record<string, number> = {
      ArrowLeft: timeMs - stepMs,
      ArrowDown: timeMs - stepMs,
      ArrowRight: timeMs + stepMs,
      ArrowUp: timeMs + stepMs,
      PageDown: timeMs - 30_000,
      PageUp: timeMs + 30_000,
      Home: 0,
      End: durationMs,
    };
    const target = targets[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    playback.seek(target);
  };

  const position = { at: formatDuration(seconds * 1000), total: formatDuration(durationMs) };
  return (
    <div className="lanes" style={{ '--lane': `${String(lanePx)}px`, '--lane-gap': `${String(gapPx)}px` }}>
      <div className="lane-names">
        {laneKinds.map((kind) => (
          <div key={kind} className={`lane-name lane-name-${kind}`}>
            {t(`lane.${kind}`)}
          </div>
        ))}
      </div>
      <div className="lane-area">
        <div className="timeline" aria-hidden>
          <div ref={timeline} className="timeline-marks" />
          <div ref={moment} className="timeline-moment" data-testid="moment" hidden={durationMs === 0} />
        </div>
        <div
          ref={area}
          className="waves"
          role="slider"
          tabIndex={0}
          aria-label={t('position')}
          aria-disabled={durationMs === 0}
          aria-valuemin={0}
          aria-valuemax={Math.floor(durationMs / 1000)}
          aria-valuenow={seconds}
          aria-valuetext={t('positionValue', position)}
          onKeyDown={onKeyDown}
        />
        {laneKinds.map((kind, place) => {
          const lane = laneState(recordings, kind);
          return (
            <div key={kind} className="lane-box" data-testid={`wave-${kind}`} data-state={lane.state} style={{ '--place': place }}>
              {lane.state === 'ready' ? null : <LaneNote lane={lane} onRetry={() => onRetry(kind)} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
