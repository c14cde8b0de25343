import { useEffect } from 'react';
import type { Playback } from './playbackStore.ts';
import { nextSentenceMs, previousSentenceMs, type TimedSentence } from './sentences.ts';

/** Where a key is typed or has a meaning of its own; the list of calls leaves these keys to the call that it opened. */
const ownKeys = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="menu"], [role="dialog"], [role="listbox"]:not([data-row-list]), [role="combobox"]';
const pressable = 'button, a[href], summary, [role="button"], [role="tab"], [role="radio"], [role="switch"]';

/**
 * The keys that listen to a call, wherever the focus is: space plays, arrows seek, brackets go from sentence to sentence,
 * minus and plus change the speed. A button keeps its space bar unless it is marked `data-player-space`.
 */
export function usePlayerKeys(playback: Playback, sentences: readonly TimedSentence[]): void {
  useEffect(() => {
    const seekTo = (target: number | null): void => {
      if (target !== null) playback.seek(target);
    };
    const act = (event: KeyboardEvent): boolean => {
      const target = event.target instanceof Element ? event.target : null;
      const { timeMs } = playback.store.getState();
      switch (event.key) {
        case ' ': {
          const button = target?.closest(pressable) ?? null;
          if (button !== null && !button.matches('[data-player-space]')) return false;
          playback.toggle();
          return true;
        }
        case 'ArrowLeft':
          playback.skip(event.shiftKey ? -1_000 : -5_000);
          return true;
        case 'ArrowRight':
          playback.skip(event.shiftKey ? 1_000 : 5_000);
          return true;
        case '[':
          seekTo(previousSentenceMs(sentences, timeMs));
          return true;
        case ']':
          seekTo(nextSentenceMs(sentences, timeMs));
          return true;
        case '-':
          playback.changeSpeed(-1);
          return true;
        case '+':
        case '=':
          playback.changeSpeed(1);
          return true;
        default:
          return false;
      }
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest(ownKeys) !== null) return;
      if (act(event)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [playback, sentences]);
}
