import { createStore, type StoreApi } from 'zustand/vanilla';
import { recordingKinds, type RecordingKind } from '#shared/model/recording.ts';

/** A recording that can be heard. */
interface Source {
  readonly url: string;
  readonly durationMs: number | null;
}
export type Sources = Readonly<Partial<Record<RecordingKind, Source>>>;

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export interface PlaybackState {
  readonly sources: Sources;
  /** What the operator chose to hear; where it is not there, the other one sounds. */
  readonly wanted: RecordingKind;
  readonly playing: boolean;
  /** Position, ms into the recordings: all start at the same instant, so one clock holds for them. */
  readonly timeMs: number;
  /** Of the longest recording; 0 while none is known. */
  readonly durationMs: number;
  readonly speed: number;
  /** The browser cannot play what it was given. */
  readonly failed: boolean;
}

/** The one clock of an opened call and the sound that follows it. */
export interface Playback {
  readonly store: StoreApi<PlaybackState>;
  readonly setSources: (sources: Sources) => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  /** Goes to `timeMs`, held within the recording; plays on if it plays. */
  readonly seek: (timeMs: number) => void;
  readonly skip: (byMs: number) => void;
  readonly setSpeed: (speed: number) => void;
  /** To the next lower or higher of `speeds`. */
  readonly changeSpeed: (direction: 1 | -1) => void;
  /** Switches what is heard; the position and the playing stay. */
  readonly hear: (kind: RecordingKind) => void;
  readonly close: () => void;
}

export interface PlaybackDeps {
  /** A media element that plays nothing yet. */
  readonly createSound: () => HTMLAudioElement;
  /** Lets go of an element that `createSound` made. */
  readonly dropSound: (sound: HTMLAudioElement) => void;
  /** Calls back once before the next paint; returns the way to take that back. */
  readonly nextFrame: (callback: () => void) => () => void;
  /** The speed of the last time, and keeping it for the next. */
  readonly memory: { readonly speed: () => number; readonly keepSpeed: (speed: number) => void };
}

