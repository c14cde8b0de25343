import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconDots } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import type { KeyRow } from '#renderer/ui/keys.ts';
import { clipOf, type ClipFormat } from './clip.ts';
import type { LaneView } from './laneView.ts';
import type { Playback } from './playback.ts';
import { capsOf, playerKeys } from './playerKeys.ts';
import { zoomStep } from './usePlayerKeys.ts';

interface Props {
  readonly playback: Playback;
  readonly view: LaneView;
  readonly isSilent: boolean;
  readonly onSaveClip: (format: ClipFormat) => void;
}

/** An entry of the menu; `place` is the place of its key in the row. */
interface Entry {
  readonly name: 'again' | 'backFine' | 'forwardFine' | 'evens' | 'selectFrom' | 'selectTo' | 'zoomIn' | 'zoomOut' | 'zoomWhole' | `save.${'selection' | 'whole'}.${'composite' | 'customer'}.${ClipFormat}`;
  readonly row: KeyRow;
  readonly place?: 1;
  readonly isOn?: boolean;
  readonly act: () => void;
}

/** What there is no room for in the row of controls. */
export function More({ playback, view, isSilent, onSaveClip }: Props): ReactNode {
  const { t } = useTranslation('player');
  const evens = useStore(playback.store, (state) => state.evens);
  const clip = useStore(playback.store, (state) => {
    const { isWhole = true, kind = 'composite' } = clipOf(state) ?? {};
    return `save.${isWhole ? 'whole' : 'selection'}.${kind}` as const;
  });
  const groups: readonly (readonly Entry[])[] = [
    [
      { name: 'again', row: playerKeys.lastSlower, act: playback.replaySlower },
      { name: 'backFine', row: playerKeys.seekFine, act: () => playback.skip(-1_000) },
      { name: 'forwardFine', row: playerKeys.seekFine, place: 1, act: () => playback.skip(1_000) },
      { name: 'evens', row: playerKeys.evens, isOn: evens, act: () => playback.setEvens(!evens) },
    ],
    [
      { name: 'selectFrom', row: playerKeys.marks, act: () => playback.mark('in') },
      { name: 'selectTo', row: playerKeys.marks, place: 1, act: () => playback.mark('out') },
    ],
    [
      { name: 'zoomIn', row: playerKeys.zoom, act: () => view.zoom(zoomStep) },
      { name: 'zoomOut', row: playerKeys.zoom, place: 1, act: () => view.zoom(1 / zoomStep) },
      { name: 'zoomWhole', row: playerKeys.wholeCall, act: view.whole },
    ],
    [
      { name: `${clip}.mp3`, row: playerKeys.saveClip, act: () => onSaveClip('mp3') },
      { name: `${clip}.wav`, row: playerKeys.saveClip, place: 1, act: () => onSaveClip('wav') },
    ],
  ];
  return (
    <Menu position="top-end" width={264} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon className="control" aria-label={t('more')} disabled={isSilent}>
          <Icon of={IconDots} size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((group, number) => (
          <Fragment key={group[0]?.name}>
            {number === 0 ? null : <Menu.Divider role="separator" />}
            {group.map(({ name, row, place = 0, isOn, act }) => {
              const keys = <Kbd>{capsOf(row.chords[place])}</Kbd>;
              return isOn === undefined ? (
                <Menu.Item key={name} leftSection={<span className="menu-gap" />} rightSection={keys} onClick={act}>
                  {t(name)}
                </Menu.Item>
              ) : (
                <Menu.CheckboxItem key={name} checked={isOn} onChange={act} rightSection={keys} checkIcon={<Icon of={IconCheck} />} closeMenuOnClick>
                  {t(name)}
                </Menu.CheckboxItem>
              );
            })}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
