import { useCallback, useSyncExternalStore } from 'react';
import { sentenceAt, type Playback, type TimedSentence } from '#renderer/player/index.ts';

const noSubscription = (): (() => void) => () => undefined;

/** What `read` finds at the player's time; the component renders anew only when that changes. */
function useAtSound(playback: Playback | null, sentences: readonly TimedSentence[], read: (sentences: readonly TimedSentence[], timeMs: number) => number | null): number | null {
  const readNow = useCallback(() => (playback === null ? null : read(sentences, playback.store.getState().timeMs)), [playback, sentences, read]);
  return useSyncExternalStore(playback?.store.subscribe ?? noSubscription, readNow);
}

/** The sentence that is being spoken, else the last one before; null before the first. */
function lastAt(sentences: readonly TimedSentence[], timeMs: number): number | null {
  return sentenceAt(sentences, timeMs) ?? sentences.findLast(({ startMs }) => startMs <= timeMs)?.index ?? null;
}

/** Index of the sentence that is being spoken at the player's time; null in a silence. */
export function useSpokenIndex(playback: Playback | null, sentences: readonly TimedSentence[]): number | null {
  return useAtSound(playback, sentences, sentenceAt);
}

/** Index of the sentence where the sound is: in a silence, the one before. */
export function useSoundIndex(playback: Playback | null, sentences: readonly TimedSentence[]): number | null {
  return useAtSound(playback, sentences, lastAt);
}
