import type { FastifyInstance } from 'fastify';
import { contentSecurityPolicy } from '#shared/contract/contentSecurityPolicy.ts';

const policy = contentSecurityPolicy({ media: "'self' blob:", connect: "'self'" });

/** Headers on every answer that keep other pages out and the access key out of other servers' logs. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });
}
