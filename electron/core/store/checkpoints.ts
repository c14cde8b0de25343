import type { WritableDb } from './handle.ts';
import type { Turns } from './turns.ts';

/** Copies the write-ahead log into the database from time to time, so that it begins again at its start and stays small. */
export interface Checkpoints {
  /**
   * Copies where enough was written since the last time, `records` of it by this connection. Not inside a write. While
   * pushes come in fast it waits for longer: the disk is theirs.
   */
  after(records: number, isBusy: boolean): void;
}

interface Progress {
  readonly busy: number;
  /** Pages in the log, and how many of them are in the database by now. */
  readonly log: number;
  readonly checkpointed: number;
}

/** Roughly a page each. A derived record writes to several. */
const pagesPerRecord = 4;
const pagesBetween = 2000;
const pagesBetweenWhileBusy = 16_000;

/** So little is copied while all others wait. Only then can the log begin again at its start: whoever appends meanwhile makes it grow on. */
const mostPagesInTurn = 500;
/** Unless it has become larger than this. */
const largestLogPages = 50_000;

/** `db` must not do it by itself: it would do it within a commit, while all others wait for their turn. */
export function createCheckpoints(db: WritableDb, turns: Turns): Checkpoints {
  let appendedBefore = turns.appended();
  let recordsSince = 0;
  const copy = (): Progress | undefined => db.get<Progress>('PRAGMA wal_checkpoint(PASSIVE)');
  return {
    after(records, isBusy) {
      recordsSince += records;
      const appended = turns.appended();
      const pages = recordsSince * pagesPerRecord + ((appended - appendedBefore) >>> 0);
      if (pages < (isBusy ? pagesBetweenWhileBusy : pagesBetween)) return;
      appendedBefore = appended;
      recordsSince = 0;
      const { log = 0, checkpointed = 0 } = copy() ?? {};
      const left = log - checkpointed;
      if (left > 0 && (left <= mostPagesInTurn || log > largestLogPages)) turns.take(copy);
    },
  };
}
