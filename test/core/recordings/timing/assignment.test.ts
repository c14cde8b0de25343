import { describe, expect, it } from 'vitest';
import { assign, type Frames, type Sought } from '../../../../electron/core/recordings/timing/assignment.ts';
import type { Span } from '../../../../electron/core/recordings/timing/spans.ts';

/** In ms, as all below. */
const span = (from: number, to: number, rest: Partial<Span> = {}): Span => ({ from: from / 10, to: to / 10, weight: 1, tonal: 0, beside: 0, ...rest });
const robot = (ms: number, pauses = 0): Sought => ({ speaker: 'robot', usual: { ms, pauses }, given: null });
const customer = (ms: number, given: readonly [number, number] | null): Sought => ({ speaker: 'customer', usual: { ms, pauses: 0 }, given: given && { from: given[0] / 10, to: given[1] / 10 } });

function placesOf(sentences: readonly Sought[], robotSpans: readonly Span[], customerSpans: readonly Span[] = []): (readonly [number, number] | null)[] {
  const { places } = assign({ sentences, robot: robotSpans, customer: customerSpans, pace: { robot: 1, customer: 1 }, spread: { robot: 0.15, customer: 0.3 }, width: 80 });
  return places.map((place: Frames | null) => place && [place.from * 10, place.to * 10]);
}

describe('assign', () => {
  it('lets a sentence take the spans between its pauses', () => {
    expect(placesOf([robot(3000, 1)], [span(1000, 2400), span(2700, 4000)])).toEqual([[1000, 4000]]);
  });

  it('splits sentences in a row where their lengths say, even if a pause within one is longer', () => {
    expect(placesOf([robot(1000), robot(3000, 1)], [span(0, 1000), span(1500, 2800), span(3350, 4500)])).toEqual([[0, 1000], [1500, 4500]]);
  });

  it('keeps the robot’s sentences on their side of the customer’s', () => {
    const spans = [span(500, 2500), span(5000, 7000)];
    expect(placesOf([robot(2000), customer(1000, [3000, 4000]), robot(2000)], spans, [span(3000, 4000)])).toEqual([[500, 2500], [3000, 4000], [5000, 7000]]);
  });

  it('finds customers’ sentences among the robot’s', () => {
    const heard = [span(3000, 4000), span(7600, 8600)];
    expect(placesOf([robot(2000), customer(1000, null), robot(2000), customer(1000, null)], [span(500, 2500), span(5000, 7000)], heard)).toEqual([[500, 2500], [3000, 4000], [5000, 7000], [7600, 8600]]);
  });

  it('lets an interrupted sentence be shorter than its text', () => {
    const places = placesOf([robot(5000), customer(1500, [2500, 4000]), robot(2000)], [span(500, 3000), span(4800, 6800)], [span(2500, 4000)]);
    expect(places).toEqual([[500, 3000], [2500, 4000], [4800, 6800]]);
  });

  it('leaves out an announcement before the first sentence', () => {
    expect(placesOf([robot(2000), customer(1000, [8000, 9000])], [span(500, 3500), span(5500, 7500)], [span(8000, 9000)])).toEqual([[5500, 7500], [8000, 9000]]);
  });

  it('takes no music for a sentence', () => {
    expect(placesOf([robot(2000), robot(3000)], [span(500, 2500), span(3000, 9000, { tonal: 1, weight: 0.2 }), span(9500, 12_500)])).toEqual([[500, 2500], [9500, 12_500]]);
  });

  it('does without a sentence for which nothing is left', () => {
    expect(placesOf([robot(2000), robot(4000)], [span(500, 2500)])).toEqual([[500, 2500], null]);
    expect(placesOf([robot(2000)], [])).toEqual([null]);
  });
});
