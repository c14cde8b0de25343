import WaveSurfer from 'wavesurfer.js';
import Hover from 'wavesurfer.js/plugins/hover';
import Regions from 'wavesurfer.js/plugins/regions';
import Timeline from 'wavesurfer.js/plugins/timeline';
import { columnsOf, timelineSteps, type Span } from './wave.ts';

/** One lane: its points from 0 to 1 (negative: drawn faintly) over the whole duration, and its colour. */
interface Lane {
  readonly channel: Float32Array;
  readonly color: string;
}

/** A sentence on a lane; `part` names it for the style sheet. */
interface LaneBlock extends Span {
  readonly lane: number;
  readonly part: string;
}

export interface WaveformOptions {
  readonly container: HTMLElement;
  /** Where the timeline is drawn. */
  readonly timeline: HTMLElement;
  readonly lanes: readonly Lane[];
  readonly blocks: readonly LaneBlock[];
  /** 0 where nobody knows: the lanes are flat, without a timeline. */
  readonly durationMs: number;
  /** Distance from lane to lane, and what of it a wave may take, CSS px. */
  readonly pitchPx: number;
  readonly wavePx: number;
  readonly colors: { readonly cursor: string; readonly hover: string; readonly hoverText: string; readonly hoverLabel: string };
  readonly formatTime: (timeMs: number) => string;
  /** The operator clicked or dragged to a place. */
  readonly onSeek: (timeMs: number) => void;
}

export interface Waveform {
  /** Puts the cursor at `timeMs`. */
  setTime(timeMs: number): void;
  /** Marks the block with this part as being spoken; null for none. */
  setSpoken(part: string | null): void;
  close(): void;
}

const faint = 0.55;
/** Room that a time takes on the timeline. */
const wordPx = 40;
/** A block below this has no room for edges. */
const narrowPx = 4;

/**
 * Lanes drawn by wavesurfer from points that are at hand. It draws and reports where the operator points; the sound and
 * the clock are elsewhere, so its own media element has no source and stays outside of the page.
 */
export function createWaveform(options: WaveformOptions): Waveform {
  const { container, timeline, lanes, blocks, durationMs, colors, formatTime } = options;
  const regions = Regions.create();
  const known = durationMs > 0;
  const surfer = WaveSurfer.create({
    container,
    media: document.createElement('audio'),
    peaks: lanes.map(({ channel }) => channel),
    duration: known ? durationMs / 1000 : 1,
    height: options.pitchPx,
    splitChannels: lanes.map(({ color }) => ({
      waveColor: color,
      progressColor: color,
      renderFunction: (channels: (Float32Array | number[])[], context: CanvasRenderingContext2D) => {
        drawLane(channels[0] ?? [], context, options.wavePx / options.pitchPx);
      },
    })),
    cursorColor: colors.cursor,
    cursorWidth: known ? 2 : 0,
    interact: known,
    dragToSeek: known ? { debounceTime: 0 } : false,
    autoScroll: false,
    hideScrollbar: true,
    plugins: known
      ? [
          regions,
          Hover.create({
            lineColor: colors.hover,
            lineWidth: 1,
            labelBackground: colors.hoverLabel,
            labelColor: colors.hoverText,
            labelSize: 11,
            formatTimeCallback: (seconds: number) => formatTime(seconds * 1000),
          }),
        ]
      : [],
  });

  surfer.on('interaction', (seconds) => options.onSeek(seconds * 1000));
  let timeMs = 0;
  let spoken: string | null = null;
  surfer.on('ready', () => {
    surfer.setTime(timeMs / 1000);
    const pxPerMs = container.clientWidth / durationMs;
    for (const { lane, part, startMs, endMs } of known ? blocks : []) {
      const region = regions.addRegion({
        id: part,
        start: startMs / 1000,
        end: Math.min(endMs, durationMs) / 1000,
        channelIdx: lane,
        drag: false,
        resize: false,
        color: 'transparent',
      });
      region.element?.part.toggle('narrow', (endMs - startMs) * pxPerMs < narrowPx);
      region.element?.part.toggle('spoken', part === spoken);
    }
  });

  let marks: { readonly width: number; readonly plugin: ReturnType<typeof Timeline.create> } | null = null;
  function layTimeline(): void {
    const width = container.clientWidth;
    const { markMs, wordMs } = timelineSteps(durationMs, width);
    if (!known || marks?.width === width) return;
    if (marks !== null) surfer.unregisterPlugin(marks.plugin);
    const plugin = Timeline.create({
      container: timeline,
      height: 18,
      timeInterval: markMs / 1000,
      primaryLabelInterval: wordMs / 1000,
      secondaryLabelInterval: wordMs / 1000,
      // A word that the edge would cut off is left out.
      formatTimeCallback: (seconds: number) => ((durationMs - seconds * 1000) * (width / durationMs) < wordPx ? '' : formatTime(seconds * 1000)),
      style: { fontSize: '11px' },
    });
    marks = { width, plugin };
    surfer.registerPlugin(plugin);
  }
  layTimeline();
  surfer.on('resize', layTimeline);

  return {
    setTime(at) {
      timeMs = at;
      surfer.setTime(at / 1000);
    },
    setSpoken(part) {
      // Without a duration there are no blocks, and wavesurfer has not been given the plugin.
      if (!known) return;
      spoken = part;
      for (const region of regions.getRegions()) region.element?.part.toggle('spoken', region.id === part);
    },
    close: () => surfer.destroy(),
  };
}

/** Draws a lane as one continuous shape around the middle, at least a line thin; `share` is how much of the height it may take. */
function drawLane(channel: Float32Array | number[], context: CanvasRenderingContext2D, share: number): void {
  const { width, height } = context.canvas;
  const ratio = window.devicePixelRatio;
  const middle = height / 2;
  for (const isInside of [true, false]) {
    context.beginPath();
    for (const [x, point] of columnsOf(channel, width).entries()) {
      if (point >= 0 !== isInside) continue;
      const half = Math.max(Math.abs(point) * middle * share, ratio / 2);
      context.rect(x, middle - half, 1, half * 2);
    }
    context.globalAlpha = isInside ? 1 : faint;
    context.fill();
  }
}
