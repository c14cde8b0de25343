import { useEffect } from 'react';
import { followMediaKeys } from './mediaKeys.ts';
import type { Playback } from './playback.ts';
import type { TimedSentence } from './sentences.ts';

/** The keyboard's media keys play the call that is open; `title` and `artist` are what the system's controls show. */
export function useMediaKeys(playback: Playback, sentences: readonly TimedSentence[], title: string, artist: string): void {
  useEffect(() => {
    if (!('mediaSession' in navigator)) return undefined;
    const { mediaSession: session } = navigator;
    return followMediaKeys({ session, createMetadata: (words) => new MediaMetadata(words), playback, sentences }, { title, artist });
  }, [playback, sentences, title, artist]);
}
