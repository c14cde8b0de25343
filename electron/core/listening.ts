import { AppError, messageOf } from '#shared/errors.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { AppStatus } from '#shared/model/status.ts';
import { hostAndPort } from './addresses.ts';
import type { Receiver } from './receiver/index.ts';

interface ListeningDeps {
  readonly receiver: Pick<Receiver, 'listen'>;
  readonly settings: () => Pick<Settings['receiver'], 'host' | 'port' | 'tls'>;
  /** It listens, later than at the start. */
  readonly onListening: () => void;
  /** Why it does not, in words for the operator; null once it does. */
  readonly onProblem: (why: string | null) => void;
  /** How long it waits before it tries again, ms. */
  readonly retryAfterMs?: number;
}

/** Where the receiver listens, or is to listen. */
type Place = AppStatus['receiver'] & { readonly port: number; readonly isEncrypted: boolean };

/** The receiver's place, taken at the start or, where its certificate cannot be used then, as soon as it can. */
export interface Listening {
  /**
   * Where the certificate cannot be used it only waits for one that can, so that there is a screen to mend it on; throws
   * whatever else keeps the receiver from listening.
   */
  start(): Promise<void>;
  place(): Place;
  /** Tries at once where it waits: the settings were changed. */
  tryNow(): void;
  /** Tries no more; resolves when no try is under way. */
  close(): Promise<void>;
}

/** Files that somebody moved come back at any moment; looking for them costs nothing. */
const retryAfterMs = 2000;

export function createListening({ receiver, settings, onListening, onProblem, ...deps }: ListeningDeps): Listening {
  let taken: Place | null = null;
  let hasBegun = false;
  let problem: string | null = null;
  let trying: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function listen(): Promise<void> {
    const { host, port, tls } = settings();
    const bound = await receiver.listen({ host, port, tls });
    taken = { state: 'listening', address: hostAndPort(host, bound.port), problem: null, port: bound.port, isEncrypted: tls !== null };
  }

  function wait(why: unknown): void {
    problem = messageOf(why);
    onProblem(problem);
    if (!isClosed) timer = setTimeout(tryAgain, deps.retryAfterMs ?? retryAfterMs);
  }

  async function listenAtLast(): Promise<void> {
    try {
      await listen();
    } catch (error) {
      return wait(error);
    }
    problem = null;
    onProblem(null);
    onListening();
  }

  function tryAgain(): void {
    if (problem === null || isClosed || trying !== null) return;
    clearTimeout(timer);
    trying = listenAtLast().finally(() => {
      trying = null;
    });
  }

  return {
    async start() {
      hasBegun = true;
      try {
        await listen();
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'certificate-unusable') throw error;
        wait(error);
      }
    },
    place() {
      if (taken !== null) return taken;
      const { host, port, tls } = settings();
      return { state: hasBegun ? 'failed' : 'stopped', address: hasBegun ? hostAndPort(host, port) : '', problem, port, isEncrypted: tls !== null };
    },
    tryNow: tryAgain,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await trying;
    },
  };
}
