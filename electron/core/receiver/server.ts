import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pushAnswerBody } from '#shared/model/pushAnswer.ts';
import { responseCodes } from '#shared/model/responseCodes.ts';
import type { ResponseCode } from '#shared/model/responseCodes.ts';
import type { Settings } from '#shared/model/settings.ts';
import { maxBodyBytes } from './bodyText.ts';
import { tooLarge } from './check.ts';
import { readBody } from './readBody.ts';
import type { Accepted, PushToKeep, ReceiverDeps } from './receiver.ts';

interface ServerDeps {
  readonly accept: (body: Uint8Array, from: Pick<PushToKeep, 'source' | 'headers' | 'replayOf'>) => Promise<Accepted>;
  readonly receiverSettings: () => Settings['receiver'];
  readonly isClosing: () => boolean;
  readonly isHealthy: () => boolean;
  readonly log: ReceiverDeps['log'];
}

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
export function buildServer({ accept, receiverSettings, isClosing, isHealthy, log }: ServerDeps): FastifyInstance {
  const app = fastify({
    bodyLimit: maxBodyBytes,
    // A sender that stops sending is cut off; what it began was never answered, so it comes again.
    connectionTimeout: 60_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    // Answered by the hook below, in the platform's words.
    return503OnClosing: false,
    // A wrong key is answered as such however long it is; HTTP's own limit on the address is 16 KiB.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (_error, _request, reply) => void reply.raw.writeHead(404, { 'content-length': 0 }).end(),
    clientErrorHandler(error, socket) {
      if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
      socket.end(`HTTP/1.1 ${error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    },
  });

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) => readBody(payload, maxBodyBytes));

  app.addHook('onSend', (_request, reply, payload, next) => {
    // Else a kept-alive connection would hold up the end.
    if (isClosing()) reply.header('connection', 'close');
    next(null, payload);
  });

  const guard = { onRequest: [refuseWhileClosing, refuseWrongKey] };

  app.get<{ Params: { key: string } }>('/push/:key', guard, (_request, reply) => (isHealthy() ? reply.send({ status: '0', reason: 'ready' }) : answer(reply, 503, '-5')));

  app.post<{ Params: { key: string } }>('/push/:key', { onRequest: [...guard.onRequest, forgetContentType] }, async (request, reply) => {
    // Undefined where there was no body, null where it was too large to keep.
    const body: unknown = request.body ?? (request.body === null ? null : new Uint8Array());
    const source = request.ip.replace(/^::ffff:/, '');
    if (!(body instanceof Uint8Array)) {
      log.warn({ source }, `Push refused and not kept: ${tooLarge.reason}`);
      return answer(reply, tooLarge.httpStatus, tooLarge.code);
    }
    const accepted = await accept(body, { source, headers: selectHeaders(request.raw.rawHeaders), replayOf: null });
    if (!accepted.kept) return answer(reply, 503, '-5');
    if (accepted.refusal !== null) return answer(reply, accepted.refusal.httpStatus, accepted.refusal.code);
    const { contentType, text } = pushAnswerBody(receiverSettings().answer);
    return reply.header('content-type', contentType).send(text);
  });

  app.get('/healthz', (_request, reply) => reply.code(isHealthy() ? 200 : 503).send());
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());

  app.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => {
    const isSenders = error.statusCode !== undefined && error.statusCode < 500;
    if (!isSenders) log.error({ err: error, source: request.ip }, 'A push could not be answered');
    return isSenders ? answer(reply, error.statusCode ?? 400, '-27') : answer(reply, 503, '-5');
  });

  function refuseWhileClosing(_request: FastifyRequest, reply: FastifyReply, next: () => void): void {
    if (isClosing()) void answer(reply, 503, '-5');
    else next();
  }

  function refuseWrongKey(request: FastifyRequest<{ Params: { key: string } }>, reply: FastifyReply, next: () => void): void {
    if (request.params.key === '') return reply.callNotFound();
    if (isSameText(request.params.key, receiverSettings().key)) return next();
    log.warn({ source: request.ip }, 'Request with a wrong key refused');
    void answer(reply, 401, '-1');
  }

  return app;
}

/** Answers in the platform's vocabulary; how HTTP puts it is for proxies and people. */
function answer(reply: FastifyReply, httpStatus: number, code: ResponseCode): FastifyReply {
  return reply.code(httpStatus).send({ status: code, reason: responseCodes[code] });
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

/** In a time that tells nothing of where the two differ, nor of the length of either. */
function isSameText(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}
