import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import { AppError, isErrorCode, messageOf, systemCodeOf } from '#shared/errors.ts';
import type { Reading } from './reader.ts';

type Question = keyof Reading;
/** The same questions, answered by another thread. */
export type Reader = { readonly [Name in Question]: (...values: Parameters<Reading[Name]>) => Promise<ReturnType<Reading[Name]>> };

const questions = [
  'listCalls',
  'getCall',
  'listSameNumber',
  'reviewCounts',
  'listViews',
  'countCalls',
  'eventsAfter',
  'lastEventSeq',
  'listPushes',
  'getPush',
  'callPushes',
  'pushDetail',
  'pushSummary',
  'openRefused',
  'openRefusedSenders',
  'repeatedCalls',
  'pushBody',
  'getRecording',
  'listMissing',
  'recordingCounts',
  'keptSounds',
  'listRescues',
  'listDrift',
  'openDrift',
  'lastCalls',
  'waitingAlerts',
  'heldAlerts',
  'unhandledAlerts',
  'settledNotices',
  'callsOfNotices',
  'listAlertLog',
  'totals',
] as const satisfies readonly Question[];

const askedSchema = z.object({ id: z.number(), question: z.enum(questions), values: z.array(z.unknown()) });
const answerSchema = z.union([
  z.object({ id: z.number(), result: z.unknown() }),
  z.object({ id: z.number(), error: z.object({ code: z.string().nullable(), message: z.string() }) }).strict(),
]);
const threadDataSchema = z.object({ file: z.string() });

/** The file that `createReader` named to its thread. */
export function databaseFileOf(workerData: unknown): string {
  return threadDataSchema.parse(workerData).file;
}

/** Answers the questions that arrive at `port`, one after the other. */
export function serveReading(port: MessagePort, reading: Reading): void {
  port.on('message', (message: unknown) => {
    const { id, question, values } = askedSchema.parse(message);
    try {
      const result: unknown = Reflect.apply(reading[question], reading, values);
      port.postMessage({ id, result });
    } catch (error) {
      port.postMessage({ id, error: { code: systemCodeOf(error), message: messageOf(error) } });
    }
  });
}

interface Log {
  warn(details: object, message: string): void;
}

export interface ReaderOptions {
  /** Entry of the reading thread. */
  readonly thread: URL;
  readonly file: string;
  /** Told of what a question or the thread failed with, where it is none of the asker's. */
  readonly onFailure?: (error: Error) => void;
  readonly log: Log;
}

/**
 * Asks the database on a thread and a connection of its own, so that a long search keeps nobody from accepting. An error
 * crosses with its code. Questions that are open when the thread ends are rejected; the next one starts it again.
 */
export function createReader({ thread, file, onFailure = () => {}, log }: ReaderOptions): Reader & { close(): Promise<void> } {
  const open = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;

  const startWorker = (): Worker => {
    const started = new Worker(thread, { workerData: { file } });
    started.on('message', (message: unknown) => {
      const answer = answerSchema.parse(message);
      const waiting = open.get(answer.id);
      open.delete(answer.id);
      if (!('error' in answer)) return waiting?.resolve(answer.result);
      const error = errorFrom(answer.error);
      if (!(error instanceof AppError)) onFailure(error);
      return waiting?.reject(error);
    });
    started.on('error', (error) => {
      log.warn({ err: error }, 'the reading thread failed');
      if (error instanceof Error) onFailure(error);
    });
    started.on('exit', () => {
      worker = null;
      for (const { reject } of open.values()) reject(new Error('The thread that reads the database ended.'));
      open.clear();
    });
    return started;
  };

  const ask =
    <Name extends Question>(question: Name) =>
    (...values: Parameters<Reading[Name]>): Promise<ReturnType<Reading[Name]>> => {
      if (isClosed) return Promise.reject(new Error('The database is closed.'));
      worker ??= startWorker();
      const id = ++lastId;
      worker.postMessage({ id, question, values });
      return new Promise((resolve, reject) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `serveReading` answers with what the function of this name returned.
        open.set(id, { resolve: (result) => resolve(result as ReturnType<Reading[Name]>), reject });
      });
    };

  return {
    listCalls: ask('listCalls'),
    getCall: ask('getCall'),
    listSameNumber: ask('listSameNumber'),
    reviewCounts: ask('reviewCounts'),
    listViews: ask('listViews'),
    countCalls: ask('countCalls'),
    eventsAfter: ask('eventsAfter'),
    lastEventSeq: ask('lastEventSeq'),
    listPushes: ask('listPushes'),
    getPush: ask('getPush'),
    callPushes: ask('callPushes'),
    pushDetail: ask('pushDetail'),
    pushSummary: ask('pushSummary'),
    openRefused: ask('openRefused'),
    openRefusedSenders: ask('openRefusedSenders'),
    repeatedCalls: ask('repeatedCalls'),
    pushBody: ask('pushBody'),
    getRecording: ask('getRecording'),
    listMissing: ask('listMissing'),
    keptSounds: ask('keptSounds'),
    recordingCounts: ask('recordingCounts'),
    listRescues: ask('listRescues'),
    listDrift: ask('listDrift'),
    openDrift: ask('openDrift'),
    lastCalls: ask('lastCalls'),
    waitingAlerts: ask('waitingAlerts'),
    heldAlerts: ask('heldAlerts'),
    unhandledAlerts: ask('unhandledAlerts'),
    settledNotices: ask('settledNotices'),
    callsOfNotices: ask('callsOfNotices'),
    listAlertLog: ask('listAlertLog'),
    totals: ask('totals'),
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}

function errorFrom({ code, message }: { readonly code: string | null; readonly message: string }): Error {
  if (code !== null && isErrorCode(code)) return new AppError(code, message);
  return Object.assign(new Error(message), code === null ? {} : { code });
}
