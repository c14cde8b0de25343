/** Calls that were chosen to do something with all of them. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  /** Where a stretch begins; null where none was begun. */
  readonly anchor: string | null;
}

export const nothingChosen: Selection = { chosen: new Set(), anchor: null };

/** One call chosen or no longer chosen; a stretch goes on from it. */
export function withChosen({ chosen }: Selection, key: string, isChosen: boolean): Selection {
  const next = new Set(chosen);
  if (isChosen) next.add(key);
  else next.delete(key);
  return { chosen: next, anchor: key };
}

/** Everything from where the stretch begins (else from `from`) to `to`, in the order of `keys`, chosen besides what was. */
export function withStretch({ chosen, anchor }: Selection, keys: readonly string[], from: string | null, to: string): Selection {
  const begin = anchor ?? from ?? to;
  const ends = [keys.indexOf(begin), keys.indexOf(to)];
  const [first = 0, last = 0] = ends.includes(-1) ? [keys.indexOf(to), keys.indexOf(to)] : ends.toSorted((a, b) => a - b);
  return { chosen: new Set([...chosen, ...keys.slice(first, last + 1)]), anchor: begin };
}

export function withAll(keys: readonly string[]): Selection {
  return { chosen: new Set(keys), anchor: null };
}
