/** Pushes of one commit: enough that the disk's wait is shared, few enough that answers do not wait for one another. */
const maxGroup = 256;

interface Waiting<Item> {
  readonly item: Item;
  readonly settle: (id: number | null) => void;
}

interface CommitsDeps<Item> {
  readonly append: (items: readonly Item[]) => readonly number[];
  readonly onCommitted: () => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * Group commit: what was added while the last commit ran is appended in one call of `append`, which is durable on return.
 */
export function createCommits<Item>({ append, onCommitted, onFailed }: CommitsDeps<Item>) {
  const waiting: Waiting<Item>[] = [];
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    // After the requests that have already arrived were read, and before any waits for more.
    setImmediate(commit);
  }

  function commit(): void {
    isScheduled = false;
    const group = waiting.splice(0, maxGroup);
    // Drained before its turn came: by now the store may be closed.
    if (group.length === 0) return;
    if (waiting.length > 0) schedule();
    let ids: readonly number[] | null = null;
    try {
      ids = append(group.map(({ item }) => item));
    } catch (error) {
      onFailed(error);
    }
    for (const [at, { settle }] of group.entries()) settle(ids?.[at] ?? null);
    if (ids !== null) onCommitted();
  }

  return {
    /** The id that `append` gave `item`, or null where it could not be kept; settles after the commit. */
    add(item: Item): Promise<number | null> {
      return new Promise((settle) => {
        waiting.push({ item, settle });
        schedule();
      });
    },

    /** Commits at once whatever waits. */
    drain(): void {
      while (waiting.length > 0) commit();
    },
  };
}
