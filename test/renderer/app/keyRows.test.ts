import { describe, expect, it } from 'vitest';
import { keyRows } from '#renderer/app/keyRows.ts';
import { strokeOf } from '#renderer/ui/keys.ts';

/** Places of the screen that an operator can be in at once; more follow, whose keys go before all others while they are used. */
const together = new Set([null, 'list', 'call', 'rescue', 'number']);
/** Ends one thing after the other. */
const layered = new Set(['Escape']);

describe('keyRows', () => {
  it('has no key twice where both hold', () => {
    const strokes = keyRows
      .filter(({ where }) => together.has(where))
      .flatMap(({ id, chords }) => chords.flatMap((chord) => (typeof chord === 'string' ? [chord] : [chord.press, ...chord.also])).map((chord) => ({ id, chord, stroke: strokeOf(chord) })))
      .filter(({ stroke }) => !layered.has(stroke.key));
    const twice = strokes.filter(({ chord, id }) => strokes.some((other) => other.id !== id && other.chord === chord));
    expect(twice.map(({ id, chord }) => `${id} ${chord}`)).toEqual([]);
  });
});
