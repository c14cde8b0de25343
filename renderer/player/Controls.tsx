import { ActionIcon, Menu, SegmentedControl, Switch, UnstyledButton } from '@mantine/core';
import {
  IconCheck,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRepeat,
  IconRewindBackward5,
  IconRewindForward5,
  IconRobot,
  IconUser,
  IconUsers,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { absent, formatDuration } from '#renderer/ui/format.ts';
import { Hint } from '#renderer/ui/Hint.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, type KeyRow } from '#renderer/ui/keys.ts';
import type { ClipFormat } from './clip.ts';
import type { LaneView } from './laneView.ts';
import { More } from './More.tsx';
import { soundingKind, type Playback } from './playback.ts';
import { playerKeys } from './playerKeys.ts';
import { nextSentenceMs, previousSentenceMs, type TimedSentence } from './sentences.ts';
import { totalMs } from './silence.ts';
import { sides } from './soundscape.ts';
import { speeds } from './speeds.ts';

interface Props {
  readonly playback: Playback;
  readonly view: LaneView;
  readonly sentences: readonly TimedSentence[];
  readonly onSaveClip: (format: ClipFormat) => void;
}

/** A click leaves the focus where it was, so that the space bar goes on to mean play. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();
/** A label would give the focus to its box when it is clicked, and with it the space bar and the arrows. */
const pressBox = (event: MouseEvent): void => {
  const box = event.target instanceof Element ? event.target.closest('label')?.control : null;
  if (!(box instanceof HTMLInputElement) || box === event.target) return;
  event.preventDefault();
  box.click();
};

const sideIcons = { both: IconUsers, customer: IconUser, robot: IconRobot } as const;

/** The row under the lanes. */
export function Controls({ playback, view, sentences, onSaveClip }: Props): ReactNode {
  const { t } = useTranslation('player');
  const { store } = playback;
  const playing = useStore(store, (state) => state.playing);
  const silent = useStore(store, (state) => soundingKind(state) === null);
  const seconds = useStore(store, (state) => Math.floor(state.timeMs / 1000));
  const looped = useStore(store, (state) => state.loop !== null);
  const { durationMs, speed, slowUntilMs } = useStore(
    store,
    useShallow(({ durationMs, speed, slowUntilMs }) => ({ durationMs, speed, slowUntilMs })),
  );

  const seekTo = (find: typeof nextSentenceMs) => (): void => {
    const target = find(sentences, store.getState().timeMs);
    if (target !== null) playback.seek(target);
  };
  const button = (icon: TablerIcon, label: string, onClick: () => void, disabled: boolean, row: KeyRow, isPressed?: boolean): ReactNode => (
    <Hint label={label}>
      <ActionIcon className="control" aria-label={label} aria-pressed={isPressed} aria-keyshortcuts={ariaShortcut(row)} disabled={disabled} onClick={onClick} onMouseDown={keepFocus}>
        <Icon of={icon} size={17} />
      </ActionIcon>
    </Hint>
  );
  const speechless = silent || sentences.length === 0;
  const shownSpeed = slowUntilMs === null ? speed : Math.round(speed * 0.75 * 100) / 100;

  return (
    <div className="controls">
      {button(IconPlayerSkipBack, t('previousSentence'), seekTo(previousSentenceMs), speechless, playerKeys.sentence)}
      {button(IconRewindBackward5, t('back'), () => playback.skip(-5_000), silent, playerKeys.seek)}
      <Hint label={playing ? t('pause') : t('play')}>
        <UnstyledButton
          className="play"
          aria-label={playing ? t('pause') : t('play')}
          disabled={silent}
          onClick={playback.toggle}
          onMouseDown={keepFocus}
        >
          <Icon of={playing ? IconPlayerPauseFilled : IconPlayerPlayFilled} size={17} />
        </UnstyledButton>
      </Hint>
      {button(IconRewindForward5, t('forward'), () => playback.skip(5_000), silent, playerKeys.seek)}
      {button(IconPlayerSkipForward, t('nextSentence'), seekTo(nextSentenceMs), speechless, playerKeys.sentence)}
      <span className="player-time" data-testid="time">
        <b>{formatDuration(seconds * 1000)}</b> / {durationMs === 0 ? absent : formatDuration(durationMs)}
      </span>
      <span className="controls-space" />
      <Menu position="top" width={96} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <UnstyledButton className="speed" data-slow={slowUntilMs !== null} aria-label={t('speedNow', { speed: shownSpeed })} disabled={silent}>
            {t('speedValue', { speed: shownSpeed })}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={String(speed)} onChange={(choice) => playback.setSpeed(Number(choice))}>
            {speeds.map((choice) => (
              <Menu.RadioItem key={choice} value={String(choice)} checkIcon={<Icon of={IconCheck} />} closeMenuOnClick>
                {t('speedValue', { speed: choice })}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      {button(IconRepeat, looped ? t('loopEnd') : t('loop'), playback.toggleLoop, silent || (sentences.length === 0 && !looped), playerKeys.loop, looped)}
      <SkipSilence playback={playback} />
      <Hear playback={playback} />
      <More playback={playback} view={view} isSilent={silent} onSaveClip={onSaveClip} />
    </div>
  );
}

function SkipSilence({ playback: { store, setSkipsSilence } }: Pick<Props, 'playback'>): ReactNode {
  const { t } = useTranslation('player');
  const skips = useStore(store, (state) => state.skipsSilence);
  const savedSeconds = useStore(store, (state) => Math.round(state.savedMs / 1000));
  const silences = useStore(store, (state) => state.scape.silences);
  const isKnown = useStore(store, (state) => state.scape.loudness !== null);
  const canSave = Math.round(totalMs(silences) / 1000);
  const length = (count: number): string => (count < 60 ? t('seconds', { count }) : formatDuration(count * 1000));
  const note = savedSeconds > 0 ? t('saved', { time: length(savedSeconds) }) : canSave > 0 ? t('canSave', { time: length(canSave) }) : isKnown ? t('nothingToSkip') : null;
  return (
    <Switch
      className="skip-silence"
      wrapperProps={{ onMouseDown: keepFocus, onClick: pressBox }}
      size="xs"
      checked={skips}
      onChange={(event) => setSkipsSilence(event.currentTarget.checked)}
      label={
        <>
          {t('skipSilence')}
          <span className="skip-note" data-testid="saved">
            {note}
          </span>
        </>
      }
      aria-label={t('skipSilence')}
      aria-keyshortcuts={ariaShortcut(playerKeys.skipSilence)}
    />
  );
}

function Hear({ playback: { store, hear } }: Pick<Props, 'playback'>): ReactNode {
  const { t } = useTranslation('player');
  const scape = useStore(store, (state) => state.scape);
  const wanted = useStore(store, (state) => state.side);
  const robots = { none: t('robotNotApart'), muting: t('robotByMuting'), channel: undefined }[scape.robotBy ?? 'none'];
  return (
    <SegmentedControl
      className="hear"
      // Chromium keeps something for each name that radio buttons ever had: not a new one for each call.
      name="hear"
      aria-label={t('hear')}
      aria-description={robots}
      onMouseDown={keepFocus}
      onClick={pressBox}
      value={scape.heard?.side ?? wanted}
      onChange={(side) => {
        const chosen = sides.find((known) => known === side);
        if (chosen !== undefined) hear(chosen);
      }}
      data={sides.map((side) => ({
        value: side,
        disabled: !scape.sides.includes(side),
        label: (
          <Hint label={(side === 'robot' ? robots : undefined) ?? t(`hearSide.${side}`)}>
            <span className="hear-side">
              <Icon of={sideIcons[side]} size={15} />
              <span className="hear-word">{t(`hearSide.${side}`)}</span>
            </span>
          </Hint>
        ),
      }))}
    />
  );
}
