import { createStore } from 'zustand/vanilla';
import { recordingKinds, type RecordingKind } from '#shared/model/recording.ts';
import { levellingGain, type Mixer } from './mixer.ts';
import { soundingKind, type Playback, type PlaybackState } from './playback.ts';
import type { PlayerMemory } from './playerMemory.ts';
import { loopedAt, type TimedSentence } from './sentences.ts';
import { silenceAt } from './silence.ts';
import { loadSound, setRate, type SoundDeps, type SoundElement } from './soundElements.ts';
import { soundscapeOf, type Side } from './soundscape.ts';
import { nextSpeed } from './speeds.ts';
import { backFrom, jumpFrom } from './steps.ts';
import type { Span, Wave } from './wave.ts';

export interface PlaybackDeps extends SoundDeps {
  /** Calls back once before the next paint; returns the way to take that back. */
  readonly nextFrame: (callback: () => void) => () => void;
  /** Called when a sound first has to be changed on its way. */
  readonly createMixer: () => Mixer;
  readonly memory: PlayerMemory;
}

const againMs = 3_000;
const slowness = 0.75;
const shortestSelectionMs = 200;

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

export function createPlayback({ nextFrame, createMixer, memory, ...soundDeps }: PlaybackDeps): Playback {
  let sentences: readonly TimedSentence[] = [];
  let waves: Readonly<Partial<Record<RecordingKind, Wave>>> = {};
  const store = createStore<PlaybackState>(() => ({
    ...memory.read(),
    sources: {},
    scape: { sides: [], heard: null, robotBy: null, robotAlone: null, silences: [], loudness: null },
    playing: false,
    timeMs: 0,
    durationMs: 0,
    slowUntilMs: null,
    savedMs: 0,
    selection: null,
    loop: null,
    seeks: 0,
    failed: false,
  }));
  const sounds = new Map<RecordingKind, SoundElement>();
  let mixer: Mixer | null = null;
  let cancelFrame: (() => void) | null = null;
  let closed = false;

  const get = store.getState;
  const set = (change: Partial<PlaybackState>): void => store.setState(change);

  function refresh(): void {
    const { sources, durationMs, side } = get();
    const here = new Set(recordingKinds.filter((kind) => sources[kind] !== undefined));
    set({ scape: soundscapeOf({ here, waves, sentences, durationMs }, side) });
  }

  const rate = (): number => get().speed * (get().slowUntilMs === null ? 1 : slowness);

  function applyRate(): void {
    for (const { sound } of sounds.values()) setRate(sound, rate());
  }

  /** The element of the recording that sounds now, made on first use. */
  function sounding(): HTMLAudioElement | null {
    const kind = soundingKind(get());
    const source = kind === null ? undefined : get().sources[kind];
    if (kind === null || source === undefined || closed) return null;
    return (sounds.get(kind) ?? load(kind, source.url)).sound;
  }

  function load(kind: RecordingKind, url: string): SoundElement {
    const isSounding = (): boolean => soundingKind(get()) === kind;
    const element = loadSound(soundDeps, kind, url, { timeMs: get().timeMs, rate: rate() }, {
      // Frames stop in a hidden page; these go on.
      onTime: () => {
        if (isSounding() && get().playing) tick(element.sound);
      },
      onDuration: widen,
      onEnded: () => {
        if (isSounding()) end(element.sound);
      },
      onError: () => {
        if (!isSounding()) return;
        set({ failed: true });
        stop(get().timeMs);
        // Whoever plays it again has it loaded again.
        element.drop();
        sounds.delete(kind);
      },
      onPaused: () => {
        if (isSounding() && get().playing && !element.sound.ended) stop(element.sound.currentTime * 1000);
      },
      onStarted: () => {
        if (isSounding() && !get().playing) start(element.sound);
      },
    });
    sounds.set(kind, element);
    return element;
  }

  function widen(durationMs: number): void {
    if (durationMs <= get().durationMs) return;
    set({ durationMs: Math.round(durationMs) });
    refresh();
  }

  /** Leads the sound through the mixer where it has to be changed; a sound that never has to be is left alone. */
  function applyMix(): void {
    const { evens, scape, timeMs } = get();
    const isPlain = !evens && scape.robotAlone === null;
    const sound = sounding();
    if (sound === null || (mixer === null && (isPlain || !get().playing))) return;
    mixer ??= createMixer();
    const alone = scape.robotAlone;
    if (!isPlain) mixer.lead(sound);
    mixer.setMix({
      channel: alone?.by === 'channel' ? alone.channel : null,
      evens: evens ? { gain: levellingGain(scape.loudness) } : null,
    });
    mixer.setMuted(isMutedAt(timeMs));
    if (get().playing) mixer.wake();
  }

  function isMutedAt(timeMs: number): boolean {
    const alone = get().scape.robotAlone;
    return alone?.by === 'muting' && silenceAt(alone.muted, timeMs) !== null;
  }

  /** Reads the clock, and does what is due at that time. */
  function tick(sound: HTMLAudioElement): void {
    // Before its first bytes a sound is at 0, wherever it was told to begin.
    if (sound.seeking || sound.readyState === 0) return;
    const timeMs = sound.currentTime * 1000;
    const { scape, slowUntilMs, speed, savedMs } = get();
    const jump = jumpFrom({ ...get(), timeMs, silences: scape.silences });
    if (jump === null) {
      set({ timeMs });
      mixer?.setMuted(isMutedAt(timeMs));
    } else {
      go(jump.toMs);
      if (jump.skippedMs > 0) set({ savedMs: savedMs + jump.skippedMs / speed });
    }
    if (slowUntilMs !== null && get().timeMs >= slowUntilMs) endSlowness();
  }

  function endSlowness(): void {
    set({ slowUntilMs: null });
    applyRate();
  }

  function follow(sound: HTMLAudioElement): void {
    cancelFrame?.();
    cancelFrame = nextFrame(() => {
      if (!get().playing) return;
      tick(sound);
      if (get().playing) follow(sound);
    });
  }

  function stop(timeMs: number): void {
    cancelFrame?.();
    cancelFrame = null;
    set({ playing: false, timeMs });
    mixer?.rest();
  }

  function start(sound: HTMLAudioElement): void {
    set({ playing: true, failed: false });
    applyMix();
    follow(sound);
  }

  function end(sound: HTMLAudioElement): void {
    const { loop, slowUntilMs, durationMs } = get();
    if (slowUntilMs !== null) endSlowness();
    if (loop === null) {
      stop(durationMs);
      return;
    }
    go(loop.startMs);
    begin(sound);
  }

  function begin(sound: HTMLAudioElement): void {
    start(sound);
    sound.play().catch(() => {
      // An interrupted start is followed by its own event; a refused one is not.
      if (!closed && sound.paused && get().playing && sounding() === sound) stop(get().timeMs);
    });
  }

  function play(): void {
    const sound = sounding();
    if (sound === null) return;
    const { timeMs, durationMs, loop } = get();
    if (durationMs > 0 && timeMs >= durationMs - 50) go(loop?.startMs ?? 0);
    begin(sound);
  }

  function pause(): void {
    const sound = sounding();
    stop(sound !== null && get().playing && !sound.seeking && sound.readyState > 0 ? sound.currentTime * 1000 : get().timeMs);
    sound?.pause();
  }

  /** Moves the clock and the sound. */
  function go(timeMs: number, change: Partial<PlaybackState> = {}): void {
    const to = clamp(timeMs, 0, get().durationMs);
    set({ ...change, timeMs: to });
    mixer?.setMuted(isMutedAt(to));
    const sound = sounding();
    if (sound !== null) sound.currentTime = to / 1000;
  }

  function seek(timeMs: number): void {
    const { loop, slowUntilMs, durationMs, seeks } = get();
    const to = clamp(timeMs, 0, durationMs);
    if (loop !== null && (to < loop.startMs || to >= loop.endMs)) set({ loop: null });
    if (slowUntilMs !== null) endSlowness();
    go(to, { seeks: seeks + 1 });
  }

  function remember(change: Partial<PlaybackState>): void {
    set(change);
    const { speed, skipsSilence, evens, side } = get();
    memory.keep({ speed, skipsSilence, evens, side });
  }

  function setSpeed(speed: number): void {
    remember({ speed, slowUntilMs: null });
    applyRate();
  }

  function hear(side: Side): void {
    const { playing } = get();
    const before = soundingKind(get());
    if (playing) pause();
    remember({ side });
    refresh();
    const sound = sounding();
    if (sound === null) return;
    if (soundingKind(get()) !== before) {
      set({ failed: false });
      sound.currentTime = get().timeMs / 1000;
    }
    if (playing) begin(sound);
  }

  function select(span: Span | null): void {
    const { durationMs, selection, loop } = get();
    const at = span === null ? [] : [span.startMs, span.endMs].map((ms) => clamp(ms, 0, durationMs)).toSorted((a, b) => a - b);
    const [startMs = 0, endMs = 0] = at;
    const next = endMs - startMs < shortestSelectionMs ? null : { startMs, endMs };
    // A loop of the selection goes with it.
    set({ selection: next, ...(loop !== null && loop === selection ? { loop: next } : {}) });
  }

  return {
    store,
    play,
    pause,
    seek,
    setSpeed,
    hear,
    select,
    toggle: () => (get().playing ? pause() : play()),
    skip: (byMs) => seek(get().timeMs + byMs),
    changeSpeed(direction) {
      const next = nextSpeed(get().speed, direction);
      if (next !== null) setSpeed(next);
    },
    replaySlower() {
      const { timeMs, slowUntilMs, skipsSilence, scape, playing } = get();
      if (sounding() === null) return;
      set({ slowUntilMs: slowUntilMs ?? timeMs });
      applyRate();
      go(backFrom({ timeMs, silences: scape.silences, skipsSilence }, againMs));
      if (!playing) play();
    },
    setSkipsSilence: (skipsSilence) => remember({ skipsSilence }),
    setEvens(evens) {
      remember({ evens });
      applyMix();
    },
    hearNext() {
      const { sides, heard } = get().scape;
      const next = sides[(sides.indexOf(heard?.side ?? 'both') + 1) % sides.length];
      // Where there is but one, nothing was chosen that is to be remembered.
      if (next !== undefined && next !== heard?.side) hear(next);
    },
    mark(end) {
      const { timeMs, selection, durationMs } = get();
      if (end === 'in') select({ startMs: timeMs, endMs: selection !== null && selection.endMs > timeMs ? selection.endMs : durationMs });
      else select({ startMs: selection !== null && selection.startMs < timeMs ? selection.startMs : 0, endMs: timeMs });
    },
    toggleLoop() {
      const { loop, selection, timeMs, durationMs } = get();
      const sentence = loopedAt(sentences, timeMs);
      const spoken = sentence === null ? null : { startMs: sentence.startMs, endMs: Math.min(sentence.endMs, durationMs) };
      const next = loop === null ? (selection ?? spoken) : null;
      set({ loop: next });
      if (next !== null && (timeMs < next.startMs || timeMs >= next.endMs)) go(next.startMs);
    },
    clear() {
      const { loop, selection } = get();
      set({ loop: null, selection: null });
      return loop !== null || selection !== null;
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
      set({ sources, durationMs: durationMs > 0 ? durationMs : get().durationMs, failed: lostTheSound ? false : get().failed });
      refresh();
      // Loads it now, so that the first press of play is heard at once.
      sounding();
    },
    setSentences(next) {
      sentences = next;
      refresh();
    },
    setWaves(next) {
      waves = next;
      refresh();
      if (get().playing) applyMix();
    },

    close() {
      closed = true;
      cancelFrame?.();
      set({ playing: false });
      for (const { drop } of sounds.values()) drop();
      sounds.clear();
      mixer?.close();
    },
  };
}
