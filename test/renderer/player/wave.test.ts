import { describe, expect, it } from 'vitest';
import { columnsOf, drawnWave, meanColumns, spanColumns, waveOf } from '#renderer/player/wave.ts';

const drawn = (...loudness: number[]) => drawnWave(waveOf([Float32Array.from(loudness)], 10));
const view = (startMs: number, endMs: number) => ({ startMs, endMs });

describe('drawnWave', () => {
  it('draws a quiet recording louder, but not its noise', () => {
    expect([...(drawn(0.5, 0.25).levels[0] ?? [])]).toEqual([1, 0.5]);
    expect(drawn(0.01, 0.005).levels[0]?.[0]).toBeCloseTo(0.04);
  });

  it('keeps the loudest points at every level', () => {
    const { levels } = drawnWave(waveOf([new Float32Array(4000).fill(0.25).with(3_999, 1)], 10));
    expect(levels.map(({ length }) => length)).toEqual([4000, 1000, 250]);
    expect(levels.map((level) => level.at(-1))).toEqual([1, 1, 1]);
  });
});

describe('columnsOf', () => {
  it('keeps the loudest point of each column', () => {
    expect([...columnsOf(drawn(0.5, 1, 0, 0.25), view(0, 400), 2)]).toEqual([1, 0.25]);
  });

  it('repeats points where there are fewer than columns', () => {
    expect([...columnsOf(drawn(1, 0.5), view(0, 200), 4)]).toEqual([1, 1, 0.5, 0.5]);
  });

  it('shows what is in view, and silence beyond the end', () => {
    expect([...columnsOf(drawn(1, 0.5, 0.25), view(100, 500), 4)]).toEqual([0.5, 0.25, 0, 0]);
  });

  it('shows at a coarse level what it shows at the finest', () => {
    const loudness = Float32Array.from({ length: 100_000 }, (_, at) => (at % 1000 === 500 ? 1 : 0.1));
    const columns = columnsOf(drawnWave(waveOf([loudness], 100)), view(0, 1_000_000), 100);
    expect([...columns]).toEqual(Array.from({ length: 100 }, () => 1));
  });
});

describe('meanColumns', () => {
  it('tells loud stretches from quiet ones where all have peaks', () => {
    const loudness = Float32Array.from({ length: 100 }, (_, at) => (at < 50 || at % 10 === 0 ? 1 : 0));
    const [talk = 0, pause = 0] = meanColumns(drawnWave(waveOf([loudness], 10)), 10_000, 2);
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
