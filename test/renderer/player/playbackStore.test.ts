import { describe, expect, it } from 'vitest';
import { createPlayback, soundingKind } from '#renderer/player/playbackStore.ts';
import { ASound } from './aSound.ts';

const both = { composite: { url: '/composite', durationMs: 10_000 }, customer: { url: '/customer', durationMs: 9_000 } };

function aPlayback(speed = 1) {
  const sounds: ASound[] = [];
  let frame: (() => void) | null = null;
  const kept: number[] = [];
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
    memory: { speed: () => speed, keepSpeed: (value) => void kept.push(value) },
  });
  const of = (url: string): ASound => sounds.findLast((sound) => sound.src === url)!; // a test asks for one that it has had made
  return {
    playback,
    sounds,
    kept,
    of,
    state: () => playback.store.getState(),
    hasFrame: () => frame !== null,
    runFrame: () => {
      const run = frame;
      frame = null;
      run?.();
    },
  };
}

describe('soundingKind', () => {
  it('is the wanted recording, else the one that is there', () => {
    expect(soundingKind({ sources: both, wanted: 'customer' })).toBe('customer');
    expect(soundingKind({ sources: { customer: both.customer }, wanted: 'composite' })).toBe('customer');
    expect(soundingKind({ sources: {}, wanted: 'composite' })).toBeNull();
  });
});

describe('createPlayback', () => {
  it('follows the sound frame by frame while it plays', () => {
    const { playback, of, state, runFrame, hasFrame } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').currentTime = 1.5;
    runFrame();
    expect(state()).toMatchObject({ playing: true, timeMs: 1500, durationMs: 10_000 });
    playback.pause();
    expect(state().playing).toBe(false);
    expect(hasFrame()).toBe(false);
  });

  it('keeps the place that was asked for until the sound has come', () => {
    const { playback, of, state, runFrame } = aPlayback();
    playback.setSources(both);
    playback.seek(4_200);
    playback.play();
    Object.assign(of('/composite'), { readyState: 0, currentTime: 0 });
    runFrame();
    expect(state()).toMatchObject({ playing: true, timeMs: 4_200 });
  });

  it('seeks within the recording and plays on', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    playback.seek(4_200);
    expect(of('/composite').currentTime).toBe(4.2);
    expect(state()).toMatchObject({ playing: true, timeMs: 4_200 });
    playback.skip(60_000);
    expect(state().timeMs).toBe(10_000);
    playback.skip(-60_000);
    expect(state().timeMs).toBe(0);
  });

  it('switches what is heard at the same place, playing on', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').currentTime = 3;
    playback.hear('customer');
    expect(of('/composite').paused).toBe(true);
    expect(of('/customer')).toMatchObject({ currentTime: 3, paused: false });
    expect(state()).toMatchObject({ playing: true, timeMs: 3000 });
  });

  it('loads only what sounds', () => {
    const { playback, sounds } = aPlayback();
    playback.setSources(both);
    expect(sounds.map(({ src }) => src)).toEqual(['/composite']);
  });

  it('plays with the speed of the last time, keeps a new one and the pitch', () => {
    const { playback, of, kept } = aPlayback(1.5);
    playback.setSources(both);
    expect(of('/composite')).toMatchObject({ playbackRate: 1.5, defaultPlaybackRate: 1.5, preservesPitch: true });
    playback.setSpeed(2);
    expect(of('/composite').playbackRate).toBe(2);
    expect(kept).toEqual([2]);
  });

  it('changes the speed step by step and stops at the ends', () => {
    const { playback, state } = aPlayback(2.5);
    playback.changeSpeed(1);
    playback.changeSpeed(1);
    expect(state().speed).toBe(3);
    playback.changeSpeed(-1);
    expect(state().speed).toBe(2.5);
  });

  it('stops at the end and begins anew from there', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').duration = 10;
    of('/composite').end();
    expect(state()).toMatchObject({ playing: false, timeMs: 10_000 });
    of('/composite').ended = false;
    playback.play();
    expect(state()).toMatchObject({ playing: true, timeMs: 0 });
  });

  it('takes the duration from the sound where nobody knew it', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources({ composite: { url: '/composite', durationMs: null } });
    of('/composite').duration = 12.5;
    of('/composite').dispatchEvent(new Event('durationchange'));
    expect(state().durationMs).toBe(12_500);
  });

  it('follows when something else pauses or starts the sound', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').pause();
    expect(state().playing).toBe(false);
    void of('/composite').play();
    expect(state().playing).toBe(true);
  });

  it('says that a sound cannot be played', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').dispatchEvent(new Event('error'));
    expect(state()).toMatchObject({ failed: true, playing: false });
  });

  it('drops the sound of a recording that was replaced and keeps the place', () => {
    const { playback, sounds, of, state } = aPlayback();
    playback.setSources(both);
    playback.seek(2_000);
    playback.setSources({ ...both, composite: { url: '/composite-2', durationMs: 11_000 } });
    expect(sounds[0]).toMatchObject({ isDropped: true, src: '' });
    expect(of('/composite-2').currentTime).toBe(2);
    expect(state()).toMatchObject({ timeMs: 2_000, durationMs: 11_000 });
  });

  it('does nothing without a source', () => {
    const { playback, state } = aPlayback();
    playback.toggle();
    playback.seek(500);
    expect(state()).toMatchObject({ playing: false, timeMs: 0 });
  });

  it('lets go of everything when it is closed', () => {
    const { playback, sounds, of, hasFrame } = aPlayback();
    playback.setSources(both);
    playback.hear('customer');
    playback.play();
    of('/customer');
    playback.close();
    expect(sounds.map(({ isDropped, paused, src }) => ({ isDropped, paused, src }))).toEqual([
      { isDropped: true, paused: true, src: '' },
      { isDropped: true, paused: true, src: '' },
    ]);
    expect(hasFrame()).toBe(false);
  });
});
