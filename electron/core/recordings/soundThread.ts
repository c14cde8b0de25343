import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { madeFileSchema, type ClipJob, type MadeFile } from './clips/index.ts';
import type { EvidenceJob } from './evidence/index.ts';
import type { Log } from './log.ts';
import { preparedSoundSchema, type PreparedSound } from './sound/index.ts';

const replySchema = z.union([
  z.object({ id: z.number(), prepared: preparedSoundSchema }),
  z.object({ id: z.number(), made: madeFileSchema }),
  z.object({ id: z.number(), problem: z.string() }),
]);
type Reply = z.infer<typeof replySchema>;

/** The thread that looks at sounds and makes files of them, started when it is first needed. */
export interface SoundThread {
  /** Looks at the sound at `path` (see `prepareSound`); null where it could not be looked at, which the log explains. */
  prepare(path: string): Promise<PreparedSound | null>;
  /** Cuts a clip (see `writeClip`), before what waits to be looked at; null where that failed, which the log explains. */
  writeClip(job: ClipJob): Promise<MadeFile | null>;
  /** Writes a call into one file (see `writeEvidence`), likewise. */
  writeEvidence(job: EvidenceJob): Promise<MadeFile | null>;
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
  /** What the thread is told, without the id. */
  readonly job: object;
  readonly path: string;
  /** Somebody waits for it. */
  readonly isUrgent: boolean;
  readonly settle: (reply: Reply | null) => void;
}

export function createSoundThread(entry: URL, log: Log, longestMs = longestLookMs): SoundThread {
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  const waiting = new Map<number, Request>();
  /** The one that the thread has; it is given one at a time. */
  let underWay: number | null = null;

  const settle = (id: number, reply: Reply | null): void => {
    const request = waiting.get(id);
    waiting.delete(id);
    if (underWay === id) underWay = null;
    request?.settle(reply);
    next();
  };

  const next = (): void => {
    if (underWay !== null || isClosed) return;
    clearTimeout(timer);
    const [id, request] = [...waiting].find(([, { isUrgent }]) => isUrgent) ?? [...waiting][0] ?? [];
    if (id === undefined || request === undefined) return;
    underWay = id;
    worker ??= startWorker();
    worker.postMessage({ id, ...request.job });
    timer = setTimeout(() => {
      log.warn({ path: request.path }, 'a recording took too long to look at');
      void worker?.terminate();
    }, longestMs);
    timer.unref();
  };

  const startWorker = (): Worker => {
    const started = new Worker(entry, { resourceLimits });
    started.on('message', (message: unknown) => {
      const reply = replySchema.parse(message);
      if ('problem' in reply) log.warn({ problem: reply.problem }, 'a recording could not be looked at');
      settle(reply.id, reply);
    });
    started.on('error', (error) => log.warn({ err: error }, 'the thread for peaks ended'));
    started.on('exit', () => {
      worker = null;
      // A file that brings the thread down costs only itself; those in line behind it go to the next one.
      if (underWay !== null) settle(underWay, null);
      if (isClosed) for (const id of waiting.keys()) settle(id, null);
    });
    return started;
  };

  const ask = async (job: object, path: string, isUrgent: boolean): Promise<Reply | null> => {
    if (isClosed) return null;
    const { promise, resolve } = Promise.withResolvers<Reply | null>();
    waiting.set(++lastId, { job, path, isUrgent, settle: resolve });
    next();
    return promise;
  };
  const make = async (job: object, path: string): Promise<MadeFile | null> => {
    const reply = await ask(job, path, true);
    return reply !== null && 'made' in reply ? reply.made : null;
  };

  return {
    async prepare(path) {
      const reply = await ask({ path }, path, false);
      return reply !== null && 'prepared' in reply ? reply.prepared : null;
    },
    writeClip: (clip) => make({ clip }, clip.path),
    writeEvidence: (evidence) => make({ evidence }, evidence.into),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      if (worker !== null) await worker.terminate();
      else for (const id of waiting.keys()) settle(id, null);
    },
  };
}
