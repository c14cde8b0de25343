import { useHeldKeys } from '#renderer/ui/heldKeys.ts';
import { chordOf, isMeantElsewhere, type KeyRow } from '#renderer/ui/keys.ts';
import { useKeyDown } from '#renderer/ui/useKeyDown.ts';
import type { ClipFormat } from './clip.ts';
import type { LaneView } from './laneView.ts';
import type { Playback } from './playback.ts';
import { playerKeys, type ScreenKey } from './playerKeys.ts';
import { nextSentenceMs, previousSentenceMs, type TimedSentence } from './sentences.ts';

const pressable = 'button, a[href], summary, [role="button"], [role="tab"], [role="radio"], [role="switch"]';
/** What a press of the zoom key leaves in view. */
export const zoomStep = 0.6;

const screenKeys: readonly KeyRow[] = Object.values(playerKeys).filter(({ where }) => where === null);

/** What a key does: `isSecond` for the second of its row. False where there is nothing to be done, so that the key goes on. */
type Action = (isSecond: boolean, event: KeyboardEvent) => boolean | void;

/**
 * The keys that listen to a call, wherever the focus is; `playerKeys` names them. A button keeps its space bar unless it is
 * marked `data-player-space`.
 */
export function usePlayerKeys(playback: Playback, view: LaneView, sentences: readonly TimedSentence[], saveClip: (format: ClipFormat) => void): void {
  useHeldKeys(screenKeys, true);
  const goTo = (find: typeof nextSentenceMs): void => {
    const target = find(sentences, playback.store.getState().timeMs);
    if (target !== null) playback.seek(target);
  };
  const actions: Readonly<Record<ScreenKey, Action>> = {
    play(_isSecond, { target }) {
      const button = target instanceof Element ? target.closest(pressable) : null;
      if (button !== null && !button.matches('[data-player-space]')) return false;
      playback.toggle();
      return true;
    },
    seek: (isSecond) => playback.skip(isSecond ? 5_000 : -5_000),
    seekFine: (isSecond) => playback.skip(isSecond ? 1_000 : -1_000),
    sentence: (isSecond) => goTo(isSecond ? nextSentenceMs : previousSentenceMs),
    speed: (isSecond) => playback.changeSpeed(isSecond ? 1 : -1),
    lastSlower: () => playback.replaySlower(),
    loop: () => playback.toggleLoop(),
    marks: (isSecond) => playback.mark(isSecond ? 'out' : 'in'),
    unmark: () => playback.clear(),
    skipSilence: () => playback.setSkipsSilence(!playback.store.getState().skipsSilence),
    hear: () => playback.hearNext(),
    evens: () => playback.setEvens(!playback.store.getState().evens),
    zoom: (isSecond) => view.zoom(isSecond ? 1 / zoomStep : zoomStep),
    wholeCall: () => view.whole(),
    saveClip: (isSecond) => saveClip(isSecond ? 'wav' : 'mp3'),
  };

  useKeyDown((event) => {
    if (isMeantElsewhere(event)) return;
    for (const row of Object.values(playerKeys)) {
      if (row.where !== null) continue;
      const chord = chordOf(event, row);
      if (chord === -1) continue;
      if (actions[row.id](chord === 1, event) !== false) event.preventDefault();
      return;
    }
  }, 'document');
}
