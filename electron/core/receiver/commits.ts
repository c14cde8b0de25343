/** Pushes of one commit: enough that the disk's wait is shared, few enough that answers do not wait for one another. */
const maxGroup = 256;

interface Waiting<Item> {
  readonly item: Item;
  readonly bytes: number;
  readonly settle: (id: Commit) => void;
}

/** The id that `append` gave; `failed` where it could not be kept; `full` where too much waits already. */
export type Commit = number | 'failed' | 'full';

interface CommitsDeps<Item> {
  readonly append: (items: readonly Item[]) => readonly number[];
  readonly onCommitted: () => void;
  readonly onFailed: (error: unknown) => void;
  /** How much may wait, by number and by bytes: what comes on top of it is turned away at once. */
  readonly limits: { readonly items: number; readonly bytes: number };
}

/**
 * Group commit: what was added while the last commit ran is appended in one call of `append`, which is durable on return.
 */
export function createCommits<Item>({ append, onCommitted, onFailed, limits }: CommitsDeps<Item>) {
  const waiting: Waiting<Item>[] = [];
  let waitingBytes = 0;
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
    for (const [at, { settle, bytes }] of group.entries()) {
      waitingBytes -= bytes;
      settle(ids?.[at] ?? 'failed');
    }
    if (ids !== null) onCommitted();
  }

  return {
    /** Settles after the commit, or at once where `item`, of so many bytes, is one too many. */
    add(item: Item, bytes: number): Promise<Commit> {
      // One alone is always taken, however large.
      if (waiting.length >= limits.items || (waiting.length > 0 && waitingBytes + bytes > limits.bytes)) return Promise.resolve('full');
      waitingBytes += bytes;
      return new Promise((settle) => {
        waiting.push({ item, bytes, settle });
        schedule();
      });
    },

    /** Commits at once whatever waits. */
    drain(): void {
      while (waiting.length > 0) commit();
    },
  };
}
