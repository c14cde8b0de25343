import type { RecordingKind } from '#shared/model/recording.ts';
import type { Speaker } from '#shared/model/utterance.ts';
import type { FoundMark, LaneBlock } from './blocks.ts';
import { columnsOf, meanColumns, spanColumns, type DrawnWave, type Span } from './wave.ts';

/** The colours of the style sheet that are painted with. */
export interface PaintColors {
  /** Of which they are, such as `dark`. */
  readonly scheme: string | null;
  readonly wave: Readonly<Record<Speaker, string>>;
  readonly tint: Readonly<Record<Speaker, string>>;
  readonly line: string;
  readonly dots: string;
  readonly found: string;
}

export interface PaintedLane {
  readonly kind: RecordingKind;
  /** Null where there is nothing to draw: the lane is a flat line. */
  readonly wave: DrawnWave | null;
  readonly blocks: readonly LaneBlock[];
}

/** All that the lanes show of a call, whatever part of it is in view. */
export interface PaintedCall {
  readonly lanes: readonly PaintedLane[];
  /** The silences that will be skipped. */
  readonly skipped: readonly Span[];
  readonly found: readonly FoundMark[];
  readonly colors: PaintColors;
}

/** CSS px; `ratio` is how many of the screen's there are to one. */
export interface PaintSize {
  readonly width: number;
  readonly lane: number;
  readonly gap: number;
  readonly ratio: number;
}

/** Of the customer’s wave where they are not known to speak; with both voices, somebody mostly does. */
const faint = 0.5;
/** A block below this has no room for edges, px. */
const narrowPx = 4;
const radiusPx = 4;

/** A context that is cleared and measures in CSS px; null where the browser has none to give. */
function cleared(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): CanvasRenderingContext2D | null {
  const [across, down] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const context = canvas.getContext('2d');
  context?.setTransform(1, 0, 0, 1, 0, 0);
  context?.clearRect(0, 0, across, down);
  context?.scale(ratio, ratio);
  return context;
}

function paintBlock(context: CanvasRenderingContext2D, block: LaneBlock, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, colors: PaintColors, isSpoken: boolean): void {
  const { x, y, width, height } = box;
  const [wave, tint] = [colors.wave[block.speaker], colors.tint[block.speaker]];
  context.beginPath();
  context.roundRect(x, y, Math.max(1, width), height, width < narrowPx ? 1 : radiusPx);
  context.fillStyle = tint;
  context.fill();
  if (isSpoken) {
    context.globalAlpha = 0.16;
    context.fillStyle = wave;
    context.fill();
  }
  if (width >= narrowPx) {
    context.save();
    context.clip();
    context.strokeStyle = wave;
    context.lineWidth = 1;
    if (block.isEstimated) {
      context.globalAlpha = 0.22;
      context.beginPath();
      for (let at = x - height - ((x - height) % 6); at < x + width; at += 6) {
        context.moveTo(at, y + height);
        context.lineTo(at + height, y);
      }
      context.stroke();
    }
    context.globalAlpha = isSpoken ? 1 : block.isEstimated ? 0.7 : 0.4;
    if (block.isEstimated) context.setLineDash([3, 2]);
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, radiusPx - 0.5);
    context.stroke();
    context.restore();
  }
  context.globalAlpha = 1;
}

/** Paints what lies behind the waves: middle lines, sentences, the dots of silence to be skipped, marks of what was found. */
export function paintGround(canvas: HTMLCanvasElement, call: PaintedCall, view: Span, size: PaintSize, spoken: number | null): void {
  const { width, lane, gap, ratio } = size;
  const { colors } = call;
  const pitch = lane + gap;
  const context = cleared(canvas, width, pitch * call.lanes.length, ratio);
  const length = view.endMs - view.startMs;
  if (context === null) return;
  const perMs = length <= 0 ? 0 : width / length;
  const isSeen = ({ startMs, endMs }: Span): boolean => endMs >= view.startMs && startMs <= view.endMs;
  const xOf = (atMs: number): number => (atMs - view.startMs) * perMs;

  for (const [place, { blocks }] of call.lanes.entries()) {
    const top = place * pitch + gap / 2;
    context.fillStyle = colors.line;
    context.fillRect(0, top + lane / 2 - 0.5, width, 1);
    if (length <= 0) continue;
    for (const block of blocks) {
      if (!isSeen(block)) continue;
      const x = xOf(block.startMs);
      paintBlock(context, block, { x, y: top, width: xOf(block.endMs) - x, height: lane }, colors, block.index === spoken);
    }
    for (const mark of call.found) {
      const block = blocks.find(({ index }) => index === mark.index);
      if (block === undefined || !isSeen({ startMs: mark.timeMs, endMs: mark.timeMs })) continue;
      context.fillStyle = colors.found;
      const [half, thick] = mark.isCurrent ? [9, 5] : [6, 3];
      context.beginPath();
      context.roundRect(xOf(mark.timeMs) - half, top + lane - 1.5 - thick, half * 2, thick, 1.5);
      context.fill();
    }
  }

  if (length <= 0) return;
  context.fillStyle = colors.dots;
  const middle = pitch * (call.lanes.length / 2);
  for (const silence of call.skipped) {
    if (!isSeen(silence)) continue;
    const [from, to] = [Math.max(0, xOf(silence.startMs)), Math.min(width, xOf(silence.endMs))];
    // In step with the recording, so that they stand still on it when it is moved.
    for (let x = from + 1; x < to - 1; x += 4) context.fillRect(x, middle - 1, 2, 2);
  }
}

