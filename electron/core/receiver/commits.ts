/** Pushes of one commit: enough that the disk's wait is shared, few enough that answers do not wait for one another. */
const maxGroup = 256;
const maxGroupBytes = 8 * 1024 * 1024;

/**
 * While one group is being written the next ones can be handed over, so that writing never waits for this thread, which
 * hears of an end only between two requests. Only where there are enough for them: the disk's wait is worth sharing.
 */
const mostUnderWay = 3;
const minFurtherGroup = 12;

/**
 * How long what has time is gathered, ms. What asks in vain costs its keeper more pages of the disk than a good push does:
 * so few good ones wait for a commit in which there is any of it.
 */
const patienceMs = 20;

interface Waiting<Item> {
  readonly item: Item;
  readonly bytes: number;
  readonly settle: (id: Commit) => void;
}

/** The id that `append` gave; `failed` where it could not be kept; `full` where too much waits already. */
export type Commit = number | 'failed' | 'full';

interface CommitsDeps<Item> {
  readonly append: (items: readonly Item[]) => readonly number[] | Promise<readonly number[]>;
  readonly onCommitted: () => void;
  readonly onFailed: (error: unknown) => void;
  /** How much may wait, by number and by bytes: what comes on top of it is turned away at once. */
  readonly limits: { readonly items: number; readonly bytes: number };
}

/**
 * Group commit: what was added while a group is under way is appended in one call of `append`, which is durable once it
 * resolves. `append` does what it is asked for one after the other, so that what is appended is in the order in which it
 * was added.
 */
export function createCommits<Item>({ append, onCommitted, onFailed, limits }: CommitsDeps<Item>) {
  let waiting: Waiting<Item>[] = [];
  /** What has time still. */
  let patient: Waiting<Item>[] = [];
  let patience: NodeJS.Timeout | null = null;
  /** Not settled yet: waiting or under way. */
  let held = 0;
  let heldBytes = 0;
  let isScheduled = false;
  const underWay = new Set<Promise<void>>();

  function begin(): void {
    isScheduled = false;
    while (mayBegin()) {
      const done: Promise<void> = commit(nextGroup(), () => underWay.delete(done));
      underWay.add(done);
    }
  }

  function mayBegin(): boolean {
    return underWay.size === 0 ? waiting.length > 0 : underWay.size < mostUnderWay && waiting.length >= minFurtherGroup;
  }

  /** What had time has no more. */
  function press(): void {
    if (patience !== null) clearTimeout(patience);
    patience = null;
    waiting.push(...patient);
    patient = [];
    begin();
  }

  function nextGroup(): readonly Waiting<Item>[] {
    let count = 0;
    for (let bytes = 0; count < Math.min(waiting.length, maxGroup) && bytes < maxGroupBytes; count += 1) bytes += waiting[count]?.bytes ?? 0;
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return group;
  }

  async function commit(group: readonly Waiting<Item>[], onEnd: () => void): Promise<void> {
    let ids: readonly number[] | null = null;
    try {
      // In a turn of its own: one that throws at once would have ended before it was under way.
      ids = await Promise.resolve().then(() => append(group.map(({ item }) => item)));
    } catch (error) {
      onFailed(error);
    }
    onEnd();
    // The next group is on its way while this one is answered.
    begin();
    for (const [at, { settle, bytes }] of group.entries()) {
      held -= 1;
      heldBytes -= bytes;
      settle(ids?.[at] ?? 'failed');
    }
    if (ids !== null) onCommitted();
  }

  return {
    /**
     * Settles after the commit, or at once where `item`, of so many bytes, is one too many. One that `hasTime` is gathered
     * with others for a while, and written after what was added meanwhile.
     */
    add(item: Item, bytes: number, hasTime = false): Promise<Commit> {
      // One alone is always taken, however large.
      if (held >= limits.items || (held > 0 && heldBytes + bytes > limits.bytes)) return Promise.resolve('full');
      held += 1;
      heldBytes += bytes;
      return new Promise((settle) => {
        if (hasTime) {
          patient.push({ item, bytes, settle });
          patience ??= setTimeout(press, patienceMs);
          return;
        }
        waiting.push({ item, bytes, settle });
        if (isScheduled || !mayBegin()) return;
        isScheduled = true;
        // After the requests that have already arrived were read, and before any waits for more.
        setImmediate(begin);
      });
    },

    /** Commits at once whatever waits; resolves when nothing is left. */
    async drain(): Promise<void> {
      for (press(); underWay.size > 0; press()) await Promise.all(underWay);
    },
  };
}
