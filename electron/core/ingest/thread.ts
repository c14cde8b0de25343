import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { systemCodeOf } from '#shared/errors.ts';
import { loggedError } from '#shared/loggedError.ts';
import { createDerivation } from './derivation.ts';
import type { DecideAlert, DecideRescue, Suspicion } from './derivation.ts';
import type { TextOfBody } from './items.ts';
import { commandSchema, threadDataSchema } from './messages.ts';
import type { Report } from './messages.ts';
import { recordsWhileBusy, restAfter } from './pace.ts';
import type { DerivingStore } from './store.ts';

export interface DerivingThreadDeps<Prepared> {
  readonly port: MessagePort;
  /** What the thread was started with. */
  readonly data: unknown;
  readonly openStore: (file: string, turns: SharedArrayBuffer) => DerivingStore<Prepared> & { close(): void };
  readonly textOf: TextOfBody;
  readonly decideAlert: DecideAlert;
  readonly decideRescue: DecideRescue;
}

/** Pause after a failure of the disk or the lock. */
const retryMs = 1000;

/** The deriving thread: derives what there is, then sleeps until it is woken. Resolves after `stop`. */
export async function runDerivingThread<Prepared>({ port, data, openStore, textOf, decideAlert, decideRescue }: DerivingThreadDeps<Prepared>): Promise<void> {
  const { file, settings: initial, suspicion, startedAfterPush, turns } = threadDataSchema.parse(data);
  const store = openStore(file, turns);
  const report = (message: Report): void => port.postMessage(message);
  const log = {
    error: ({ err, ...details }: { err?: unknown }, message: string): void =>
      report({ kind: 'problem', message, details: { ...details, error: loggedError(err) }, code: systemCodeOf(err) }),
  };
  report({ kind: 'opened' });
  let settings = initial;
  const stopping = new AbortController();
  let idleRequests: number[] = [];
  let wake: (() => void) | null = null;

  const obey = (message: unknown): void => {
    const command = commandSchema.parse(message);
    if (command.kind === 'settings') settings = command.settings;
    else if (command.kind === 'whenIdle') idleRequests.push(command.id);
    else if (command.kind === 'stop') stopping.abort();
    wake?.();
  };
  // Settings that were changed while it started hold for the first push too.
  for (let sent = receiveMessageOnPort(port); sent !== undefined; sent = receiveMessageOnPort(port)) obey(sent.message);
  port.on('message', obey);
  /** Until a message arrives, or until `atMostMs` are over. */
  const sleep = (atMostMs?: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = atMostMs === undefined ? undefined : setTimeout(resolve, atMostMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const begin = (suspected: Suspicion): ReturnType<typeof createDerivation> =>
    createDerivation({ store, textOf, decideAlert, decideRescue, startedAfterPush, log, settings: () => settings, clock: () => performance.now(), suspicion: suspected });
  let derivation = begin(suspicion);
  while (!stopping.signal.aborted) {
    try {
      const startMs = performance.now();
      const isBusy = store.arrivalsAreMany();
      const derived = derivation.step(isBusy ? recordsWhileBusy : undefined);
      if (derived === null) {
        for (const id of idleRequests) report({ kind: 'idle', id });
        idleRequests = [];
        await sleep();
      } else {
        const { pushId, eventSeq, recordingsChanged, alertsWait } = derived;
        report({ kind: 'derived', pushId, eventSeq, recordingsChanged, alertsWait });
        const tookMs = performance.now() - startMs;
        store.tidy(derived.records, isBusy);
        // Either way messages are let in.
        if (isBusy) await pause(restAfter(tookMs, store.behind()), null, { signal: stopping.signal }).catch(() => {});
        else await setImmediate();
      }
    } catch (error) {
      log.error({ err: error }, 'deriving failed and is tried again');
      derivation = begin('none');
      await sleep(retryMs);
    }
  }
  store.close();
  port.close();
}
