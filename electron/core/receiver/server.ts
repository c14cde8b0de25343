import type { IncomingMessage } from 'node:http';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pushAnswerBody } from '#shared/model/pushAnswer.ts';
import { responseCodes } from '#shared/model/responseCodes.ts';
import type { ResponseCode } from '#shared/model/responseCodes.ts';
import type { Settings } from '#shared/model/settings.ts';
import { wrongKey } from './authentication.ts';
import type { Authentication } from './authentication.ts';
import type { Refusal } from './check.ts';
import { tooLarge } from './check.ts';
import { answerClientError } from './clientErrors.ts';
import { guardConnections } from './connections.ts';
import { createFailedAttempts } from './failedAttempts.ts';
import { createHttpServer } from './httpServer.ts';
import { retryAfterSeconds } from './limits.ts';
import type { ReceiverLimits } from './limits.ts';
import { createBodyReader, maxStrangersBytes, readStart } from './readBody.ts';
import type { RequestBody } from './readBody.ts';
import type { Accepted, PushToKeep, ReceiverDeps } from './receiver.ts';
import type { TlsMaterial } from './tlsFiles.ts';

interface ServerDeps {
  readonly accept: (body: Uint8Array, from: From) => Promise<Accepted>;
  /** Keeps a push that is refused whatever its body holds. */
  readonly refuse: (body: Uint8Array, from: From, refusal: Refusal & Pick<NonNullable<PushToKeep['refusal']>, 'isAuthenticated' | 'wholeBytes'>) => Promise<Accepted>;
  /** As of the settings in force. */
  readonly authentication: () => Authentication;
  readonly receiverSettings: () => Settings['receiver'];
  readonly isClosing: () => boolean;
  readonly isHealthy: () => boolean;
  /** Told of what is not kept, so that it can be counted. */
  readonly onTurnedAway: (why: 'rate-limited' | 'busy') => void;
  /** After a push was kept, with the time since its request arrived. */
  readonly onAnswered: (ms: number) => void;
  readonly limits: ReceiverLimits;
  readonly tls: TlsMaterial | null;
  readonly log: ReceiverDeps['log'];
  readonly now: () => number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a clock that only goes forward; set once the key is known to be right. */
    arrivedAtMs: number;
  }
}

type From = Pick<PushToKeep, 'source' | 'headers' | 'replayOf'>;

/** Headers that are kept with a push: what tells how to read it, and where it came from. Never a credential of a proxy. */
const keptHeaders: ReadonlySet<string> = new Set([
  'content-type',
  'content-encoding',
  'content-length',
  'user-agent',
  'host',
  'forwarded',
  'x-forwarded-for',
  'x-real-ip',
  'x-request-id',
  'date',
  'api-key',
  'timestamp',
  'sign',
]);

