import { useMemo } from 'react';
import { useHeldKeys } from './heldKeys.ts';
import { chordOf, isMeantElsewhere, type KeyRow } from './keys.ts';
import { useKeyDown } from './useKeyDown.ts';

/** Calls `act` with the place of the chord in the row when one is pressed anywhere on the screen; null leaves the keys alone. */
export function useRowKey(row: KeyRow, act: ((chord: number) => void) | null): void {
  useHeldKeys(useMemo(() => [row], [row]), act !== null);
  useKeyDown((event) => {
    if (act === null || isMeantElsewhere(event)) return;
    const chord = chordOf(event, row);
    if (chord === -1) return;
    event.preventDefault();
    act(chord);
  });
}
