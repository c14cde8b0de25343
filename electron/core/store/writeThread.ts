import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import { messageOf, systemCodeOf } from '#shared/errors.ts';
import { headersText } from './pushes.ts';
import type { NewPush, NewRow } from './pushes.ts';
import { openStore } from './store.ts';
import type { Store } from './store.ts';

/** What the operator does, which is on disk once it is answered. */
const deeds = ['setReviews', 'addNote', 'editNote', 'removeNote', 'undo', 'redo', 'remind', 'saveView', 'removeView', 'reorderViews', 'setRescueHandled'] as const satisfies readonly (keyof Store)[];
const marks = ['markDownloading', 'markReady', 'markFailed', 'markRefused', 'retryNow', 'retrySome', 'freeSome', 'forgetFreed', 'markSeen', 'markLost', 'nextTimesJob', 'giveTimesBack', 'finishTimes', 'changeTimes', 'resetTimes', 'tellAlerts', ...deeds] as const satisfies readonly (keyof Store)[];
type Mark = (typeof marks)[number];
/** What the thread does one after the other; each is done when its promise resolves, and rejects with the code of the failure. */
export type Writing = { readonly [Name in Mark]: (...values: Parameters<Store[Name]>) => Promise<ReturnType<Store[Name]>> } & {
  /** Appends the pushes in one transaction and returns their ids in order; once it resolves they are on disk. */
  appendPushes(pushes: readonly NewPush[]): Promise<readonly number[]>;
  /** Writes what changes nothing, the way a push is appended; rejects where a push could not be kept either. */
  probe(): Promise<void>;
};

/** Writes on a thread of its own, so that waiting for the disk or for a turn keeps nobody from reading the next requests. */
export interface StoreWriter extends Writing {
  /** Ends after what is under way. */
  close(): Promise<void>;
}

export interface WriterOptions {
  /** Entry of the writing thread. */
  readonly thread: URL;
  /** The database, which the store has opened before. */
  readonly file: string;
  /** The store's. */
  readonly turns: SharedArrayBuffer;
  readonly log: { warn(details: object, message: string): void };
}

const threadDataSchema = z.object({ file: z.string(), turns: z.instanceof(SharedArrayBuffer) });
const markedSchema = z.object({ kind: z.literal('mark'), mark: z.enum(marks), values: z.array(z.unknown()) });

/** Pushes in columns, which reach the thread several times as fast as one object for each. */
interface Group {
  /** All bodies one after the other, in memory that both threads see. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly lengths: readonly number[];
  readonly receivedAtMs: readonly number[];
  readonly sources: readonly string[];
  readonly headers: readonly string[];
  readonly refusals: readonly NewRow['refusal'][];
  readonly replaysOf: readonly NewRow['replayOf'][];
}

type Order =
  | { readonly kind: 'append'; readonly group: Group }
  | { readonly kind: 'mark'; readonly mark: Mark; readonly values: readonly unknown[] }
  | { readonly kind: 'probe' }
  | { readonly kind: 'stop' };
type Answer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly code: string | null; readonly message: string };

/** The thread's side: does one order after the other and answers each. */
export function serveWriting(port: MessagePort, workerData: unknown): void {
  const data = threadDataSchema.parse(workerData);
  const accepting = openStore({ ...data, writer: 'accepting' });
  const marking = openStore({ ...data, writer: 'marking' });
  port.on('message', (order: Order) => {
    if (order.kind === 'stop') {
      marking.close();
      accepting.close();
      port.close();
    } else {
      port.postMessage(answerTo(order));
    }
  });

  function answerTo(order: Exclude<Order, { kind: 'stop' }>): Answer {
    try {
      return { ok: true, result: resultOf(order) };
    } catch (error) {
      return { ok: false, code: systemCodeOf(error), message: messageOf(error) };
    }
  }

  function resultOf(order: Exclude<Order, { kind: 'stop' }>): unknown {
    if (order.kind === 'append') return accepting.appendRows(rowsOf(order.group));
    if (order.kind === 'probe') return accepting.probe();
    const { mark, values } = markedSchema.parse(order);
    const store = deeds.some((deed) => deed === mark) ? accepting : marking;
    return Reflect.apply(store[mark], store, values);
  }
}

/** A failure of the thread, with the code that it had there. */
class WriteError extends Error {
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

/** What is under way when the thread ends is rejected; the next order starts it again. */
export function createWriter({ thread, file, turns, log }: WriterOptions): StoreWriter {
  /** In the order in which the thread answers. */
  const open: { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }[] = [];
  let worker: Worker | null = null;
  let isClosed = false;

  function start(): Worker {
    const started = new Worker(thread, { workerData: { file, turns } });
    started.on('message', (answer: Answer) => {
      const asked = open.shift();
      if (answer.ok) asked?.resolve(answer.result);
      else asked?.reject(new WriteError(answer.message, answer.code));
    });
    started.on('error', (error) => log.warn({ err: error }, 'the writing thread failed'));
    started.on('exit', () => {
      worker = null;
      for (const { reject } of open.splice(0)) reject(new WriteError('The thread that writes to the database ended.', null));
    });
    return started;
  }

  function ask<Result>(order: Order): Promise<Result> {
    if (isClosed) return Promise.reject(new WriteError('The database is closed.', null));
    worker ??= start();
    worker.postMessage(order);
    return new Promise((resolve, reject) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `serveWriting` answers with what the order's function returned.
      open.push({ resolve: (result) => resolve(result as Result), reject });
    });
  }

