import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Log } from './log.ts';
import { preparedSoundSchema, type PreparedSound } from './sound/index.ts';

const replySchema = z.union([
  z.object({ id: z.number(), prepared: preparedSoundSchema }),
  z.object({ id: z.number(), problem: z.string() }),
]);

/** The thread that looks at sounds, started when it is first needed. */
export interface SoundThread {
  /** Looks at the sound at `path` (see `prepareSound`); null where it could not be looked at, which the log explains. */
  prepare(path: string): Promise<PreparedSound | null>;
  close(): Promise<void>;
}

/**
 * Decoders leave much behind at once that nobody needs: with little room for what is new it is cleared away often, which
 * costs no time here and spares 50 to 150 MB.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/** Days of sound are decoded in this time: whoever takes longer will not end. */
const longestLookMs = 30 * 60_000;

interface Request {
  readonly path: string;
  readonly settle: (prepared: PreparedSound | null) => void;
}

export function createSoundThread(entry: URL, log: Log, longestMs = longestLookMs): SoundThread {
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  /** In the order in which the thread takes them up. */
  const waiting = new Map<number, Request>();

  const settle = (id: number, prepared: PreparedSound | null): void => {
    waiting.get(id)?.settle(prepared);
    waiting.delete(id);
    watch();
  };

  /** Counts the time of the one that is first in line. */
  const watch = (): void => {
    clearTimeout(timer);
    const [first] = waiting.values();
    if (first === undefined || isClosed) return;
    timer = setTimeout(() => {
      log.warn({ path: first.path }, 'a recording took too long to look at');
      void worker?.terminate();
    }, longestMs);
    timer.unref();
  };

  const startWorker = (): Worker => {
    const started = new Worker(entry, { resourceLimits });
    started.on('message', (message: unknown) => {
      const reply = replySchema.parse(message);
      if ('problem' in reply) log.warn({ problem: reply.problem }, 'a recording could not be looked at');
      settle(reply.id, 'problem' in reply ? null : reply.prepared);
    });
    started.on('error', (error) => log.warn({ err: error }, 'the thread for peaks ended'));
    started.on('exit', () => {
      worker = null;
      // A file that brings the thread down costs only itself; those in line behind it are looked at by the next one.
      const [first] = waiting.keys();
      if (first !== undefined) settle(first, null);
      if (isClosed) for (const id of waiting.keys()) settle(id, null);
      else if (waiting.size > 0) {
        worker = startWorker();
        for (const [id, { path }] of waiting) worker.postMessage({ id, path });
      }
    });
    return started;
  };

  return {
    async prepare(path) {
      if (isClosed) return null;
      worker ??= startWorker();
      const id = ++lastId;
      const { promise, resolve } = Promise.withResolvers<PreparedSound | null>();
      waiting.set(id, { path, settle: resolve });
      if (waiting.size === 1) watch();
      worker.postMessage({ id, path });
      return promise;
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await worker?.terminate();
    },
  };
}
