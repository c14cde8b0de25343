import type { Mix } from '#renderer/player/mixer.ts';
import { createPlayback } from '#renderer/player/playbackStore.ts';
import type { Habits } from '#renderer/player/playerMemory.ts';
import { ASound } from './aSound.ts';

export const both = { composite: { url: '/composite', durationMs: 10_000 }, customer: { url: '/customer', durationMs: 9_000 } };

/** A playback on sounds that stand still, whose frames come when a test says so. */
export function aPlayback(habits: Partial<Habits> = {}) {
  const sounds: ASound[] = [];
  let frame: (() => void) | null = null;
  const kept: Habits[] = [];
  const mixer = { led: [] as string[], mix: null as Mix | null, isMuted: false, isAwake: false, isClosed: false };
  const playback = createPlayback({
    createSound: () => {
      const sound = new ASound();
      sounds.push(sound);
      return sound as unknown as HTMLAudioElement; // a double with what playback uses of an element
    },
    dropSound: (sound) => {
      (sound as unknown as ASound).isDropped = true; // every sound is made above
    },
    nextFrame: (callback) => {
      frame = callback;
      return () => {
        if (frame === callback) frame = null;
      };
    },
    createMixer: () => ({
      lead: (sound) => void mixer.led.push(sound.src),
      setMix: (mix) => void (mixer.mix = mix),
      setMuted: (isMuted) => void (mixer.isMuted = isMuted),
      wake: () => void (mixer.isAwake = true),
      rest: () => void (mixer.isAwake = false),
      close: () => void (mixer.isClosed = true),
    }),
    memory: { read: () => ({ speed: 1, skipsSilence: false, evens: false, side: 'both', ...habits }), keep: (value) => void kept.push(value) },
  });
  const of = (url: string): ASound => sounds.findLast((sound) => sound.src === url)!; // a test asks for one that it has had made
  const runFrame = (): void => {
    const run = frame;
    frame = null;
    run?.();
  };
  return {
    playback,
    sounds,
    kept,
    mixer,
    of,
    state: () => playback.store.getState(),
    hasFrame: () => frame !== null,
    runFrame,
    /** Plays a sound on to a time, and has the clock read. */
    playTo: (url: string, seconds: number) => {
      of(url).currentTime = seconds;
      runFrame();
    },
  };
}
