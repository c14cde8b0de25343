import { basename, dirname } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Core } from '#core';
import { recordingKindSchema, soundFormSchema } from '#shared/model/recording.ts';
import { refusal } from './refusal.ts';

const whichRecording = z.object({ callId: z.string(), kind: recordingKindSchema });
const soundQuery = z.object({ form: soundFormSchema.catch('playable') });
const whichPush = z.object({ id: z.coerce.number().int().positive() });

/** The routes whose answers are bytes, which stand beside the contract: sounds with ranges, peaks, pushes as they came. */
export function serveFiles(app: FastifyInstance, core: Core): void {
  app.get('/api/calls/:callId/recordings/:kind', async (request, reply) => {
    const which = whichRecording.safeParse(request.params);
    const { form } = soundQuery.parse(request.query);
    const sound = which.success ? await core.recordingFile(which.data.callId, which.data.kind, form) : null;
    if (sound === null) return notFound(reply, 'This recording is not here.');
    void reply.type(sound.contentType).header('content-disposition', `${form === 'original' ? 'attachment' : 'inline'}; filename="${sound.name}"`).header('cache-control', 'private, no-cache');
    return reply.sendFile(basename(sound.path), dirname(sound.path), { contentType: false, cacheControl: false });
  });

  app.get('/api/calls/:callId/recordings/:kind/peaks', async (request, reply) => {
    const which = whichRecording.safeParse(request.params);
    const peaks = which.success ? await core.peaks(which.data.callId, which.data.kind) : null;
    if (peaks === null) return notFound(reply, 'There are no peaks of this recording yet.');
    return reply.type('application/octet-stream').header('cache-control', 'private, no-cache').send(peaks);
  });

  app.get('/api/pushes/:id/raw', async (request, reply) => {
    const which = whichPush.safeParse(request.params);
    const push = which.success ? await core.pushBody(which.data.id) : null;
    if (push === null) return notFound(reply, 'There is no such push.');
    // Somebody else's bytes, whose type they name themselves: never shown as a page of Earshot's own origin.
    void reply.header('content-type', safeType(push.contentType)).header('content-disposition', `attachment; filename="push-${which.data?.id}.json"`);
    return reply.header('content-security-policy', "sandbox; default-src 'none'").header('cache-control', 'private, no-store').send(push.body);
  });
}

function notFound(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(404).send(refusal(404, 'NOT_FOUND', message));
}

/** The type that the sender named where it is one for text or JSON, which a browser shows as text and no more. */
function safeType(contentType: string | null): string {
  return contentType !== null && /^(?:application\/json|text\/plain)\s*(?:;[\w\s=";-]*)?$/i.test(contentType) ? contentType : 'application/octet-stream';
}
