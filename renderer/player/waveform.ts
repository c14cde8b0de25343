import WaveSurfer from 'wavesurfer.js';
import Hover from 'wavesurfer.js/plugins/hover';
import Minimap from 'wavesurfer.js/plugins/minimap';
import Regions from 'wavesurfer.js/plugins/regions';
import { formatMoment } from './formatMoment.ts';
import { createLaneMarks, type Marks } from './laneMarks.ts';
import { createLaneRegions, type Adjusting, type ShownSelection } from './laneRegions.ts';
import { paintWave, type DrawnLane, type PaintColors } from './paint.ts';
import { columnsOf, meanColumns, type Span } from './wave.ts';

/** All that is drawn of a call. */
export interface DrawnCall {
  /** From top to bottom. */
  readonly lanes: readonly DrawnLane[];
  readonly colors: PaintColors;
}

export interface WaveformOptions {
  readonly container: HTMLElement;
  /** Where the whole call is drawn small; null for a call that needs none. */
  readonly minimap: HTMLElement | null;
  readonly laneCount: number;
  /** Above 0. */
  readonly durationMs: number;
  /** Height of a lane and the space between two, CSS px. */
  readonly lanePx: number;
  readonly gapPx: number;
  readonly minimapPx: number;
  /** Wavesurfer was scrolled to another view than it was told to show: an edge was dragged beyond the lanes. */
  readonly onScroll: (view: Span) => void;
  readonly onSelect: (span: Span) => void;
}

export interface Waveform {
  setCall(call: DrawnCall): void;
  setMarks(marks: Marks): void;
  /** Shows this stretch over the whole of the container's width. */
  show(view: Span): void;
  /** Puts the cursor at `timeMs`, where the sentence with the index `spoken` is being spoken. */
  setTime(timeMs: number, spoken: number | null): void;
  setSelection(selection: ShownSelection | null): void;
  setAdjusting(adjusting: Adjusting | null): void;
  close(): void;
}

/** Nothing to draw, as wavesurfer wants it. */
const noPoints = new Float32Array(1);
/** Room that the pointer's time takes, px. */
const hoverPx = 60;
/** A window of an hour's first seconds has to be found, px. */
const narrowestPx = 8;

/**
 * The lanes of a call, drawn by wavesurfer from points that are at hand. It draws, zooms and scrolls; the sound and the
 * clock are elsewhere, so its media elements have no source and stay outside of the page.
 */
