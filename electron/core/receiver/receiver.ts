import type { FastifyInstance } from 'fastify';
import { AppError, systemCodeOf } from '#shared/errors.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { Refusal } from './check.ts';
import { checkBody } from './check.ts';
import { createCommits } from './commits.ts';
import { buildServer } from './server.ts';

/** A push as it is kept, with the reason where it was refused at the wall. */
export interface PushToKeep {
  readonly receivedAtMs: number;
  /** Address of the sender, or `replay`. */
  readonly source: string;
  /** Selected headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Byte for byte as it came over the wire. */
  readonly body: Uint8Array;
  readonly refusal: { readonly code: string; readonly reason: string } | null;
  readonly replayOf: number | null;
}

/** What became of a push: kept under `id`, refused or not; or not kept, and then not to be answered with success. */
export type Accepted = { readonly kept: true; readonly id: number; readonly refusal: Refusal | null } | { readonly kept: false };

export interface ReceiverDeps {
  /** Appends in order, in one transaction, durable on return; returns the ids. */
  readonly append: (pushes: readonly PushToKeep[]) => readonly number[];
  /** After every append. */
  readonly onAppended: () => void;
  readonly settings: () => Pick<Settings, 'receiver'>;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  readonly now: () => number;
}

export interface Receiver {
  /** Listens for pushes; throws `port-taken`, or `settings-invalid` where the address is none of this computer's. */
  listen(where: { readonly host: string; readonly port: number }): Promise<{ readonly address: string; readonly port: number }>;
  /** Checks and keeps a push, whatever way it came; a refused one is kept with its reason. */
  accept(body: Uint8Array, from: Pick<PushToKeep, 'source' | 'headers' | 'replayOf'>): Promise<Accepted>;
  /** Refuses new pushes, answers those in flight, and ends when the last is kept. */
  close(): Promise<void>;
}

/** How long requests in flight may take to end at closing; one that still has not would have been retried anyway. */
const drainMs = 5000;

export function createReceiver({ append, onAppended, settings, log, now }: ReceiverDeps): Receiver {
  let server: FastifyInstance | null = null;
  let isClosing = false;
  let isClosed = false;
  let canKeep = true;

  const commits = createCommits<PushToKeep>({
    append,
    onCommitted() {
      canKeep = true;
      onAppended();
    },
    onFailed(error) {
      canKeep = false;
      log.error({ err: error }, 'Pushes could not be kept; their sender is told to come again');
    },
  });

  async function accept(body: Uint8Array, from: Pick<PushToKeep, 'source' | 'headers' | 'replayOf'>): Promise<Accepted> {
    if (isClosed) return { kept: false };
    const receivedAtMs = now();
    const refusal = checkBody(body, from.headers);
    if (refusal !== null) log.warn({ source: from.source, code: refusal.code, bytes: body.length }, `Push refused: ${refusal.reason}`);
    const kept = refusal === null ? null : { code: refusal.code, reason: refusal.reason };
    const id = await commits.add({ receivedAtMs, source: from.source, headers: from.headers, body, refusal: kept, replayOf: from.replayOf });
    return id === null ? { kept: false } : { kept: true, id, refusal };
  }

  return {
    accept,

    async listen({ host, port }) {
      const candidate = buildServer({ accept, receiverSettings: () => settings().receiver, isClosing: () => isClosing, isHealthy: () => canKeep && !isClosing, log });
      try {
        await candidate.listen({ host, port });
      } catch (error) {
        await candidate.close();
        throw listenError(error, host, port);
      }
      server = candidate;
      const bound = candidate.server.address();
      // A string only for a pipe, which cannot be asked for here.
      if (bound === null || typeof bound === 'string') throw new AppError('port-taken', `Nothing listens on ${host}:${port}.`);
      return { address: bound.address, port: bound.port };
    },

    async close() {
      isClosing = true;
      if (server !== null) {
        const { server: http } = server;
        const cutOff = setTimeout(() => http.closeAllConnections(), drainMs);
        await server.close();
        clearTimeout(cutOff);
      }
      commits.drain();
      isClosed = true;
    },
  };
}

function listenError(error: unknown, host: string, port: number): AppError {
  if (systemCodeOf(error) === 'EADDRINUSE') {
    return new AppError('port-taken', `Port ${port} on ${host} is taken by another program: end it, or choose another port for pushes: receiver.port in settings.json, or EARSHOT_PORT.`, { cause: error });
  }
  return new AppError('settings-invalid', `Earshot cannot listen for pushes on ${host}, port ${port}: choose another address or port in the settings.`, { cause: error });
}
