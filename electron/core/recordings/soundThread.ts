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

export function createSoundThread(entry: URL, log: Log): SoundThread {
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;
  const waiting = new Map<number, (prepared: PreparedSound | null) => void>();

  const settle = (id: number, prepared: PreparedSound | null): void => {
    waiting.get(id)?.(prepared);
    waiting.delete(id);
  };

  const startWorker = (): Worker => {
    const started = new Worker(entry);
    started.on('message', (message: unknown) => {
      const reply = replySchema.parse(message);
      if ('problem' in reply) log.warn({ problem: reply.problem }, 'a recording could not be looked at');
      settle(reply.id, 'problem' in reply ? null : reply.prepared);
    });
    started.on('error', (error) => log.warn({ err: error }, 'the thread for peaks ended'));
    started.on('exit', () => {
      // A file that brings the thread down costs only itself and those in line behind it their peaks.
      worker = null;
      for (const id of waiting.keys()) settle(id, null);
    });
    return started;
  };

  return {
    async prepare(path) {
      if (isClosed) return null;
      worker ??= startWorker();
      const id = ++lastId;
      const { promise, resolve } = Promise.withResolvers<PreparedSound | null>();
      waiting.set(id, resolve);
      worker.postMessage({ id, path });
      return promise;
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}