export function createWaveform({ container, minimap, laneCount, durationMs, lanePx, gapPx, minimapPx, onScroll, onSelect }: WaveformOptions): Waveform {
  let call: DrawnCall | null = null;
  let laneOf: ReadonlyMap<number, number> = new Map();
  let marks: Marks = { skipped: [], found: [] };
  let view: Span = { startMs: 0, endMs: durationMs };
  let timeMs = 0;
  let selection: ShownSelection | null = null;
  /** How wide the whole call is and where the view begins on it, px; null until wavesurfer has drawn. */
  let laid: { readonly wholePx: number; readonly widthPx: number; readonly leftPx: number } | null = null;

  const regionsPlugin = Regions.create();
  const hover = Hover.create({ lineColor: 'var(--ink3)', lineWidth: 1, labelBackground: 'var(--neutral-tint)', labelColor: 'var(--ink)', labelSize: 11, formatTimeCallback: (seconds) => formatMoment(seconds * 1000) });
  const own = { cursorColor: 'var(--ink)', cursorWidth: 2, interact: false, autoScroll: false, hideScrollbar: true } as const;
  const tallestPx = lanePx / 2 - 4;
  const smallest = minimap === null ? null : smallLanes(minimap);
  const surfer = WaveSurfer.create({
    ...own,
    container,
    media: document.createElement('audio'),
    height: lanePx + gapPx,
    splitChannels: Array.from({ length: laneCount }, (_, place) => ({
      renderFunction: (channels: (Float32Array | number[])[], context: CanvasRenderingContext2D) => {
        paint(place, context, columnsOf(channels[0] ?? [], context.canvas.width), chunkOf(context.canvas), tallestPx);
      },
    })),
    plugins: [regionsPlugin, hover, ...(smallest === null ? [] : [smallest])],
  });
  const wrapper = surfer.getWrapper();
  const canvases = wrapper.querySelector<HTMLElement>('[part="canvases"]');
  const regions = createLaneRegions({ regions: regionsPlugin, container: wrapper.querySelector<HTMLElement>('[part="regions-container"]') ?? wrapper, onSelect });
  const laneMarks = createLaneMarks(wrapper);

  function smallLanes(into: HTMLElement): ReturnType<typeof Minimap.create> {
    const plugin = Minimap.create({
      ...own,
      container: into,
      height: minimapPx / laneCount,
      overlayColor: 'transparent',
      splitChannels: Array.from({ length: laneCount }, (_, place) => ({
        renderFunction: (channels: (Float32Array | number[])[], context: CanvasRenderingContext2D) => {
          paint(place, context, meanColumns(channels[0] ?? [], context.canvas.width), { startMs: 0, endMs: durationMs }, minimapPx / laneCount / 2 - 1);
        },
      })),
    });
    // It makes a media element of its own.
    plugin.on('init', () => into.querySelector('[part="minimap"] > div:not([part])')?.shadowRoot?.querySelector('audio')?.remove());
    return plugin;
  }

  function paint(place: number, context: CanvasRenderingContext2D, heights: Float32Array, stretch: Span, tallest: number): void {
    const lane = call?.lanes[place];
    if (call === null || lane === undefined || lane.points === null) return;
    // As wavesurfer reckons.
    const ratio = Math.max(1, window.devicePixelRatio);
    paintWave(context, heights, lane, stretch, call.colors, tallest * ratio, ratio);
  }

  /** What of the call a canvas of wavesurfer's shows. */
  function chunkOf(canvas: HTMLCanvasElement): Span {
    const [left, width] = [Number.parseFloat(canvas.style.left), Number.parseFloat(canvas.style.width)];
    const wholePx = wrapper.style.width.endsWith('px') ? Number.parseFloat(wrapper.style.width) : width;
    return { startMs: (left / wholePx) * durationMs, endMs: ((left + width) / wholePx) * durationMs };
  }

  const isDrawn = (): boolean => surfer.getDecodedData() !== null;

  /** How wide the whole call has to be and where the view begins on it; null as long as there is no room. */
  function layout(): { readonly wholePx: number; readonly widthPx: number; readonly leftPx: number; readonly pxPerSec: number } | null {
    const widthPx = surfer.getWidth();
    const lengthMs = view.endMs - view.startMs;
    if (widthPx <= 0 || lengthMs <= 0) return null;
    const pxPerSec = lengthMs >= durationMs ? 0 : (widthPx / lengthMs) * 1000;
    const wholePx = pxPerSec === 0 ? widthPx : Math.ceil((durationMs / 1000) * pxPerSec);
    return { wholePx, widthPx, pxPerSec, leftPx: Math.min(wholePx - widthPx, Math.round((view.startMs / durationMs) * wholePx)) };
  }

  /** Has wavesurfer show the view, and what there is in it. */
  function lay(): void {
    const next = isDrawn() ? layout() : null;
    if (next === null) return;
    const { wholePx, widthPx, leftPx, pxPerSec } = next;
    const isDrawnAnew = wrapper.clientWidth !== wholePx || (laid !== null && laid.widthPx !== widthPx);
    laid = next;
    if (isDrawnAnew) {
      // Widened and scrolled first, wavesurfer draws what is going to be seen, and only that.
      wrapper.style.width = `${String(wholePx)}px`;
      surfer.setScroll(leftPx);
      surfer.zoom(pxPerSec);
    }
    if (surfer.getScroll() !== leftPx) surfer.setScroll(leftPx);
    const pxPerMs = wholePx / durationMs;
    regions.show(call?.lanes ?? [], view, pxPerMs);
    laneMarks.show(marks, laneOf, view, pxPerMs);
    placeWindow();
  }

  /** Keeps the minimap's window within it, however narrow. */
  function placeWindow(): void {
    const shown = minimap?.querySelector<HTMLElement>('[part="minimap-overlay"]');
    if (shown === null || shown === undefined || laid === null) return;
    const [left, width] = [(laid.leftPx / laid.wholePx) * laid.widthPx, (laid.widthPx / laid.wholePx) * laid.widthPx];
    shown.style.transform = `translateX(${String(Math.min(0, laid.widthPx - left - Math.max(width, narrowestPx)))}px)`;
  }

  function placeCursor(): void {
    surfer.setTime(timeMs / 1000);
    canvases?.style.setProperty('--played', `${String((timeMs / durationMs) * 100)}%`);
  }

  surfer.on('ready', () => {
    laid = null;
    lay();
    regions.setSelection(selection);
    placeCursor();
  });
  surfer.on('resize', lay);
  surfer.on('scroll', () => {
    const leftPx = surfer.getScroll();
    if (laid === null || Math.abs(leftPx - laid.leftPx) <= 1) return;
    const startMs = (leftPx / laid.wholePx) * durationMs;
    laid = { ...laid, leftPx };
    onScroll({ startMs, endMs: startMs + view.endMs - view.startMs });
  });
  hover.on('hover', (share) => {
    const { wholePx, widthPx, leftPx } = laid ?? { wholePx: 0, widthPx: 0, leftPx: 0 };
    container.dataset['hover'] = share * wholePx - leftPx > widthPx - hoverPx ? 'left' : 'right';
  });

  return {
    setCall(next) {
      call = next;
      laneOf = new Map(next.lanes.flatMap(({ blocks }, place) => blocks.map(({ index }) => [index, place])));
      regions.clear();
      if (!isDrawn()) surfer.setOptions({ minPxPerSec: layout()?.pxPerSec ?? 0 });
      // Rejects where the next call of this comes first, which draws.
      surfer.load('', next.lanes.map(({ points }) => points ?? noPoints), durationMs / 1000).catch(() => undefined);
    },
    setMarks(next) {
      marks = next;
      if (laid !== null) laneMarks.show(marks, laneOf, view, laid.wholePx / durationMs);
    },
    show(next) {
      view = next;
      lay();
    },
    setTime(at, spoken) {
      timeMs = at;
      regions.setSpoken(spoken);
      if (isDrawn()) placeCursor();
    },
    setSelection(next) {
      selection = next;
      if (isDrawn()) regions.setSelection(selection);
    },
    setAdjusting: (adjusting) => regions.setAdjusting(adjusting),
    close: () => surfer.destroy(),
  };
}
