import type Regions from 'wavesurfer.js/plugins/regions';
import type { Region } from 'wavesurfer.js/plugins/regions';
import { blocksIn, narrowPx, type ShownBlock } from './blocks.ts';
import type { DrawnLane } from './paint.ts';
import type { Span } from './wave.ts';

/** What is selected or looped; only what is selected has edges to be dragged. */
export interface ShownSelection extends Span {
  readonly isLooped: boolean;
  readonly canBeDragged: boolean;
}

/** What the operator does to the times of sentences. */
export interface Adjusting {
  /** The sentence that the keys adjust. */
  readonly chosen: number | null;
  /** A sentence's edge was dragged. */
  readonly onPlace: (index: number, span: Span) => void;
}

interface LaneRegions {
  /** Shows the sentences that lie in `view`, where 1 ms is `pxPerMs` wide. */
  show(lanes: readonly DrawnLane[], view: Span, pxPerMs: number): void;
  /** Marks the sentence with this index as being spoken; null for none. */
  setSpoken(index: number | null): void;
  setSelection(selection: ShownSelection | null): void;
  /** Lets edges of sentences be dragged; null for none. */
  setAdjusting(adjusting: Adjusting | null): void;
  /** Forgets all sentences, so that the next `show` makes them anew. */
  clear(): void;
}

interface LaneRegionsDeps {
  readonly regions: ReturnType<typeof Regions.create>;
  /** Where the plugin puts its regions. */
  readonly container: HTMLElement;
  /** An edge of the selection was dragged. */
  readonly onSelect: (span: Span) => void;
}

/** Edges that are dragged together stop at this, ms: a little more than the shortest selection. */
const leastMs = 210;
/** A sentence is not dragged shorter than this, ms. */
const leastSentenceMs = 20;
/** A block below this has no room for two edges to take hold of, px. */
const graspablePx = 10;

/**
 * Sentences and selection as regions of wavesurfer's. A region costs a quarter of a millisecond and listens to every scroll,
 * so only the sentences in view have one. Each is its own region; while times are adjusted, its edges can be dragged.
 */
export function createLaneRegions({ regions, container, onSelect }: LaneRegionsDeps): LaneRegions {
  const sentences = new Map<string, { readonly region: Region; readonly block: ShownBlock }>();
  let spoken: number | null = null;
  let selected: Region | null = null;
  let adjusting: Adjusting | null = null;
  let shownPxPerMs = 0;

  const isSpoken = ({ index, lastIndex }: ShownBlock): boolean => index === spoken && lastIndex === index;

  /** Whether the block is one sentence that is wide enough. */
  const canBeDragged = ({ index, lastIndex, startMs, endMs }: ShownBlock): boolean => adjusting !== null && index === lastIndex && (endMs - startMs) * shownPxPerMs >= graspablePx;

  function showAdjusting(region: Region, block: ShownBlock): void {
    const resize = canBeDragged(block);
    if (region.resize !== resize) region.setOptions({ resize });
    region.element?.part.toggle('chosen', adjusting !== null && block.index === adjusting.chosen && block.lastIndex === block.index);
  }

  function addSentence(id: string, block: ShownBlock, channelIdx: number): Region {
    const region = regions.addRegion({ id, start: block.startMs / 1000, end: block.endMs / 1000, channelIdx, drag: false, resize: false, minLength: leastSentenceMs / 1000, color: 'transparent' });
    const { element } = region;
    if (element === null) return region;
    element.part.add('sentence', block.speaker);
    element.part.toggle('estimated', block.isEstimated);
    element.part.toggle('spoken', isSpoken(block));
    // At once and without measuring: the plugin would do it one by one, after the next paint.
    container.append(element);
    return region;
  }

  regions.on('region-update', (region) => {
    if (region === selected) onSelect({ startMs: region.start * 1000, endMs: region.end * 1000 });
  });

  regions.on('region-updated', (region, side) => {
    const dragged = sentences.get(region.id);
    if (dragged?.region !== region || adjusting === null) return;
    const { index, startMs, endMs } = dragged.block;
    // The edge that was left alone stays to the millisecond.
    adjusting.onPlace(index, { startMs: side === 'end' ? startMs : Math.round(region.start * 1000), endMs: side === 'start' ? endMs : Math.round(region.end * 1000) });
  });

  return {
    show(lanes, view, pxPerMs) {
      shownPxPerMs = pxPerMs;
      const wanted = new Map<string, { readonly block: ShownBlock; readonly place: number }>();
      for (const [place, { blocks }] of lanes.entries()) {
        for (const block of blocksIn(blocks, view, pxPerMs)) wanted.set(`sentence-${String(block.index)}-${String(block.lastIndex)}`, { block, place });
      }
      for (const [id, { region }] of sentences) {
        if (wanted.has(id)) continue;
        region.remove();
        sentences.delete(id);
      }
      for (const [id, { block, place }] of wanted) {
        const region = sentences.get(id)?.region ?? addSentence(id, block, place);
        sentences.set(id, { region, block });
        region.element?.part.toggle('narrow', (block.endMs - block.startMs) * pxPerMs < narrowPx);
        showAdjusting(region, block);
      }
    },
    setSpoken(index) {
      if (index === spoken) return;
      spoken = index;
      for (const { region, block } of sentences.values()) region.element?.part.toggle('spoken', isSpoken(block));
    },
    setSelection(selection) {
      if (selection === null) {
        selected?.remove();
        selected = null;
        return;
      }
      const [start, end] = [selection.startMs / 1000, selection.endMs / 1000];
      selected ??= regions.addRegion({ id: 'selection', start, end, drag: false, resize: false, minLength: leastMs / 1000, color: 'transparent' });
      selected.setOptions({ start, end, resize: selection.canBeDragged });
      const { element } = selected;
      if (element === null) return;
      element.part.toggle('looped', selection.isLooped);
      Object.assign(element.dataset, { testid: 'selection', looped: String(selection.isLooped) });
    },
    setAdjusting(next) {
      adjusting = next;
      for (const { region, block } of sentences.values()) showAdjusting(region, block);
    },
    clear() {
      for (const { region } of sentences.values()) region.remove();
      sentences.clear();
    },
  };
}
