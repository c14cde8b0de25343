import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { SoundFolder } from './files.ts';
import type { Log } from './log.ts';

/** A sound that makes room, by what the queue knows it by. */
export interface FreedSound {
  readonly callRow: number;
  readonly kind: RecordingKind;
  readonly file: string;
  readonly bytes: number;
}

/** What is kept, of which the database knows. */
export interface KeptQueue {
  keptBytes(): Promise<number>;
  /** Marks the oldest that may go as freed. `bytes`: no more than it takes for so many. */
  freeSome(freeing: { readonly fetchedUntilMs: number; readonly bytes: number | null; readonly limit: number }): FreedSound[] | Promise<FreedSound[]>;
  /** Freed ones whose files may still be there. */
  freedButNamed(limit: number): FreedSound[];
  /** Their files are removed. */
  forgetFreed(sounds: readonly FreedSound[]): void | Promise<void>;
}

export interface RetentionRules {
  /** Null for no bound. */
  readonly budgetBytes: number | null;
  /** Null for ever. */
  readonly keepMs: number | null;
}

interface RetentionDeps {
  readonly queue: KeptQueue;
  readonly folder: Pick<SoundFolder, 'remove'>;
  readonly rules: () => RetentionRules;
  readonly onChange: () => void;
  readonly now: () => number;
  readonly log: Log;
}

export interface Freed {
  readonly bytes: number;
  readonly files: number;
}

/** Keeps the recordings within their room and their time. */
export interface Retention {
  /** Removes what a crash left, then looks at once and every hour. */
  start(): void;
  /** So many bytes more are kept. */
  grew(bytes: number): void;
  /** The rules changed. */
  look(): void;
  /** Frees everything that may go and was fetched up to then, beside what is done anyway. */
  free(fetchedUntilMs: number): Promise<Freed>;
  /** What of the present freeing is done. */
  freeing(): Freed | null;
  close(): Promise<void>;
}

/** So few that a push that comes meanwhile hardly waits, and files of so many. */
const atOnce = 50;
const pauseMs = 20;
const lookEveryMs = 3_600_000;
/** What is freed for the budget is a bit more, so that the next recording does not ask for it again. */
const slack = 0.01;

export function createRetention({ queue, folder, rules, onChange, now, log }: RetentionDeps): Retention {
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  /** Null until it was asked for. */
  let kept: number | null = null;
  let freeing: Freed | null = null;
  /** One after the other. */
  let last: Promise<unknown> = Promise.resolve();

  function enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  }

  function look(): void {
    enqueue(keepRules).catch((error: unknown) => log.warn({ err: error }, 'recordings could not be kept within their room'));
  }

  async function keepRules(): Promise<void> {
    const { budgetBytes, keepMs } = rules();
    if (keepMs !== null) {
      const freed = await freeUntil(now() - keepMs, () => null);
      if (freed.files > 0) log.info({ ...freed, keptForDays: keepMs / 86_400_000 }, 'recordings were removed for their age');
    }
    if (budgetBytes === null) return;
    kept ??= await queue.keptBytes();
    if (kept <= budgetBytes) return;
    const goal = budgetBytes * (1 - slack);
    const freed = await freeUntil(Number.MAX_SAFE_INTEGER, () => (kept ?? 0) - goal);
    if (freed.files > 0) log.info({ ...freed, budgetBytes }, 'the oldest recordings made room for newer ones');
    // What is kept for good is more than there is room for, or the sum was wrong.
    if (kept > budgetBytes) kept = null;
  }

  /** `bytesLeft`: what is still to be freed; null for everything. */
  async function freeUntil(fetchedUntilMs: number, bytesLeft: () => number | null): Promise<Freed> {
    let done: Freed = { bytes: 0, files: 0 };
    try {
      for (;;) {
        const bytes = bytesLeft();
        if (closing.signal.aborted || (bytes !== null && bytes <= 0)) return done;
        const freed = await queue.freeSome({ fetchedUntilMs, bytes, limit: atOnce });
        if (freed.length === 0) return done;
        await remove(freed);
        const sum = freed.reduce((total, sound) => total + sound.bytes, 0);
        if (kept !== null) kept -= sum;
        done = { bytes: done.bytes + sum, files: done.files + freed.length };
        freeing = done;
        onChange();
        await sleep(pauseMs, null, { signal: closing.signal }).catch(() => {});
      }
    } finally {
      freeing = null;
    }
  }

  /** A file that cannot be removed now, such as one that is being played on Windows, is tried again. */
  async function remove(sounds: readonly FreedSound[]): Promise<boolean> {
    const removed = await Promise.all(
      sounds.map(async (sound) => {
        try {
          await folder.remove(sound.file);
          return [sound];
        } catch (error) {
          log.warn({ err: error }, 'a recording that is not wanted any more could not be removed');
          return [];
        }
      }),
    );
    await queue.forgetFreed(removed.flat());
    return removed.flat().length > 0;
  }

  async function removeLeftOver(): Promise<void> {
    for (;;) {
      const left = queue.freedButNamed(atOnce);
      if (closing.signal.aborted || left.length === 0 || !(await remove(left))) return;
    }
  }

  function lookAndAgain(): void {
    enqueue(removeLeftOver).catch((error: unknown) => log.warn({ err: error }, 'recordings that are not wanted any more could not be removed'));
    look();
    timer = setTimeout(lookAndAgain, lookEveryMs);
    timer.unref();
  }

  return {
    start: lookAndAgain,
    grew(bytes) {
      if (kept === null) return;
      kept += bytes;
      const { budgetBytes } = rules();
      if (budgetBytes !== null && kept > budgetBytes) look();
    },
    look,
    free: (fetchedUntilMs) =>
      enqueue(async () => {
        const freed = await freeUntil(fetchedUntilMs, () => null);
        log.info(freed, 'recordings were removed by hand');
        return freed;
      }),
    freeing: () => freeing,
    async close() {
      closing.abort();
      clearTimeout(timer);
      await last;
    },
  };
}
