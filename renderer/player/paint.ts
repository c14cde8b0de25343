import type { RecordingKind } from '#shared/model/recording.ts';
import type { Speaker } from '#shared/model/utterance.ts';
import type { LaneBlock } from './blocks.ts';
import { spanColumns, type Span } from './wave.ts';

/** The colours of the style sheet that are painted with. */
export interface PaintColors {
  /** Of which they are, such as `dark`. */
  readonly scheme: string | null;
  readonly wave: Readonly<Record<Speaker, string>>;
}

/** What a lane shows of a call. */
export interface DrawnLane {
  readonly kind: RecordingKind;
  /** Whether its blocks are all that its voice says, so that the rest is somebody else or noise. */
  readonly isOneVoice: boolean;
  /** Loudness over the whole call, 0 to 1; null where there is nothing to draw: the lane is a flat line. */
  readonly points: Float32Array | null;
  readonly blocks: readonly LaneBlock[];
}

/** Of a voice's wave where it does not speak; with both voices, somebody mostly does. */
const faint = 0.5;

/**
 * Paints a lane's `heights`, 0 to 1 a column of the screen, as one continuous shape around the canvas's middle, at least
 * a line thin, in the colour of whoever speaks. `view` is what the canvas shows, `tallest` how far a wave reaches, device px.
 */
export function paintWave(context: CanvasRenderingContext2D, heights: Float32Array, { kind, isOneVoice, blocks }: DrawnLane, view: Span, colors: PaintColors, tallest: number, ratio: number): void {
  const middle = context.canvas.height / 2;
  const numbers = spanColumns(blocks, view, heights.length);
  let painted: number | null = null;
  for (const [x, height] of heights.entries()) {
    const number = numbers[x] ?? -1;
    if (number !== painted) {
      painted = number;
      context.fillStyle = colors.wave[blocks[number]?.speaker ?? (kind === 'customer' ? 'customer' : 'unknown')];
      context.globalAlpha = number === -1 && isOneVoice && blocks.length > 0 ? faint : 1;
    }
    const half = Math.max(height * tallest, ratio / 2);
    context.fillRect(x, middle - half, 1, half * 2);
  }
}
