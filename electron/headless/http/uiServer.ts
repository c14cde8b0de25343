import { STATUS_CODES } from 'node:http';
import { sep } from 'node:path';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Core } from '#core';
import { AppError, messageOf, systemCodeOf } from '#shared/errors.ts';
import { guardAccess } from './access.ts';
import { addSecurityHeaders } from './headers.ts';
import { serveOpenApi } from './openApi.ts';
import { failedWords, refusal } from './refusal.ts';
import { serveContract } from './serveContract.ts';
import { serveFiles } from './serveFiles.ts';
import { serveMade } from './serveMade.ts';

interface Deps {
  readonly core: Core;
  /** Folder of the built page. */
  readonly rendererDir: string;
  readonly log: { error(details: object, message: string): void };
}

/** The screen and the API, on loopback only. */
export interface UiServer {
  /** Listens on `port` (0: a free one) and returns the one it has; throws `port-taken`. */
  listen(port: number): Promise<number>;
  /** Ends every connection, live streams too. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

/** Serves the page, the contract (`/rpc`), its REST view (`/api`) and the sounds. */
export function createUiServer({ core, rendererDir, log }: Deps): UiServer {
  const app = fastify({
    // Requests are not logged: the first one's address has the access key in it.
    logger: false,
    forceCloseConnections: true,
    // Ids may be long; Fastify's own limit is 100 characters.
    routerOptions: { maxParamLength: 2000 },
  });
  let port = 0;

  addSecurityHeaders(app);
  void app.register(cookie);
  guardAccess(app, { key: () => core.settings().ui.key, port: () => port });
  void app.register(fastifyStatic, { root: rendererDir, index: false, cacheControl: false, setHeaders: keepAssets });
  // As the desktop app's links: the call is opened on the desk.
  app.get('/call/:callId', (request: FastifyRequest<{ Params: { readonly callId: string } }>, reply) => reply.redirect(`/?${String(new URLSearchParams({ call: request.params.callId }))}`));
  serveContract(app, core, log);
  serveFiles(app, core);
  serveMade(app, core);
  serveOpenApi(app, core);
  answerTheRest(app, log);

  return {
    async listen(wanted) {
      try {
        await app.listen({ host: loopback, port: wanted });
      } catch (cause) {
        throw new AppError('port-taken', `${listenProblem(cause, wanted)} Name another port with --ui-port (0 takes a free one).`, { cause });
      }
      const bound = app.server.address();
      // A string only for a pipe, which cannot be asked for here.
      port = bound === null || typeof bound === 'string' ? wanted : bound.port;
      return port;
    },
    close: () => app.close(),
  };
}

/** Built assets have a digest of their content in their names; everything else is asked for anew. */
function keepAssets(reply: FastifyReply, path: string): void {
  void reply.header('cache-control', path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** Every address that is neither API nor asset is one of the page's own, which finds its place by itself. */
function answerTheRest(app: FastifyInstance, log: Deps['log']): void {
  app.setNotFoundHandler((request, reply) => {
    const asksForPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true && !/^\/(?:api|rpc)\b/.test(request.url);
    if (asksForPage) return reply.sendFile('index.html');
    return reply.code(404).send(refusal(404, 'NOT_FOUND', 'There is nothing at this address.'));
  });
  app.setErrorHandler((error: Error & { readonly statusCode?: number; readonly headers?: Record<string, string> }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).headers(error.headers ?? {}).send(refusal(status, codeOf(status), error.message));
    log.error({ err: error, route: request.routeOptions.url }, 'A request failed');
    return reply.code(500).send(refusal(500, 'INTERNAL_SERVER_ERROR', failedWords));
  });
}

function codeOf(status: number): string {
  return (STATUS_CODES[status] ?? 'Bad Request').toUpperCase().replaceAll(' ', '_');
}

function listenProblem(cause: unknown, port: number): string {
  const code = systemCodeOf(cause);
  if (code === 'EADDRINUSE') return `Port ${port}, meant for the screen, is in use by another program.`;
  if (code === 'EACCES') return `Port ${port}, meant for the screen, may not be used by this user.`;
  return `The screen cannot be served on port ${port}: ${messageOf(cause)}.`;
}
