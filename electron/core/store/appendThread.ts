import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import { messageOf, systemCodeOf } from '#shared/errors.ts';
import type { NewPush } from './pushes.ts';
import { openStore } from './store.ts';

/** Appends pushes on a thread of its own, so that waiting for the disk keeps nobody from reading the next requests. */
export interface Appender {
  /**
   * Appends the pushes in one transaction and returns their ids in order; once it resolves they are on disk. Rejects with
   * the code of the failure, as the store throws it.
   */
  append(pushes: readonly NewPush[]): Promise<readonly number[]>;
  /** Writes what changes nothing, the way a push is appended; rejects where a push could not be kept either. */
  probe(): Promise<void>;
  /** Ends after what is under way. */
  close(): Promise<void>;
}

export interface AppenderOptions {
  /** Entry of the appending thread. */
  readonly thread: URL;
  /** The database, which the store has opened before. */
  readonly file: string;
  /** The store's. */
  readonly turns: SharedArrayBuffer;
  readonly log: { warn(details: object, message: string): void };
}

const threadDataSchema = z.object({ file: z.string(), turns: z.instanceof(SharedArrayBuffer) });

type Order =
  /** All bodies one after the other in `bytes`, everything else as JSON: copied once each and cloned by nobody. */
  | { readonly kind: 'append'; readonly heads: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'probe' }
  | { readonly kind: 'stop' };
type Head = Omit<NewPush, 'body'> & { readonly length: number };
type Answer = { readonly ok: true; readonly ids: readonly number[] } | { readonly ok: false; readonly code: string | null; readonly message: string };

/** The thread's side: does one order after the other and answers each. */
export function serveAppending(port: MessagePort, workerData: unknown): void {
  const store = openStore({ ...threadDataSchema.parse(workerData), writer: 'accepting' });
  port.on('message', (order: Order) => {
    if (order.kind === 'stop') {
      store.close();
      port.close();
    } else {
      port.postMessage(answerTo(order));
    }
  });

  function answerTo(order: Exclude<Order, { kind: 'stop' }>): Answer {
    try {
      if (order.kind === 'append') return { ok: true, ids: store.appendPushes(unpacked(order)) };
      store.probe();
      return { ok: true, ids: [] };
    } catch (error) {
      return { ok: false, code: systemCodeOf(error), message: messageOf(error) };
    }
  }
}

/** A failure of the thread, with the code that it had there. */
class AppendError extends Error {
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

/** What is under way when the thread ends is rejected; the next order starts it again. */
export function createAppender({ thread, file, turns, log }: AppenderOptions): Appender {
  /** In the order in which the thread answers. */
  const open: { readonly resolve: (ids: readonly number[]) => void; readonly reject: (error: Error) => void }[] = [];
  let worker: Worker | null = null;
  let isClosed = false;

  function start(): Worker {
    const started = new Worker(thread, { workerData: { file, turns } });
    started.on('message', (answer: Answer) => {
      const asked = open.shift();
      if (answer.ok) asked?.resolve(answer.ids);
      else asked?.reject(new AppendError(answer.message, answer.code));
    });
    started.on('error', (error) => log.warn({ err: error }, 'the appending thread failed'));
    started.on('exit', () => {
      worker = null;
      for (const { reject } of open.splice(0)) reject(new AppendError('The thread that keeps pushes ended.', null));
    });
    return started;
  }

  function ask(order: Order, bytes?: ArrayBuffer): Promise<readonly number[]> {
    if (isClosed) return Promise.reject(new AppendError('The database is closed.', null));
    worker ??= start();
    worker.postMessage(order, bytes === undefined ? [] : [bytes]);
    return new Promise((resolve, reject) => void open.push({ resolve, reject }));
  }

  worker = start();
  return {
    append(pushes) {
      const order = packed(pushes);
      return ask(order, order.bytes.buffer);
    },
    async probe() {
      await ask({ kind: 'probe' });
    },
    async close() {
      isClosed = true;
      if (worker === null) return;
      const exit = new Promise((resolve) => worker?.once('exit', resolve));
      worker.postMessage({ kind: 'stop' } satisfies Order);
      await exit;
    },
  };
}

function packed(pushes: readonly NewPush[]): Order & { kind: 'append' } {
  const bytes = new Uint8Array(pushes.reduce((sum, { body }) => sum + body.length, 0));
  let at = 0;
  const heads = pushes.map(({ body, ...head }): Head => {
    bytes.set(body, at);
    at += body.length;
    return { ...head, length: body.length };
  });
  return { kind: 'append', heads: JSON.stringify(heads), bytes };
}

function unpacked({ heads, bytes }: Order & { kind: 'append' }): NewPush[] {
  const parsed: Head[] = JSON.parse(heads);
  let at = 0;
  return parsed.map(({ length, ...head }) => {
    const body = bytes.subarray(at, at + length);
    at += length;
    return Object.assign(head, { body });
  });
}
