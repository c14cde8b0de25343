import type { WritableDb } from './handle.ts';

/** Who writes to the database: a connection that appends pushes, one that marks recordings, one of the host itself, one that derives. */
export type Writer = 'accepting' | 'marking' | 'hosting' | 'deriving';

/**
 * The order in which one process's threads write. SQLite's own lock is not fair, and who waits for it only looks now and
 * then; here the next one in turn is woken at once, and nobody is passed over. It is a courtesy on top of SQLite's lock,
 * not instead of it: whoever waits for too long goes ahead and leaves it to that one.
 */
export interface Turns {
  /** Runs `write` when its turn has come. A turn inside a turn is the same one. */
  take<Result>(write: () => Result): Result;
  /** Whether another thread waits for its turn. */
  othersWait(): boolean;
  /** Counts pushes that accepting has appended. */
  countAppended(pushes: number): void;
  /** So many since the memory was made, modulo 2^32. */
  appended(): number;
}

const writers: readonly Writer[] = ['accepting', 'marking', 'hosting', 'deriving'];

/** 32-bit places in the shared memory. The holder is 1 and up by `writers`, 0 where it is nobody's turn. */
const holderAt = 0;
const waitingAt = 0;
const appendedAt = writers.length + 1;

/** A turn takes milliseconds. After this the holder has been ended, or is held up by the disk. */
const longestWaitMs = 100;

export function memoryForTurns(): SharedArrayBuffer {
  return new SharedArrayBuffer((appendedAt + 1) * Int32Array.BYTES_PER_ELEMENT);
}

/** This thread's side of `memory`, which all threads of the database share. It waits for its turn so long, ms, before it goes ahead. */
export function createTurns(memory: SharedArrayBuffer, writer: Writer, patienceMs: number = longestWaitMs): Turns {
  const shared = new Int32Array(memory);
  const own = writers.indexOf(writer) + 1;
  const others = writers.flatMap((_, at) => (at + 1 === own ? [] : [at + 1]));
  // Those behind it first, then those before it: in turns.
  const successors = [...others.filter((other) => other > own), ...others.filter((other) => other < own)];
  let depth = 0;
  // Of a thread that ended in this one's place.
  release();
  Atomics.store(shared, waitingAt + own, 0);

  function acquire(): void {
    if (isOwn() || Atomics.compareExchange(shared, holderAt, 0, own) === 0) return;
    const startMs = performance.now();
    Atomics.store(shared, waitingAt + own, 1);
    for (;;) {
      const holder = Atomics.compareExchange(shared, holderAt, 0, own);
      if (holder === 0 || holder === own) break;
      const leftMs = patienceMs - (performance.now() - startMs);
      if (leftMs > 0) {
        Atomics.wait(shared, holderAt, holder, leftMs);
      } else if (Atomics.compareExchange(shared, holderAt, holder, own) === holder) {
        // Where it has ended, nobody is to wait for it again.
        Atomics.store(shared, waitingAt + holder, 0);
        break;
      }
    }
    Atomics.store(shared, waitingAt + own, 0);
  }

  function isOwn(): boolean {
    return Atomics.load(shared, holderAt) === own;
  }

  function release(): void {
    const next = successors.find((other) => Atomics.load(shared, waitingAt + other) === 1) ?? 0;
    Atomics.compareExchange(shared, holderAt, own, next);
    Atomics.notify(shared, holderAt);
  }

  return {
    take(write) {
      if (depth === 0) acquire();
      depth += 1;
      try {
        return write();
      } finally {
        depth -= 1;
        if (depth === 0) release();
      }
    },
    othersWait: () => others.some((other) => Atomics.load(shared, waitingAt + other) === 1),
    countAppended: (pushes) => void Atomics.add(shared, appendedAt, pushes),
    appended: () => Atomics.load(shared, appendedAt) >>> 0,
  };
}

/** The connection with each of its transactions in its turn. */
export function inTurns(db: WritableDb, turns: Turns): WritableDb {
  return { ...db, write: (change) => turns.take(() => db.write(change)) };
}
