import { describe, expect, it } from 'vitest';
import { timedSentences } from '#renderer/player/sentences.ts';
import { robotChannel, soundscapeOf, type Scene } from '#renderer/player/soundscape.ts';
import { waveOf } from '#renderer/player/wave.ts';
import type { Speaker } from '#shared/model/utterance.ts';
import { anUtterance } from '../../support/calls.ts';

/** Ten seconds at 100 points a second, loud in the given seconds. */
const channel = (...loud: number[]): Float32Array => Float32Array.from({ length: 1000 }, (_, at) => (loud.includes(Math.floor(at / 100)) ? 0.5 : 0));
const mono = (...loud: number[]) => waveOf([channel(...loud)], 100);
const spoken = (...times: readonly (readonly [Speaker, number, number | null])[]) =>
  timedSentences(times.map(([speaker, startMs, endMs], index) => anUtterance({ index, speaker, startMs, endMs, timing: 'given' })));

const sentences = spoken(['customer', 4_000, 6_000]);
const scene: Scene = {
  here: new Set(['composite', 'customer']),
  waves: { composite: mono(0, 4, 5, 9), customer: mono(4, 5) },
  sentences,
  durationMs: 10_000,
};
const silencesOf = (side: 'both' | 'customer' | 'robot', of: Scene = scene) => soundscapeOf(of, side).silences.map(({ startMs, endMs }) => [startMs, endMs]);

describe('soundscapeOf', () => {
  it('offers what can be heard, and falls back to what is here', () => {
    expect(soundscapeOf(scene, 'robot')).toMatchObject({ sides: ['both', 'customer', 'robot'], heard: { side: 'robot', kind: 'composite' } });
    expect(soundscapeOf({ ...scene, here: new Set(['customer']) }, 'both')).toMatchObject({ sides: ['customer'], heard: { side: 'customer', kind: 'customer' } });
    expect(soundscapeOf({ ...scene, here: new Set(['composite']) }, 'customer')).toMatchObject({ sides: ['both', 'robot'], heard: { side: 'both', kind: 'composite' } });
    expect(soundscapeOf({ ...scene, here: new Set() }, 'both')).toMatchObject({ sides: [], heard: null });
  });

  it('cannot tell the robot apart where no time of a customer sentence was given', () => {
    const of = { ...scene, sentences: spoken(['robot', 0, 1_000], ['customer', 4_000, null]) };
    expect(soundscapeOf(of, 'robot')).toMatchObject({ sides: ['both', 'customer'], robotBy: null });
  });

  it('mutes the customer where both are in one channel', () => {
    expect(soundscapeOf(scene, 'robot').robotAlone).toEqual({ by: 'muting', muted: [{ startMs: 3_900, endMs: 6_100 }] });
    expect(soundscapeOf(scene, 'both').robotAlone).toBeNull();
    expect(soundscapeOf(scene, 'both').robotBy, 'as it would be').toBe('muting');
  });

  it('takes the robot’s channel where there are two', () => {
    const stereo = { ...scene, waves: { ...scene.waves, composite: waveOf([channel(0, 9), channel(4, 5)], 100) } };
    expect(soundscapeOf(stereo, 'robot').robotAlone).toEqual({ by: 'channel', channel: 0 });
    expect(soundscapeOf(stereo, 'both').robotBy, 'as it would be').toBe('channel');
  });

  it('knows the silences of what is heard', () => {
    expect(silencesOf('both')).toEqual([[1_150, 3_850], [6_150, 8_850]]);
    expect(silencesOf('customer')).toEqual([[0, 3_850], [6_150, 9_850]]);
    expect(silencesOf('robot')).toEqual([[1_150, 8_850]]);
  });

  it('skips nothing of what it has no wave of', () => {
    expect(silencesOf('both', { ...scene, waves: { customer: mono(4, 5) } })).toEqual([]);
  });
});

describe('robotChannel', () => {
  it('is the one that is quiet while the customer speaks', () => {
    expect(robotChannel(waveOf([channel(4, 5), channel(0)], 100), sentences)).toBe(1);
    expect(robotChannel(waveOf([channel(0), channel(4, 5)], 100), sentences)).toBe(0);
  });

  it('is unknown in mono, and where both channels have the same', () => {
    expect(robotChannel(mono(4, 5), sentences)).toBeNull();
    expect(robotChannel(waveOf([channel(4), channel(4)], 100), sentences)).toBeNull();
  });
});
