import type { Playback, PlaybackState } from './playback.ts';
import { nextSentenceMs, previousSentenceMs, type TimedSentence } from './sentences.ts';

/** What the system's own controls say of a call. */
export interface MediaTitle {
  /** Its number. */
  readonly title: string;
  /** The customer's name; empty where nobody knows it. */
  readonly artist: string;
}

interface Deps {
  readonly session: MediaSession;
  readonly createMetadata: (title: MediaTitle) => MediaMetadata;
  readonly playback: Playback;
  readonly sentences: readonly TimedSentence[];
}

const stepSeconds = 5;

/** Lets the keyboard's media keys and the system's controls play this call; returns the way to take that back. */
export function followMediaKeys({ session, createMetadata, playback, sentences }: Deps, title: MediaTitle): () => void {
  const seekTo = (target: number | null): void => {
    if (target !== null) playback.seek(target);
  };
  const { store } = playback;
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => playback.play(),
    pause: () => playback.pause(),
    stop: () => playback.pause(),
    seekbackward: ({ seekOffset }) => playback.skip(-(seekOffset ?? stepSeconds) * 1000),
    seekforward: ({ seekOffset }) => playback.skip((seekOffset ?? stepSeconds) * 1000),
    seekto: ({ seekTime }) => seekTo(seekTime === undefined ? null : seekTime * 1000),
    previoustrack: () => seekTo(previousSentenceMs(sentences, store.getState().timeMs)),
    nexttrack: () => seekTo(nextSentenceMs(sentences, store.getState().timeMs)),
  };
  const actions = Object.keys(handlers).filter(isAction);
  const handle = (action: MediaSessionAction, handler: MediaSessionActionHandler | null): void => {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // A browser that does not know this key.
    }
  };

  const tell = ({ playing, timeMs, durationMs, speed }: PlaybackState): void => {
    session.playbackState = playing ? 'playing' : 'paused';
    if (durationMs > 0) session.setPositionState({ duration: durationMs / 1000, position: Math.min(timeMs, durationMs) / 1000, playbackRate: speed });
  };

  session.metadata = createMetadata(title);
  for (const action of actions) handle(action, handlers[action] ?? null);
  tell(store.getState());
  const stop = store.subscribe((now, before) => {
    // The system counts on by itself as long as the sound just plays.
    const isElsewhere = now.seeks !== before.seeks || Math.abs(now.timeMs - before.timeMs) > 500;
    if (isElsewhere || now.playing !== before.playing || now.durationMs !== before.durationMs || now.speed !== before.speed) tell(now);
  });
  return () => {
    stop();
    for (const action of actions) handle(action, null);
    session.metadata = null;
    session.playbackState = 'none';
    session.setPositionState();
  };
}

const known = ['play', 'pause', 'stop', 'seekbackward', 'seekforward', 'seekto', 'previoustrack', 'nexttrack'] as const;
const isAction = (name: string): name is (typeof known)[number] => known.some((action) => action === name);
