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

interface LaneRegions {
  /** Shows the sentences that lie in `view`, where 1 ms is `pxPerMs` wide. */
  show(lanes: readonly DrawnLane[], view: Span, pxPerMs: number): void;
  /** Marks the sentence with this index as being spoken; null for none. */
  setSpoken(index: number | null): void;
  setSelection(selection: ShownSelection | null): void;
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

/**
 * Sentences and selection as regions of wavesurfer's. A region costs a quarter of a millisecond and listens to every scroll,
 * so only the sentences in view have one. Each is its own region with its own place, ready to have edges of its own.
 */
export function createLaneRegions({ regions, container, onSelect }: LaneRegionsDeps): LaneRegions {
  const sentences = new Map<string, { readonly region: Region; readonly block: ShownBlock }>();
  let spoken: number | null = null;
  let selected: Region | null = null;

  const isSpoken = ({ index, lastIndex }: ShownBlock): boolean => index === spoken && lastIndex === index;

  function addSentence(id: string, block: ShownBlock, channelIdx: number): Region {
    const region = regions.addRegion({ id, start: block.startMs / 1000, end: block.endMs / 1000, channelIdx, drag: false, resize: false, color: 'transparent' });
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

  return {
    show(lanes, view, pxPerMs) {
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
    clear() {
      for (const { region } of sentences.values()) region.remove();
      sentences.clear();
    },
  };
}
