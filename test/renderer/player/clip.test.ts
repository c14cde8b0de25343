import { describe, expect, it } from 'vitest';
import { clipOf } from '#renderer/player/clip.ts';
import type { Soundscape } from '#renderer/player/soundscape.ts';

const hears = (heard: Soundscape['heard']): Soundscape => ({ sides: [], heard, robotBy: null, robotAlone: null, silences: [], loudness: null });
const both = { scape: hears({ side: 'both', kind: 'composite' }), selection: null, loop: null, durationMs: 9000 };

describe('clipOf', () => {
  it('is all of what is heard where nothing is selected', () => {
    expect(clipOf(both)).toEqual({ kind: 'composite', from: 0, to: 9000, isWhole: true });
  });

  it('is the selection, else what is looped, to the millisecond', () => {
    expect(clipOf({ ...both, loop: { startMs: 5, endMs: 500 } })).toEqual({ kind: 'composite', from: 5, to: 500, isWhole: false });
    expect(clipOf({ ...both, selection: { startMs: 100.4, endMs: 900.6 }, loop: { startMs: 5, endMs: 500 } })).toEqual({ kind: 'composite', from: 100, to: 901, isWhole: false });
  });

  it('is of the customer’s recording where that is heard', () => {
    expect(clipOf({ ...both, scape: hears({ side: 'customer', kind: 'customer' }) })?.kind).toBe('customer');
  });

  it('is nothing without sound', () => {
    expect(clipOf({ ...both, scape: hears(null) })).toBeNull();
    expect(clipOf({ ...both, durationMs: 0 })).toBeNull();
  });
});