  const mark =
    <Name extends Mark>(name: Name) =>
    (...values: Parameters<Store[Name]>): Promise<ReturnType<Store[Name]>> =>
      ask({ kind: 'mark', mark: name, values });

  const room = createRoom();
  worker = start();
  return {
    async appendPushes(pushes) {
      const bytes = room.take(pushes.reduce((sum, { body }) => sum + body.length, 0));
      try {
        return await ask<readonly number[]>({ kind: 'append', group: groupOf(pushes, bytes) });
      } finally {
        room.giveBack(bytes);
      }
    },
    probe: () => ask({ kind: 'probe' }),
    markDownloading: mark('markDownloading'),
    markReady: mark('markReady'),
    markFailed: mark('markFailed'),
    markRefused: mark('markRefused'),
    retryNow: mark('retryNow'),
    retrySome: mark('retrySome'),
    freeSome: mark('freeSome'),
    forgetFreed: mark('forgetFreed'),
    markSeen: mark('markSeen'),
    markLost: mark('markLost'),
    nextTimesJob: mark('nextTimesJob'),
    giveTimesBack: mark('giveTimesBack'),
    finishTimes: mark('finishTimes'),
    changeTimes: mark('changeTimes'),
    resetTimes: mark('resetTimes'),
    setReviews: mark('setReviews'),
    addNote: mark('addNote'),
    editNote: mark('editNote'),
    removeNote: mark('removeNote'),
    undo: mark('undo'),
    redo: mark('redo'),
    remind: mark('remind'),
    saveView: mark('saveView'),
    removeView: mark('removeView'),
    reorderViews: mark('reorderViews'),
    tellAlerts: mark('tellAlerts'),
    setRescueHandled: mark('setRescueHandled'),
    async close() {
      isClosed = true;
      if (worker === null) return;
      const exit = new Promise((resolve) => worker?.once('exit', resolve));
      worker.postMessage({ kind: 'stop' } satisfies Order);
      await exit;
    },
  };
}

/** A usual group needs less. */
const roomBytes = 256 * 1024;
/** More groups than that are not under way at once. */
const mostFreeRooms = 2;

/** Memory for groups: the same again and again, as collecting a new one for each would take a good part of the time. */
function createRoom() {
  const free: Uint8Array<SharedArrayBuffer>[] = [];
  return {
    take: (bytes: number): Uint8Array<SharedArrayBuffer> => (bytes > roomBytes ? null : free.pop()) ?? new Uint8Array(new SharedArrayBuffer(Math.max(bytes, roomBytes))),
    giveBack(taken: Uint8Array<SharedArrayBuffer>): void {
      if (taken.length === roomBytes && free.length < mostFreeRooms) free.push(taken);
    },
  };
}

function groupOf(pushes: readonly NewPush[], bytes: Uint8Array<SharedArrayBuffer>): Group {
  let at = 0;
  for (const { body } of pushes) {
    bytes.set(body, at);
    at += body.length;
  }
  return {
    bytes,
    lengths: pushes.map(({ body }) => body.length),
    receivedAtMs: pushes.map((push) => push.receivedAtMs),
    sources: pushes.map(({ source }) => source),
    headers: pushes.map(headersText),
    refusals: pushes.map(({ refusal }) => refusal),
    replaysOf: pushes.map(({ replayOf }) => replayOf),
  };
}

function rowsOf({ bytes, lengths, receivedAtMs, sources, headers, refusals, replaysOf }: Group): NewRow[] {
  let end = 0;
  return lengths.map((length, at) => {
    end += length;
    return { receivedAtMs: receivedAtMs[at] ?? 0, source: sources[at] ?? '', headers: headers[at] ?? '', body: bytes.subarray(end - length, end), refusal: refusals[at] ?? null, replayOf: replaysOf[at] ?? null };
  });
}