/** Paints the waves of all lanes over `view`, as one continuous shape around each middle. */
export function paintWaves(canvas: HTMLCanvasElement, call: PaintedCall, view: Span, size: PaintSize): void {
  const { width, lane, gap, ratio } = size;
  const pitch = lane + gap;
  const context = cleared(canvas, width, pitch * call.lanes.length, ratio);
  if (context === null || view.endMs <= view.startMs) return;
  // Column by column of the screen's own.
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const [place, { kind, wave, blocks }] of call.lanes.entries()) {
    if (wave === null) continue;
    const middle = (place * pitch + pitch / 2) * ratio;
    const heights = columnsOf(wave, view, canvas.width);
    const numbers = spanColumns(blocks, view, canvas.width);
    const own = kind === 'customer' ? 'customer' : 'unknown';
    const tallest = (lane / 2 - 4) * ratio;
    const shapes = new Map<string, { readonly speaker: Speaker; readonly alpha: number; readonly path: Path2D }>();
    for (const [x, height] of heights.entries()) {
      const number = numbers[x] ?? -1;
      const speaker = blocks[number]?.speaker ?? own;
      const alpha = number === -1 && kind === 'customer' && blocks.length > 0 ? faint : 1;
      const name = `${speaker} ${String(alpha)}`;
      const shape = shapes.get(name) ?? { speaker, alpha, path: new Path2D() };
      shapes.set(name, shape);
      const half = Math.max(height * tallest, ratio / 2);
      shape.path.rect(x, middle - half, 1, half * 2);
    }
    for (const { speaker, alpha, path } of shapes.values()) {
      context.fillStyle = call.colors.wave[speaker];
      context.globalAlpha = alpha;
      context.fill(path);
    }
    context.globalAlpha = 1;
  }
}

/** Paints the whole call small: a wave above the other, and a line wherever something was found. */
export function paintMinimap(canvas: HTMLCanvasElement, call: PaintedCall, durationMs: number, size: { readonly width: number; readonly height: number; readonly ratio: number }): void {
  const { width, height, ratio } = size;
  const context = cleared(canvas, width, height, ratio);
  if (context === null || durationMs <= 0) return;
  const lanePx = height / call.lanes.length;
  for (const [place, { kind, wave, blocks }] of call.lanes.entries()) {
    const middle = (place + 0.5) * lanePx;
    context.fillStyle = call.colors.wave[kind === 'customer' ? 'customer' : 'unknown'];
    const columns = Math.round(width * ratio);
    const view = { startMs: 0, endMs: durationMs };
    const heights = wave === null ? new Float32Array(columns) : meanColumns(wave, durationMs, columns);
    const numbers = spanColumns(blocks, view, columns);
    for (const [x, tall] of heights.entries()) {
      const half = Math.max(0.5, tall * (lanePx / 2 - 1));
      const speaker = blocks[numbers[x] ?? -1]?.speaker ?? (kind === 'customer' ? 'customer' : 'unknown');
      context.fillStyle = call.colors.wave[speaker];
      context.fillRect(x / ratio, middle - half, 1 / ratio, half * 2);
    }
  }
  for (const { timeMs, isCurrent } of call.found) {
    const half = isCurrent ? 1.5 : 1;
    context.fillStyle = call.colors.found;
    context.fillRect((timeMs / durationMs) * width - half, 0, half * 2, height);
  }
}

/** Gives back the memory of a canvas that is no longer shown. */
export function dropCanvas(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}
