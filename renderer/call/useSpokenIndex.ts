import { useCallback, useSyncExternalStore } from 'react';
import { sentenceAt, type Playback, type TimedSentence } from '#renderer/player/index.ts';

const noSubscription = (): (() => void) => () => undefined;

/** Index of the sentence that is being spoken at the player's time; changes only from sentence to sentence. */
export function useSpokenIndex(playback: Playback | null, sentences: readonly TimedSentence[]): number | null {
  const read = useCallback(() => (playback === null ? null : sentenceAt(sentences, playback.store.getState().timeMs)), [playback, sentences]);
  return useSyncExternalStore(playback?.store.subscribe ?? noSubscription, read);
}