/** Which recording sounds: the wanted one, else the other, null where none is there. */
export function soundingKind({ sources, wanted }: Pick<PlaybackState, 'sources' | 'wanted'>): RecordingKind | null {
  if (sources[wanted] !== undefined) return wanted;
  return recordingKinds.find((kind) => sources[kind] !== undefined) ?? null;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

export function createPlayback({ createSound, dropSound, nextFrame, memory }: PlaybackDeps): Playback {
  const store = createStore<PlaybackState>(() => ({
    sources: {},
    wanted: 'composite',
    playing: false,
    timeMs: 0,
    durationMs: 0,
    speed: memory.speed(),
    failed: false,
  }));
  const sounds = new Map<RecordingKind, { readonly sound: HTMLAudioElement; readonly url: string; drop: () => void }>();
  let cancelFrame: (() => void) | null = null;
  let closed = false;

  const get = store.getState;

  /** The element of the recording that sounds now, made on first use. */
  function sounding(): HTMLAudioElement | null {
    const kind = soundingKind(get());
    const source = kind === null ? undefined : get().sources[kind];
    if (kind === null || source === undefined) return null;
    return sounds.get(kind)?.sound ?? load(kind, source.url);
  }

  function load(kind: RecordingKind, url: string): HTMLAudioElement {
    const sound = createSound();
    sound.preload = 'auto';
    sound.preservesPitch = true;
    // Loading resets the rate to the default one.
    sound.defaultPlaybackRate = get().speed;
    sound.playbackRate = get().speed;
    sound.dataset['sound'] = kind;
    const isSounding = (): boolean => soundingKind(get()) === kind;
    const listeners = {
      timeupdate: () => {
        // Frames stop in a hidden page; these go on.
        if (isSounding() && get().playing) readClock(sound);
      },
      durationchange: () => {
        if (Number.isFinite(sound.duration)) widen(sound.duration * 1000);
      },
      ended: () => {
        if (isSounding()) stop(get().durationMs);
      },
      error: () => {
        if (isSounding()) {
          store.setState({ failed: true });
          stop(get().timeMs);
        }
      },
      pause: () => {
        // Somebody else stopped it: a media key, or the system.
        if (isSounding() && get().playing && !sound.ended) stop(sound.currentTime * 1000);
      },
      play: () => {
        if (isSounding() && !get().playing) start(sound);
      },
    };
    for (const [event, listener] of Object.entries(listeners)) sound.addEventListener(event, listener);
    sounds.set(kind, {
      sound,
      url,
      drop: () => {
        for (const [event, listener] of Object.entries(listeners)) sound.removeEventListener(event, listener);
        sound.pause();
        sound.removeAttribute('src');
        // Without a source, loading gives up the connection and the buffer.
        sound.load();
        dropSound(sound);
      },
    });
    sound.src = url;
    if (get().timeMs > 0) sound.currentTime = get().timeMs / 1000;
    return sound;
  }

  function widen(durationMs: number): void {
    if (durationMs > get().durationMs) store.setState({ durationMs: Math.round(durationMs) });
  }

  function readClock(sound: HTMLAudioElement): void {
    // Before its first bytes a sound is at 0, wherever it was told to begin.
    if (!sound.seeking && sound.readyState > 0) store.setState({ timeMs: sound.currentTime * 1000 });
  }

  function follow(sound: HTMLAudioElement): void {
    cancelFrame?.();
    cancelFrame = nextFrame(() => {
      if (!get().playing) return;
      readClock(sound);
      follow(sound);
    });
  }

  function stop(timeMs: number): void {
    cancelFrame?.();
    cancelFrame = null;
    store.setState({ playing: false, timeMs });
  }

  function start(sound: HTMLAudioElement): void {
    store.setState({ playing: true, failed: false });
    follow(sound);
  }

  function play(): void {
    const sound = sounding();
    if (sound === null || closed) return;
    const { timeMs, durationMs } = get();
    if (durationMs > 0 && timeMs >= durationMs - 50) seek(0);
    start(sound);
    sound.play().catch(() => {
      // An interrupted start is followed by its own event; a refused one is not.
      if (!closed && sound.paused && get().playing && soundingKind(get()) !== null && sounding() === sound) stop(get().timeMs);
    });
  }

  function pause(): void {
    const sound = sounding();
    const wasPlaying = get().playing;
    stop(sound !== null && wasPlaying ? sound.currentTime * 1000 : get().timeMs);
    sound?.pause();
  }

  function seek(timeMs: number): void {
    const to = clamp(timeMs, 0, get().durationMs);
    store.setState({ timeMs: to });
    const sound = sounding();
    if (sound !== null) sound.currentTime = to / 1000;
  }

  function setSpeed(speed: number): void {
    memory.keepSpeed(speed);
    store.setState({ speed });
    for (const { sound } of sounds.values()) {
      sound.defaultPlaybackRate = speed;
      sound.playbackRate = speed;
    }
  }

  return {
    store,
    play,
    pause,
    seek,
    setSpeed,
    toggle: () => (get().playing ? pause() : play()),
    skip: (byMs) => seek(get().timeMs + byMs),
    changeSpeed(direction) {
      const { speed } = get();
      const next = direction === 1 ? speeds.find((other) => other > speed) : speeds.findLast((other) => other < speed);
      if (next !== undefined) setSpeed(next);
    },

    setSources(sources) {
      const before = soundingKind(get());
      const changed = [...sounds].filter(([kind, { url }]) => sources[kind]?.url !== url);
      const lostTheSound = before !== null && (sources[before] === undefined || changed.some(([kind]) => kind === before));
      if (lostTheSound && get().playing) pause();
      for (const [kind, { drop }] of changed) {
        drop();
        sounds.delete(kind);
      }
      const durationMs = Math.max(0, ...Object.values(sources).map((source) => source.durationMs ?? 0));
      store.setState({ sources, durationMs: durationMs > 0 ? durationMs : get().durationMs, failed: lostTheSound ? false : get().failed });
      // Loads it now, so that the first press of play is heard at once.
      sounding();
    },

    hear(kind) {
      const { playing } = get();
      if (get().wanted === kind) return;
      const old = sounding();
      if (playing) pause();
      store.setState({ wanted: kind, failed: false });
      const next = sounding();
      if (next === null) return;
      if (next !== old) next.currentTime = get().timeMs / 1000;
      if (playing) play();
    },

    close() {
      closed = true;
      cancelFrame?.();
      store.setState({ playing: false });
      for (const { drop } of sounds.values()) drop();
      sounds.clear();
    },
  };
}
