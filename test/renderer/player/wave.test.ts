import { describe, expect, it } from 'vitest';
import { channelOf, columnsOf, markOutside, timelineSteps } from '#renderer/player/wave.ts';

const waveOf = (...loudness: number[]) => ({ loudness: Float32Array.from(loudness), pointsPerSecond: 10 });

describe('channelOf', () => {
  it('is silence as long as the call where there is no wave', () => {
    expect([...channelOf(null, 500, 10)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('fills a recording that ends early with silence and cuts one that is too long', () => {
    expect([...channelOf(waveOf(1, 1), 400, 10)]).toEqual([1, 1, 0, 0]);
    expect([...channelOf(waveOf(1, 1, 1, 1), 200, 10)]).toEqual([1, 1]);
  });

  it('draws a quiet recording louder, but not its noise', () => {
    expect([...channelOf(waveOf(0.5, 0.25), 200, 10)]).toEqual([1, 0.5]);
    expect(channelOf(waveOf(0.01, 0.005), 200, 10)[0]).toBeCloseTo(0.04);
  });

  it('takes the loudest of the points that fall together', () => {
    expect([...channelOf(waveOf(0, 1, 0.5, 0), 400, 5)]).toEqual([1, 0.5]);
  });
});

describe('markOutside', () => {
  it('negates what lies outside of the sentences, silence included', () => {
    const marked = markOutside(Float32Array.from([0, 1, 1, 0.5]), [{ startMs: 100, endMs: 200 }], 10);
    expect([...marked].map(Math.sign)).toEqual([-1, 1, -1, -1]);
    expect(marked[3]).toBe(-0.5);
  });

  it('leaves a lane without sentences as it is', () => {
    expect([...markOutside(Float32Array.from([0, 1]), [], 10)]).toEqual([0, 1]);
  });
});

describe('columnsOf', () => {
  it('keeps the loudest point of each column, with its sign', () => {
    expect([...columnsOf([0.5, -1, 0, 0.25], 2)]).toEqual([-1, 0.25]);
  });

  it('repeats points where there are fewer than columns', () => {
    expect([...columnsOf([1, 0.5], 4)]).toEqual([1, 1, 0.5, 0.5]);
  });
});

describe('timelineSteps', () => {
  it('spaces the words so that they do not touch', () => {
    expect(timelineSteps(47_000, 500)).toEqual({ markMs: 5_000, wordMs: 10_000 });
    expect(timelineSteps(3_600_000, 500)).toEqual({ markMs: 200_000, wordMs: 600_000 });
    expect(timelineSteps(4_000, 500)).toEqual({ markMs: 1_000, wordMs: 1_000 });
  });
});
