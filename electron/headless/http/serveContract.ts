import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fastify';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { FastifyInstance } from 'fastify';
import { inputProblems } from '#core';
import type { Core } from '#core';
import { failedWords, refusal } from './refusal.ts';
import { withWholeForm } from './wholeForm.ts';

interface Log {
  error(details: object, message: string): void;
}

/** Serves the contract under `/rpc`, and its procedures that have a route under `/api`. */
export function serveContract(app: FastifyInstance, core: Core, log: Log): void {
  const report = (error: unknown): void => {
    if (!isExpected(error)) log.error({ err: error }, 'A request failed');
  };
  const rpc = new RPCHandler(core.api, { interceptors: [onError(report)], rootInterceptors: [async (options) => withWholeForm(await options.next())] });
  const rest = new OpenAPIHandler(core.api, {
    interceptors: [onError(report)],
    filter: ({ contract }) => contract['~orpc'].route.path !== undefined,
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
    customErrorResponseBodyEncoder: (error) => ({ ...refusal(error.status, error.code, inWords(error)), ...(error.defined ? { data: error.data } : {}) }),
  });

  // An empty body stands for no input, whatever its declared type.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? {} : JSON.parse(String(text)));
    } catch {
      done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }));
    }
  });

  for (const [prefix, handler] of [['/rpc', rpc], ['/api', rest]] as const) {
    app.all(`${prefix}/*`, async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const { matched } = await handler.handle(request, reply, { prefix });
      if (!matched) reply.callNotFound();
      return reply;
    });
  }
}

/** Refusals that the contract or its schemas provide for; anything else is a failure of Earshot's own. */
function isExpected(error: unknown): boolean {
  return error instanceof ORPCError && error.status < 500;
}

/** A refused input in words that name the member; other errors say it themselves. */
function inWords(error: ORPCError<string, unknown>): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return failedWords;
  const problems = inputProblems(error);
  if (problems === null) return error.message;
  return `${problems.map(({ setting, problem }) => `${setting === '' ? 'The request' : setting} ${problem}`).join('; ')}.`;
}
