import { ActionIcon, Menu, SegmentedControl, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconCheck,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRewindBackward5,
  IconRewindForward5,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { absent, formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { recordingKindSchema } from '#shared/model/recording.ts';
import { soundingKind, speeds, type Playback } from './playbackStore.ts';
import { nextSentenceMs, previousSentenceMs, type TimedSentence } from './sentences.ts';

interface Props {
  readonly playback: Playback;
  readonly sentences: readonly TimedSentence[];
}

/** A click leaves the focus where it was, so that the space bar goes on to mean play. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** The row under the lanes. */
export function Controls({ playback, sentences }: Props): ReactNode {
  const { t } = useTranslation('player');
  const { store } = playback;
  const playing = useStore(store, (state) => state.playing);
  const silent = useStore(store, (state) => soundingKind(state) === null);
  const seconds = useStore(store, (state) => Math.floor(state.timeMs / 1000));
  const durationMs = useStore(store, (state) => state.durationMs);
  const speed = useStore(store, (state) => state.speed);
  const failed = useStore(store, (state) => state.failed);
  const hearing = useStore(store, (state) => soundingKind(state) ?? state.wanted);
  const sources = useStore(store, (state) => state.sources);

  const seekTo = (find: typeof nextSentenceMs) => (): void => {
    const target = find(sentences, store.getState().timeMs);
    if (target !== null) playback.seek(target);
  };
  const button = (icon: TablerIcon, label: string, onClick: () => void, disabled: boolean): ReactNode => (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick} onMouseDown={keepFocus}>
        <Icon of={icon} size={17} />
      </ActionIcon>
    </Tooltip>
  );
  const speechless = silent || sentences.length === 0;

  return (
    <div className="controls">
      {button(IconPlayerSkipBack, t('previousSentence'), seekTo(previousSentenceMs), speechless)}
      {button(IconRewindBackward5, t('back'), () => playback.skip(-5_000), silent)}
      <Tooltip label={playing ? t('pause') : t('play')}>
        <UnstyledButton
          className="play"
          aria-label={playing ? t('pause') : t('play')}
          disabled={silent}
          onClick={playback.toggle}
          onMouseDown={keepFocus}
        >
          <Icon of={playing ? IconPlayerPauseFilled : IconPlayerPlayFilled} size={17} />
        </UnstyledButton>
      </Tooltip>
      {button(IconRewindForward5, t('forward'), () => playback.skip(5_000), silent)}
      {button(IconPlayerSkipForward, t('nextSentence'), seekTo(nextSentenceMs), speechless)}
      <span className="player-time" data-testid="time">
        <b>{formatDuration(seconds * 1000)}</b> / {durationMs === 0 ? absent : formatDuration(durationMs)}
      </span>
      <span className="controls-note" role="status">
        {failed ? t('notPlayable') : null}
      </span>
      <Menu position="top" width={96}>
        <Menu.Target>
          <UnstyledButton className="speed" aria-label={t('speedNow', { speed })} disabled={silent}>
            {t('speedValue', { speed })}
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
      <SegmentedControl
        className="hear"
        aria-label={t('hear')}
        value={hearing}
        onChange={(kind) => playback.hear(recordingKindSchema.parse(kind))}
        data={[
          { value: 'composite', label: t('hearComposite'), disabled: sources.composite === undefined },
          { value: 'customer', label: t('hearCustomer'), disabled: sources.customer === undefined },
        ]}
      />
    </div>
  );
}
