import type { RecordingKind } from '#shared/model/recording.ts';

/** What a media element tells. */
export interface SoundListener {
  readonly onTime: () => void;
  readonly onDuration: (durationMs: number) => void;
  readonly onEnded: () => void;
  readonly onError: () => void;
  /** It was paused or started by whomsoever: a media key, the system, this app. */
  readonly onPaused: () => void;
  readonly onStarted: () => void;
}

export interface SoundDeps {
  /** A media element that plays nothing yet; it may have begun to load `url`. */
  readonly createSound: (url: string) => HTMLAudioElement;
  /** Lets go of an element that `createSound` made. */
  readonly dropSound: (sound: HTMLAudioElement) => void;
}

/** An element that loads a recording. */
export interface SoundElement {
  readonly sound: HTMLAudioElement;
  readonly url: string;
  readonly drop: () => void;
}

/** Begins to load `url` at once, to be played from `timeMs` with `rate`. */
export function loadSound({ createSound, dropSound }: SoundDeps, kind: RecordingKind, url: string, start: { readonly timeMs: number; readonly rate: number }, listener: SoundListener): SoundElement {
  const sound = createSound(url);
  sound.preload = 'auto';
  sound.preservesPitch = true;
  setRate(sound, start.rate);
  sound.dataset['sound'] = kind;
  const listeners = {
    timeupdate: listener.onTime,
    durationchange: () => {
      if (Number.isFinite(sound.duration)) listener.onDuration(sound.duration * 1000);
    },
    ended: listener.onEnded,
    error: listener.onError,
    pause: listener.onPaused,
    play: listener.onStarted,
  };
  for (const [event, handle] of Object.entries(listeners)) sound.addEventListener(event, handle);
  if (sound.getAttribute('src') !== url) sound.src = url;
  // What was loaded before has told so already.
  else listeners.durationchange();
  if (start.timeMs > 0) sound.currentTime = start.timeMs / 1000;
  return {
    sound,
    url,
    drop() {
      for (const [event, handle] of Object.entries(listeners)) sound.removeEventListener(event, handle);
      sound.pause();
      letGo(sound);
      dropSound(sound);
    },
  };
}

/** Without a source, loading gives up the connection and the buffer. */
export function letGo(sound: HTMLAudioElement): void {
  sound.removeAttribute('src');
  sound.load();
}

/** Loading resets the rate to the default one, so both are set. */
export function setRate(sound: HTMLAudioElement, rate: number): void {
  sound.defaultPlaybackRate = rate;
  sound.playbackRate = rate;
}