/** The receiver's HTTP side: the push address, its readiness, `/healthz`; nothing else is told to anyone. */
export function buildServer({ accept, refuse, authentication, receiverSettings, isClosing, isHealthy, onTurnedAway, onAnswered, limits, tls, log, now }: ServerDeps): { readonly app: FastifyInstance; cutOff(): void } {
  const app = fastify({
    serverFactory: (handler) => createHttpServer(handler, limits, tls),
    bodyLimit: limits.body.bytes,
    forceCloseConnections: 'idle',
    // Answered by the hook below, in the platform's words.
    return503OnClosing: false,
    // A wrong key is answered as such however long it is; HTTP's own limit on the address is 16 KiB.
    routerOptions: { maxParamLength: limits.headerBytes },
    frameworkErrors: (_error, _request, reply) => void reply.raw.writeHead(404, { 'content-length': 0 }).end(),
    clientErrorHandler: answerClientError,
  });
  const connections = guardConnections(app.server, limits.connections);
  const failedAttempts = createFailedAttempts(limits.failures);
  const readBody = createBodyReader(limits.body);

  app.decorateRequest('arrivedAtMs', 0);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) => readBody(payload));

  // Before a body is read or judged: a stranger's must not take up the room of the platform's.
  app.addHook('onRequest', (request, reply, next) => {
    if (!request.is404) return next();
    if (hasLargeBody(request.raw)) reply.header('connection', 'close');
    void reply.code(404).send();
  });

  app.addHook('onSend', (_request, reply, payload, next) => {
    // Else a kept-alive connection would hold up the end.
    if (isClosing()) reply.header('connection', 'close');
    next(null, payload);
  });

  app.get<{ Params: { key: string } }>('/push/:key', { onRequest: admit }, (_request, reply) => (isHealthy() ? reply.send({ status: '0', reason: 'ready' }) : answer(reply, 503, '-5')));

  app.post<{ Params: { key: string } }>('/push/:key', { onRequest: [admit, forgetContentType] }, async (request, reply) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only parser is the one above; undefined where there was no body
    const body = (request.body as RequestBody | undefined) ?? noBody;
    if (body.kind === 'busy') return turnAway(reply);
    const { headers, socket, rawHeaders, complete } = request.raw;
    const sender = authentication().sender(socket.remoteAddress ?? '', headers);
    const from = { source: sender.address, headers: selectHeaders(rawHeaders), replayOf: null };
    const refusal = authentication().refusal(sender, headers, now());
    // What came of a body that is too large may not be all of it.
    if (!complete) reply.header('connection', 'close');
    const accepted =
      body.kind === 'too-large'
        ? await refuse(body.start, from, { ...(refusal ?? tooLarge), isAuthenticated: true, wholeBytes: body.wholeBytes })
        : refusal === null
          ? await accept(body.bytes, from)
          : await refuse(body.bytes, from, { ...refusal, isAuthenticated: true, wholeBytes: body.bytes.length });
    if (!accepted.kept) return accepted.because === 'busy' ? turnAway(reply) : answer(reply, 503, '-5');
    if (accepted.refusal !== null) return answerRefusal(reply, accepted.refusal);
    const { contentType, text } = pushAnswerBody(receiverSettings().answer);
    onAnswered(performance.now() - request.arrivedAtMs);
    return reply.header('content-type', contentType).send(text);
  });

  app.get('/healthz', (_request, reply) => reply.code(isHealthy() ? 200 : 503).send());
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());

  app.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => {
    const isSenders = error.statusCode !== undefined && error.statusCode < 500;
    if (!isSenders) log.error({ err: error, source: request.ip }, 'A push could not be answered');
    return isSenders ? answer(reply, error.statusCode ?? 400, '-27') : answer(reply, 503, '-5');
  });

  /** The key before anything else: whoever has none is told the same in every case. */
  function admit(request: FastifyRequest<{ Params: { key: string } }>, reply: FastifyReply, next: () => void): void {
    if (request.params.key === '') return reply.callNotFound();
    if (!authentication().isPathKey(request.params.key, now())) return void refuseStranger(request, reply);
    connections.vouchFor(request.raw.socket);
    request.arrivedAtMs = performance.now();
    if (isClosing()) void answer(reply, 503, '-5');
    else next();
  }

  async function refuseStranger({ raw }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { address } = authentication().sender(raw.socket.remoteAddress ?? '', raw.headers);
    const attempt = failedAttempts.add(address, now());
    if (attempt.isTooMany) {
      if (attempt.isFirst) log.warn({ source: address }, 'Too many requests with a wrong key: for a minute they are counted and not kept');
      onTurnedAway('rate-limited');
      if (hasLargeBody(raw)) reply.header('connection', 'close');
      return answer(reply.header('retry-after', Math.ceil(attempt.retryAfterMs / 1000)), 429, '-47');
    }
    if (raw.method === 'POST') {
      const { start, wholeBytes, isEnded } = await readStart(raw);
      if (!isEnded) reply.header('connection', 'close');
      await refuse(start, { source: address, headers: selectHeaders(raw.rawHeaders), replayOf: null }, { ...wrongKey, isAuthenticated: false, wholeBytes });
    } else log.warn({ source: address }, 'Request with a wrong key refused');
    return answer(reply, wrongKey.httpStatus, wrongKey.code);
  }

  function turnAway(reply: FastifyReply): FastifyReply {
    onTurnedAway('busy');
    // What is still to come of its body is not read.
    if (!reply.request.raw.complete) reply.header('connection', 'close');
    return answer(reply.header('retry-after', retryAfterSeconds), 503, '-47');
  }

  function answerRefusal(reply: FastifyReply, { httpStatus, code }: Refusal): FastifyReply {
    // Some senders give their password only to whoever asks for it.
    if (httpStatus === 401 && receiverSettings().basic !== null) reply.header('www-authenticate', 'Basic realm="push"');
    return answer(reply, httpStatus, code);
  }

  return { app, cutOff: () => connections.cutOff() };
}

const noBody: RequestBody = { kind: 'whole', bytes: new Uint8Array() };

/** Answers in the platform's vocabulary; how HTTP puts it is for proxies and people. */
function answer(reply: FastifyReply, httpStatus: number, code: ResponseCode): FastifyReply {
  return reply.code(httpStatus).send({ status: code, reason: responseCodes[code] });
}

/** Whether Node would have to read much that nobody wants before the connection could be used again. */
function hasLargeBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > maxStrangersBytes;
}

/** Fastify refuses content types that are none; here a body is bytes, whatever its sender calls it. */
function forgetContentType(request: FastifyRequest, _reply: FastifyReply, next: () => void): void {
  delete request.raw.headers['content-type'];
  next();
}

/** From the headers as they came: name, value, name, value and so on. */
function selectHeaders(rawHeaders: readonly string[]): Readonly<Record<string, string>> {
  const selected: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    if (keptHeaders.has(name)) selected[name] = Object.hasOwn(selected, name) ? `${selected[name]}, ${value}` : value;
  }
  return selected;
}
