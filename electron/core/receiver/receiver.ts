import { AppError, systemCodeOf } from '#shared/errors.ts';
import type { TlsFiles } from '#shared/model/pushSenders.ts';
import type { TurnedAway } from '#shared/model/push.ts';
import type { Settings } from '#shared/model/settings.ts';
import { createAnswerTimes } from './answerTimes.ts';
import { createAuthentication } from './authentication.ts';
import type { Authentication, KeptSender } from './authentication.ts';
import type { Refusal } from './check.ts';
import { checkBody } from './check.ts';
import { createCommits } from './commits.ts';
import type { Commit } from './commits.ts';
import { followTlsFiles } from './httpServer.ts';
import { receiverLimits } from './limits.ts';
import type { ReceiverLimits } from './limits.ts';
import { buildServer } from './server.ts';
import { createRecentSources } from './recentSources.ts';
import { readTlsFiles } from './tlsFiles.ts';

/** A push as it is kept, with the reason where it was refused at the wall. */
export interface PushToKeep {
  readonly receivedAtMs: number;
  /** Address of the sender past the proxies that are trusted; `replay`, or `sample` for an own sample call. */
  readonly source: string;
  /** The trusted proxy that it came through, such as the tunnel on this computer; left out where it came from `source` itself. */
  readonly proxy?: string | undefined;
  /** Selected headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Byte for byte as it came over the wire; only its beginning where `refusal.wholeBytes` is more. */
  readonly body: Uint8Array;
  readonly refusal: {
    readonly code: string;
    readonly reason: string;
    /** Whether its sender had the right key in the push address. */
    readonly isAuthenticated: boolean;
    /** The size of the body as it was sent, as far as is known. */
    readonly wholeBytes: number;
    /** What its sender is answered; null for a replay, which nobody sent. */
    readonly httpStatus: number | null;
  } | null;
  readonly replayOf: number | null;
}

/** What became of a push: kept under `id`, refused or not; or not kept, and then not to be answered with success. */
export type Accepted = { readonly kept: true; readonly id: number; readonly refusal: Refusal | null } | { readonly kept: false; readonly because: 'busy' | 'failed' };

export interface ReceiverDeps {
  /** Appends in order, in one transaction, durable once it resolves; returns the ids. */
  readonly append: (pushes: readonly PushToKeep[]) => readonly number[] | Promise<readonly number[]>;
  /** After every append. */
  readonly onAppended: () => void;
  /** Whether pushes can be kept, where somebody knows better than by the last one. */
  readonly canKeep?: () => boolean;
  /** Whether one more push is to be taken; asked once for each, as it may let in only so many. */
  readonly admits?: () => boolean;
  readonly settings: () => Pick<Settings, 'receiver'>;
  readonly limits?: ReceiverLimits;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  readonly now: () => number;
}

export interface Receiver {
  /**
   * Listens for pushes, over TLS where files for it are named. Throws `port-taken`, or
   * `certificate-unusable`, or `settings-invalid` where the address is none of this computer's; it may be asked again then.
   */
  listen(where: { readonly host: string; readonly port: number; readonly tls?: TlsFiles | null }): Promise<{ readonly address: string; readonly port: number }>;
  /** Checks and keeps a push that the operator vouches for; a refused one is kept with its reason. */
  accept(body: Uint8Array, from: Pick<PushToKeep, 'source' | 'headers' | 'replayOf'>): Promise<Accepted>;
  /** Whether the rules now in force would let the sender of a kept push push, as of when it came; its key is not asked for. */
  mayPush(sender: KeptSender): boolean;
  /** What came since the start and was not kept. */
  turnedAway(): TurnedAway;
  /** How long it took from a push's arrival until it was kept and answered, at the median of the latest; null where there was none. */
  medianAnswerMs(): number | null;
  /** The same of the latest one. */
  lastAnswerMs(): number | null;
  /** How long it took to answer this push, refused or not; null where it was before the start, or too many came since. */
  answerMsOf(id: number): number | null;
  /** Addresses that pushes with the right key came from, latest first. */
  recentSources(): readonly string[];
  /** Refuses new pushes, answers those in flight, and ends when the last is kept. */
  close(): Promise<void>;
}

/** How long requests in flight may take to end at closing; one that still has not would have been retried anyway. */
const drainMs = 5000;

/** HTTP's answers to who may not push, whatever it is. */
const asksInVain: ReadonlySet<number> = new Set([401, 403]);

/** How often the log is told that pushes are turned away. */
const toldEveryMs = 10_000;

