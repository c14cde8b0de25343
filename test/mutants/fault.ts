/** A mistake in the sources. */
export interface Change {
  /** From the project's folder. */
  readonly file: string;
  /** Occurs in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** A known mistake, which a spec of the desktop host is to catch. */
export interface Fault {
  /** What is wrong, as a sentence. */
  readonly name: string;
  readonly changes: readonly Change[];
  /** The spec that is tried first, as `file in test/electron: its title, or a part of it that is its own`. */
  readonly caughtBy: string;
}

/** The files that a fault changes, as they are with it; throws where the fault no longer fits its files. */
export function changedFiles({ changes }: Fault, read: (file: string) => string): Map<string, string> {
  const changed = new Map<string, string>();
  for (const { file, find, replace } of changes) {
    const occurrences = read(file).split(find).length - 1;
    if (occurrences !== 1) throw new Error(`its text occurs ${occurrences} times in ${file} instead of once: ${JSON.stringify(find)}`);
    // By a function: a dollar sign in the replacement stands for itself.
    changed.set(file, (changed.get(file) ?? read(file)).replace(find, () => replace));
  }
  return changed;
}

/** The two parts of `caughtBy`. */
export function specOf({ caughtBy }: Pick<Fault, 'caughtBy'>): { readonly file: string; readonly title: string } {
  const at = caughtBy.indexOf(': ');
  return { file: caughtBy.slice(0, at), title: caughtBy.slice(at + 2) };
}
