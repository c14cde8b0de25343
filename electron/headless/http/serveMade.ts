import { createReadStream } from 'node:fs';
import { ORPCError } from '@orpc/server';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Core } from '#core';
import { clipInputSchema, type MadeFile } from '#shared/contract/files.ts';
import { problemsOf } from '#shared/model/problems.ts';
import { refusal } from './refusal.ts';

const whichCall = z.object({ callId: z.string() });
const whichFile = z.object({ id: z.string() });

/** The routes of files that are made of calls: clips and whole calls for scripts, at once, and what the page has had made. */
export function serveMade(app: FastifyInstance, core: Core): void {
  app.get('/api/calls/:callId/clip', async (request, reply) => {
    const asked = { ...z.record(z.string(), z.unknown()).parse(request.query), ...whichCall.parse(request.params) };
    const input = clipInputSchema.safeParse(asked);
    if (input.success) return answer(reply, () => core.client.files.clip(input.data));
    const words = problemsOf(input.error.issues, asked).map(({ setting, problem }) => `${setting} ${problem}`);
    return reply.code(400).send(refusal(400, 'BAD_REQUEST', `${words.join('; ')}.`));
  });

  app.get('/api/calls/:callId/evidence', (request, reply) => answer(reply, () => core.client.files.evidence(whichCall.parse(request.params))));

  app.get('/api/files/:id', (request, reply) => send(reply, whichFile.parse(request.params).id));

  async function answer(reply: FastifyReply, make: () => Promise<MadeFile>): Promise<FastifyReply> {
    try {
      return send(reply, (await make()).id);
    } catch (error) {
      if (!(error instanceof ORPCError && error.defined)) throw error;
      return reply.code(error.status).send(refusal(error.status, error.code, error.message));
    }
  }

  function send(reply: FastifyReply, id: string): FastifyReply {
    const file = core.takeFile(id);
    if (file === null) return reply.code(404).send(refusal(404, 'NOT_FOUND', 'This file was taken already, or waited for too long. Make it anew.'));
    const bytes = createReadStream(file.path).once('close', () => file.release());
    void reply.headers({
      'content-type': file.contentType,
      'content-length': file.bytes,
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'private, no-store',
      // A page with other people's words in it, should it ever be shown from here.
      'content-security-policy': "sandbox; default-src 'none'",
    });
    return reply.send(bytes);
  }
}
