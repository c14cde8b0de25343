import { describe, expect, it } from 'vitest';
import { createEarlySounds } from '#renderer/player/earlySounds.ts';
import { loadSound } from '#renderer/player/soundElements.ts';
import type { Side } from '#renderer/player/soundscape.ts';
import { aRecording } from '../../support/calls.ts';
import { ASound } from './aSound.ts';

const recordings = [aRecording({ kind: 'composite' }), aRecording({ kind: 'customer' })];

function early(side: Side = 'both') {
  const made: ASound[] = [];
  const sounds = createEarlySounds({
    createSound: () => {
      const sound = new ASound();
      made.push(sound);
      return sound as unknown as HTMLAudioElement; // a double with what is used of an element
    },
    urlOf: (callId, { kind }) => `/${callId}/${kind}`,
    side: () => side,
  });
  return { sounds, made };
}

const ignore = (): void => undefined;

describe('createEarlySounds', () => {
  it('loads what is going to be heard first', () => {
    for (const [side, here, url] of [
      ['both', recordings, '/a/composite'],
      ['robot', recordings, '/a/composite'],
      ['customer', recordings, '/a/customer'],
      ['customer', recordings.slice(0, 1), '/a/composite'],
      ['both', recordings.slice(1), '/a/customer'],
    ] as const) {
      const { sounds, made } = early(side);
      sounds.load('a', here);
      expect(made.map(({ src, preload }) => [src, preload])).toEqual([[url, 'auto']]);
    }
  });

  it('loads nothing where no recording is here', () => {
    const { sounds, made } = early();
    expect(sounds.load('a', [aRecording({ state: 'waiting' })])).toBeNull();
    expect(made).toEqual([]);
  });

  it('hands its element to one only, and only for the sound that it has', () => {
    const { sounds, made } = early();
    const sound = sounds.load('a', recordings);
    expect(sound?.take('/a/customer')).toBeNull();
    expect(sound?.take('/a/composite')).toBe(made[0]);
    expect(sound?.take('/a/composite')).toBeNull();
    sound?.drop();
    expect(made[0]?.src, 'it is somebody else’s').toBe('/a/composite');
  });

  it('lets go of what nobody took, and hands out none that failed', () => {
    const { sounds, made } = early();
    sounds.load('a', recordings)?.drop();
    expect(made[0]?.src).toBe('');
    const failed = sounds.load('b', recordings);
    made[1]!.error = { code: 4 };
    expect(failed?.take('/b/composite')).toBeNull();
  });
});

describe('loadSound', () => {
  it('goes on with an element that has its sound already, and tells how long it is', () => {
    const sound = new ASound();
    sound.src = '/a/composite';
    sound.duration = 4;
    const told: number[] = [];
    const listener = { onTime: ignore, onDuration: (ms: number) => told.push(ms), onEnded: ignore, onError: ignore, onPaused: ignore, onStarted: ignore };
    const deps = { createSound: () => sound as unknown as HTMLAudioElement, dropSound: ignore }; // a double with what is used of an element
    loadSound(deps, 'composite', '/a/composite', { timeMs: 1500, rate: 1.5 }, listener);
    expect(sound).toMatchObject({ src: '/a/composite', currentTime: 1.5, playbackRate: 1.5, preservesPitch: true });
    expect(told).toEqual([4000]);
  });
});
