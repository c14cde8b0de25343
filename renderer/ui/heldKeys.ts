import { createContext, useContext, useEffect } from 'react';
import type { KeyRow } from './keys.ts';

/** Which rows of keys somebody listens for now, so that what cannot be done is not offered. */
export interface HeldKeys {
  /** Says that the keys of these rows are listened for; returns the way to take it back. */
  readonly hold: (rows: readonly KeyRow[]) => () => void;
  readonly isHeld: (row: KeyRow) => boolean;
}

export function createHeldKeys(): HeldKeys {
  const held = new Set<{ readonly rows: readonly KeyRow[] }>();
  return {
    hold(rows) {
      const one = { rows };
      held.add(one);
      return () => void held.delete(one);
    },
    isHeld: (row) => [...held].some(({ rows }) => rows.some(({ id }) => id === row.id)),
  };
}

export const HeldKeysContext = createContext<HeldKeys>(createHeldKeys());

/** Says that the keys of `rows`, which have to stay the same array, are listened for while this is on the screen and `isOn`. */
export function useHeldKeys(rows: readonly KeyRow[], isOn: boolean): void {
  const { hold } = useContext(HeldKeysContext);
  useEffect(() => (isOn ? hold(rows) : undefined), [hold, rows, isOn]);
}