export function createReceiver({ append, onAppended, canKeep, admits = () => true, settings, limits = receiverLimits, log, now }: ReceiverDeps): Receiver {
  let server: ReturnType<typeof buildServer> | null = null;
  let tlsFiles: { close(): void } | null = null;
  let isClosing = false;
  let isClosed = false;
  let hasKept = true;
  const turnedAway = { rateLimited: 0, busy: 0, elsewhere: 0, notHttp: 0, headTooLarge: 0, tooSlow: 0, cutOff: 0, notEncrypted: 0 };
  let busyToldAtMs = -Infinity;
  const sources = createRecentSources();
  const answerTimes = createAnswerTimes();

  const commits = createCommits<PushToKeep>({
    append,
    onCommitted() {
      hasKept = true;
      onAppended();
    },
    onFailed(error) {
      // Said once: the next ones fail alike.
      if (hasKept) log.error({ err: error }, 'Pushes could not be kept; their sender is told to come again');
      hasKept = false;
    },
    limits: limits.waiting,
  });

  let compiled: { readonly of: Settings['receiver']; readonly authentication: Authentication } | null = null;
  /** As of the settings in force; made anew when they change. */
  function authentication(): Authentication {
    const { receiver } = settings();
    if (compiled?.of !== receiver) compiled = { of: receiver, authentication: createAuthentication(receiver) };
    return compiled.authentication;
  }

  function keep(body: Uint8Array, from: From, refusal: (Refusal & WhoAndSize) | null): Promise<Commit> {
    if (isClosed) return Promise.resolve('failed');
    if (!admits()) return Promise.resolve('full');
    const { source, proxy, headers, replayOf } = from;
    if (refusal !== null) log.warn({ source, code: refusal.code, bytes: refusal.wholeBytes }, `Push refused: ${refusal.reason}`);
    const kept = refusal === null ? null : { code: refusal.code, reason: refusal.reason, isAuthenticated: refusal.isAuthenticated, wholeBytes: refusal.wholeBytes, httpStatus: replayOf === null ? refusal.httpStatus : null };
    return commits.add({ receivedAtMs: now(), source, proxy, headers, body, refusal: kept, replayOf }, body.length, refusal !== null && asksInVain.has(refusal.httpStatus));
  }

  async function accept(body: Uint8Array, from: From): Promise<Accepted> {
    const refusal = checkBody(body, from.headers);
    const id = await keep(body, from, refusal === null ? null : { ...refusal, isAuthenticated: true, wholeBytes: body.length });
    if (id === 'full' || id === 'failed') return { kept: false, because: id === 'full' ? 'busy' : 'failed' };
    return { kept: true, id, refusal };
  }

  function onTurnedAway(why: keyof TurnedAway): void {
    turnedAway[why] += 1;
    if (why !== 'busy' || now() - busyToldAtMs < toldEveryMs) return;
    busyToldAtMs = now();
    log.warn({ turnedAway: turnedAway.busy }, 'More pushes arrive than can be kept at once; their sender is told to come again');
  }

  return {
    accept,
    mayPush: (sender) => authentication().mayPush(sender),
    turnedAway: () => ({ ...turnedAway }),
    medianAnswerMs: () => answerTimes.medianMs(),
    lastAnswerMs: () => answerTimes.lastMs(),
    answerMsOf: (id) => answerTimes.of(id),
    recentSources: () => sources.latestFirst(),

    async listen({ host, port, tls = null }) {
      const read = tls === null ? null : readTlsFiles(tls);
      if (read?.ok === false) throw new AppError('certificate-unusable', `Earshot cannot receive pushes over TLS: the setting receiver.tls ${read.problem}. Mend or put back the file, or choose others, or none, in the settings: Who may push, Encryption.`);
      const candidate = buildServer({
        keep(body, from, refusal) {
          if (refusal === null || refusal.isAuthenticated) sources.note(from.source);
          return keep(body, from, refusal);
        },
        authentication,
        receiverSettings: () => settings().receiver,
        isClosing: () => isClosing,
        isHealthy: () => (canKeep?.() ?? hasKept) && !isClosing,
        onTurnedAway,
        onAnswered: (answered) => answerTimes.add(answered),
        limits,
        tls: read?.tls ?? null,
        log,
        now,
      });
      try {
        await candidate.app.listen({ host, port });
      } catch (error) {
        await candidate.app.close();
        throw listenError(error, host, port);
      }
      server = candidate;
      tlsFiles = tls === null || read === null ? null : followTlsFiles({ server: candidate.app.server, files: tls, tls: read.tls, everyMs: limits.certificateEveryMs, log });
      const bound = candidate.app.server.address();
      // A string only for a pipe, which cannot be asked for here.
      if (bound === null || typeof bound === 'string') throw new AppError('port-taken', `Nothing listens on ${host}:${port}.`);
      return { address: bound.address, port: bound.port };
    },

    async close() {
      isClosing = true;
      tlsFiles?.close();
      if (server !== null) {
        const listening = server;
        const timer = setTimeout(() => listening.cutOff(), drainMs);
        await server.app.close();
        clearTimeout(timer);
      }
      await commits.drain();
      isClosed = true;
    },
  };
}

/** Where a push came from. */
export type From = Pick<PushToKeep, 'source' | 'proxy' | 'headers' | 'replayOf'>;
/** Of a refused push. */
export type WhoAndSize = Pick<NonNullable<PushToKeep['refusal']>, 'isAuthenticated' | 'wholeBytes'>;

function listenError(error: unknown, host: string, port: number): AppError {
  if (systemCodeOf(error) === 'EADDRINUSE') {
    return new AppError('port-taken', `Port ${port} on ${host} is taken by another program: end it, or choose another port for pushes: receiver.port in settings.json, or EARSHOT_PORT.`, { cause: error });
  }
  return new AppError('settings-invalid', `Earshot cannot listen for pushes on ${host}, port ${port}: choose another address or port in the settings.`, { cause: error });
}
