import { ServerResponse } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TurnedAway } from '#shared/model/push.ts';
import { responseCodes } from '#shared/model/responseCodes.ts';
import type { ResponseCode } from '#shared/model/responseCodes.ts';
import { wrongKey } from './authentication.ts';
import { answerClientError } from './clientErrors.ts';
import { guardConnections } from './connections.ts';
import { createFailedAttempts } from './failedAttempts.ts';
import { createHttpServer } from './httpServer.ts';
import { keptHeadersOf } from './keptHeaders.ts';
import type { ReceiverLimits } from './limits.ts';
import { createPushRoute } from './pushRoute.ts';
import type { PushRouteDeps } from './pushRoute.ts';
import { createBodyReader, maxStrangersBytes, readStart } from './readBody.ts';
import type { TlsMaterial } from './tlsFiles.ts';
import { wronglySent } from './wronglySent.ts';

interface ServerDeps extends Omit<PushRouteDeps, 'onTurnedAway' | 'onCutOff'> {
  readonly isHealthy: () => boolean;
  /** Told of what is not kept, so that it can be counted. */
  readonly onTurnedAway: (why: keyof TurnedAway) => void;
  readonly limits: ReceiverLimits;
  readonly tls: TlsMaterial | null;
}

/** The receiver's HTTP side: the push address, its readiness, `/healthz`; nothing else is told to anyone. */
export function buildServer(deps: ServerDeps): { readonly app: FastifyInstance; cutOff(): void } {
  const { keep, authentication, isClosing, isHealthy, onTurnedAway, limits, tls, log, now } = deps;
  /** Connections on which something went wrong that ends them: what comes of that is counted once. */
  const ended = new WeakSet<Socket>();
  const takePush = createPushRoute({ ...deps, onCutOff: (socket) => countEnd(socket, 'cutOff') }, createBodyReader(limits.body));
  const app = fastify({
    serverFactory: (handler) => createHttpServer((request, response) => (isPlainPush(request) ? takePush(request, response) : handler(request, response)), limits, tls),
    bodyLimit: limits.body.bytes,
    forceCloseConnections: 'idle',
    // Answered by the hook below, in the platform's words.
    return503OnClosing: false,
    // A wrong key is answered as such however long it is; HTTP's own limit on the address is 16 KiB.
    routerOptions: { maxParamLength: limits.headerBytes },
    frameworkErrors(_error, request, reply) {
      if (keepIfOurs(request.raw, reply.raw)) return;
      onTurnedAway('elsewhere');
      reply.raw.writeHead(404, { 'content-length': 0 }).end();
    },
    clientErrorHandler: (error, socket) => countEnd(socket, answerClientError(error, socket)),
  });
  const connections = guardConnections(app.server, limits.connections);
  const failedAttempts = createFailedAttempts(limits.failures);

  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    onTurnedAway('notHttp');
    response.writeHead(417).end();
  });

  // Node hands these over without an answer, and hangs up where nobody listens.
  app.server.on('connect', (request: IncomingMessage) => {
    const response = lastResponseOn(request);
    if (keepIfOurs(request, response)) return;
    onTurnedAway('elsewhere');
    response.writeHead(404, { 'content-length': 0 }).end();
  });

  // Before a body is read or judged: a stranger's must not take up the room of the platform's.
  app.addHook('onRequest', (request, reply, next) => {
    if (!request.is404) return next();
    if (keepIfOurs(request.raw, reply.raw)) return void reply.hijack();
    onTurnedAway('elsewhere');
    if (hasLargeBody(request.raw)) reply.header('connection', 'close');
    void reply.code(404).send();
  });

  app.addHook('onSend', (_request, reply, payload, next) => {
    // Else a kept-alive connection would hold up the end.
    if (isClosing()) reply.header('connection', 'close');
    next(null, payload);
  });

  app.get<{ Params: { key: string } }>('/push/:key', { onRequest: admit }, (_request, reply) => (isHealthy() ? reply.send({ status: '0', reason: 'ready' }) : answer(reply, 503, '-5')));

  // What is left of these: a wrong key, or an address that is not written as it is shown.
  app.post<{ Params: { key: string } }>('/push/:key', { onRequest: [admit, takeOver] }, (_request, reply) => reply);

  app.get('/healthz', (_request, reply) => reply.code(isHealthy() ? 200 : 503).send());
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());

  app.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => {
    const isSenders = error.statusCode !== undefined && error.statusCode < 500;
    if (!isSenders) log.error({ err: error, source: request.ip }, 'A push could not be answered');
    return isSenders ? answer(reply, error.statusCode ?? 400, '-27') : answer(reply, 503, '-5');
  });

  /** A push to the address as it is shown, with a right key: nearly all that ever comes. */
  function isPlainPush({ method, url = '', socket }: IncomingMessage): boolean {
    if (method !== 'POST' || !url.startsWith(pushPath) || !authentication().isPathKey(url.slice(pushPath.length), now())) return false;
    connections.vouchFor(socket);
    return true;
  }

  /** Keeps a request that is answered with nothing but has the right key: its sender may be the platform, set up wrongly. */
  function keepIfOurs(request: IncomingMessage, response: ServerResponse): boolean {
    const wrongly = wronglySent(request, (given) => authentication().isPathKey(given, now()));
    if (wrongly === null) return false;
    connections.vouchFor(request.socket);
    takePush(request, response, wrongly);
    return true;
  }

  function countEnd(socket: Socket, why: keyof TurnedAway | null): void {
    if (why === null || ended.has(socket)) return;
    ended.add(socket);
    onTurnedAway(why);
  }

  /** The key before anything else: whoever has none is told the same in every case. */
  function admit(request: FastifyRequest<{ Params: { key: string } }>, reply: FastifyReply, next: () => void): void {
    if (request.params.key === '') {
      onTurnedAway('elsewhere');
      return reply.callNotFound();
    }
    if (!authentication().isPathKey(request.params.key, now())) return turnStrangerAway(request, reply);
    connections.vouchFor(request.raw.socket);
    if (isClosing()) void answer(reply, 503, '-5');
    else next();
  }

  function takeOver({ raw }: FastifyRequest, reply: FastifyReply): void {
    reply.hijack();
    takePush(raw, reply.raw);
  }

  /** Whatever somebody without a key sends: where that cannot be refused in order, it ends here and not the process. */
  function turnStrangerAway(request: FastifyRequest, reply: FastifyReply): void {
    refuseStranger(request, reply).catch((error: unknown) => {
      log.error({ err: error }, 'A request with a wrong key could not be answered');
      if (reply.raw.headersSent) reply.raw.destroy();
      else void answer(reply, 503, '-5');
    });
  }

  async function refuseStranger({ raw }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const arrivedAtMs = performance.now();
    const { address, proxy } = authentication().sender(raw.socket.remoteAddress ?? '', raw.headers);
    const attempt = failedAttempts.add(address, now());
    if (attempt.isTooMany) {
      if (attempt.isFirst) log.warn({ source: address }, 'Too many requests with a wrong key: for a minute they are counted and not kept');
      onTurnedAway('rateLimited');
      if (hasLargeBody(raw)) reply.header('connection', 'close');
      return answer(reply.header('retry-after', Math.ceil(attempt.retryAfterMs / 1000)), 429, '-47');
    }
    if (raw.method === 'POST') {
      const { start, wholeBytes, isEnded } = await readStart(raw);
      if (!isEnded) reply.header('connection', 'close');
      const id = await keep(start, { source: address, proxy: proxy ?? undefined, headers: { ...keptHeadersOf(raw.rawHeaders), ...authentication().notes(raw.headers) }, replayOf: null }, { ...wrongKey, isAuthenticated: false, wholeBytes });
      if (typeof id === 'number') deps.onAnswered({ id, ms: performance.now() - arrivedAtMs, isTaken: false });
    } else {
      onTurnedAway('elsewhere');
      log.warn({ source: address }, 'Request with a wrong key refused');
    }
    return answer(reply, wrongKey.httpStatus, wrongKey.code);
  }

  return { app, cutOff: () => connections.cutOff() };
}

const pushPath = '/push/';

/** For a request whose connection Node has let go of: the answer ends it, and so does its sender. */
function lastResponseOn(request: IncomingMessage): ServerResponse {
  const { socket } = request;
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.on('finish', () => socket.destroySoon());
  socket.on('error', () => socket.destroy());
  return response;
}

/** Answers in the platform's vocabulary; how HTTP puts it is for proxies and people. */
function answer(reply: FastifyReply, httpStatus: number, code: ResponseCode): FastifyReply {
  return reply.code(httpStatus).send({ status: code, reason: responseCodes[code] });
}

/** Whether Node would have to read much that nobody wants before the connection could be used again. */
function hasLargeBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > maxStrangersBytes;
}
