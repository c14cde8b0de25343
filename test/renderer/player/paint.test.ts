import { describe, expect, it } from 'vitest';
import type { LaneBlock } from '#renderer/player/blocks.ts';
import { paintWave, type DrawnLane } from '#renderer/player/paint.ts';

const colors = { scheme: 'light', wave: { customer: 'blue', robot: 'sand', unknown: 'grey' } };
const block = (startMs: number, endMs: number, speaker: LaneBlock['speaker']): LaneBlock => ({ index: 0, startMs, endMs, speaker, isEstimated: false });

/** What is painted of one second in as many columns as there are heights: colour, strength and height of each. */
function painted(heights: readonly number[], kind: DrawnLane['kind'], blocks: readonly LaneBlock[], isOneVoice = kind === 'customer') {
  const columns: [string, number, number][] = [];
  const context = {
    canvas: { height: 100 },
    fillStyle: '',
    globalAlpha: 1,
    fillRect(x: number, top: number, width: number, height: number) {
      expect([x, width, top + height / 2]).toEqual([columns.length, 1, 50]);
      columns.push([this.fillStyle, this.globalAlpha, height]);
    },
  };
  const lane = { kind, isOneVoice, points: null, blocks };
  paintWave(context as unknown as CanvasRenderingContext2D, Float32Array.from(heights), lane, { startMs: 0, endMs: 1000 }, colors, 40, 2); // it has all that is painted with
  return columns;
}

describe('paintWave', () => {
  it('paints around the middle, at least a line thin', () => {
    expect(painted([1, 0.5, 0], 'composite', []).map(([, , height]) => height)).toEqual([80, 40, 2]);
  });

  it('has the colour of whoever speaks', () => {
    const blocks = [block(250, 500, 'robot'), block(500, 750, 'customer')];
    expect(painted([1, 1, 1, 1], 'composite', blocks).map(([color, alpha]) => [color, alpha])).toEqual([['grey', 1], ['sand', 1], ['blue', 1], ['grey', 1]]);
  });

  it('is faint where the robot does not speak, once its lane is its own', () => {
    const blocks = [block(500, 1000, 'robot')];
    expect(painted([1, 1], 'composite', blocks, true).map(([color, alpha]) => [color, alpha])).toEqual([['grey', 0.5], ['sand', 1]]);
  });

  it('is faint where the customer is not known to speak, once it is known where they do', () => {
    expect(painted([1, 1], 'customer', [block(0, 500, 'customer')]).map(([color, alpha]) => [color, alpha])).toEqual([['blue', 1], ['blue', 0.5]]);
    expect(painted([1, 1], 'customer', []).map(([, alpha]) => alpha)).toEqual([1, 1]);
  });
});
