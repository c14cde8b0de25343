import { describe, expect, it } from 'vitest';
import { columnsOf, lanePoints, meanColumns, spanColumns, waveOf } from '#renderer/player/wave.ts';

const points = (durationMs: number, ...loudness: number[]) => lanePoints(waveOf([Float32Array.from(loudness)], 10), durationMs);
const view = (startMs: number, endMs: number) => ({ startMs, endMs });

describe('lanePoints', () => {
  it('draws a quiet recording louder, but not its noise', () => {
    expect([...points(200, 0.5, 0.25)]).toEqual([1, 0.5]);
    expect(points(200, 0.01, 0.005)[0]).toBeCloseTo(0.04);
  });

  it('is silent where the recording has ended, and ends with the call', () => {
    expect([...points(500, 1, 0.5)]).toEqual([1, 0.5, 0, 0, 0]);
    expect([...points(100, 1, 0.5)]).toEqual([1]);
    expect([...points(0)]).toEqual([0]);
  });
});

describe('columnsOf', () => {
  it('keeps the loudest point of each column', () => {
    expect([...columnsOf([0.5, 1, 0, 0.25], 2)]).toEqual([1, 0.25]);
  });

  it('repeats points where there are fewer than columns', () => {
    expect([...columnsOf([1, 0.5], 4)]).toEqual([1, 1, 0.5, 0.5]);
  });

  it('loses no peak however many points share a column', () => {
    const loudness = Float32Array.from({ length: 100_000 }, (_, at) => (at % 1000 === 500 ? 1 : 0.1));
    expect([...columnsOf(loudness, 100)]).toEqual(Array.from({ length: 100 }, () => 1));
  });
});

describe('meanColumns', () => {
  it('tells loud stretches from quiet ones where all have peaks', () => {
    const loudness = Float32Array.from({ length: 100 }, (_, at) => (at < 50 || at % 10 === 0 ? 1 : 0));
    const [talk = 0, pause = 0] = meanColumns(loudness, 2);
    expect(talk).toBe(1);
    expect(pause).toBeCloseTo(0.1);
  });
});

describe('spanColumns', () => {
  it('names the span of each column, however short it is', () => {
    expect([...spanColumns([view(100, 300), view(900, 901)], view(0, 1000), 10)]).toEqual([-1, 0, 0, -1, -1, -1, -1, -1, -1, 1]);
  });

  it('leaves out what is not in view', () => {
    expect([...spanColumns([view(0, 100), view(150, 5000)], view(100, 300), 4)]).toEqual([-1, 1, 1, 1]);
  });
});
