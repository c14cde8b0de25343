import { OpenAPIGenerator } from '@orpc/openapi';
import type { OpenAPI } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { FastifyInstance } from 'fastify';
import type { Core } from '#core';
import { contract } from '#shared/contract/index.ts';
import { clipFormats } from '#shared/contract/files.ts';
import { recordingKinds, soundFormSchema } from '#shared/model/recording.ts';

/** Serves the description of the REST view. */
export function serveOpenApi(app: FastifyInstance, core: Core): void {
  let document: Promise<OpenAPI.Document> | null = null;
  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= describeRest(core.version);
    return reply.header('cache-control', 'no-store').send(await document);
  });
}

/** The REST view in OpenAPI: the contract's routes, and by hand those whose answers are bytes. */
export async function describeRest(version: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    filter: ({ contract: procedure }) => procedure['~orpc'].route.path !== undefined,
    info: {
      title: 'Earshot',
      version,
      description: 'Calls, recordings and pushes as Earshot keeps them. Ids, and numbers that a double cannot hold, are text; times are epoch ms.',
    },
    servers: [{ url: '/api' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'The access key: `ui.key` of settings.json.' } },
      schemas: { Refusal: refusalSchema },
    },
  });
  document.paths = { ...document.paths, ...bytePaths };
  document.paths['/events']?.get?.parameters?.push(lastEventId);
  for (const operations of Object.values(document.paths)) addRefusals(operations);
  return document;
}

const refusalSchema: OpenAPI.SchemaObject = {
  type: 'object',
  properties: { code: { type: 'string' }, status: { type: 'integer' }, message: { type: 'string', description: 'What is wrong, in words.' } },
  required: ['code', 'status', 'message'],
};

const refused = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
});

const bytes = (type: string) => ({ [type]: { schema: { type: 'string' as const, format: 'binary' } } });

const ofCall: OpenAPI.ParameterObject = { name: 'callId', in: 'path', required: true, schema: { type: 'string' } };

const recordingParameters: OpenAPI.ParameterObject[] = [
  ofCall,
  { name: 'kind', in: 'path', required: true, schema: { type: 'string', enum: [...recordingKinds] } },
];

/** Read by the transport, hence no input of the contract. */
const lastEventId: OpenAPI.ParameterObject = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that was seen; it stands over `after`.',
  schema: { type: 'string' },
};

const bytePaths: NonNullable<OpenAPI.Document['paths']> = {
  '/calls/{callId}/recordings/{kind}': {
    get: {
      operationId: 'recordings.sound',
      summary: 'The sound of a recording',
      parameters: [
        ...recordingParameters,
        { name: 'form', in: 'query', required: false, description: '`playable`: what browsers play, which may be PCM made of it. `original`: the file as it came, for saving.', schema: { type: 'string', enum: soundFormSchema.options, default: 'playable' } },
        { name: 'Range', in: 'header', required: false, schema: { type: 'string', examples: ['bytes=0-65535'] } },
      ],
      responses: {
        200: { description: 'The whole sound', content: bytes('audio/*') },
        206: { description: 'The range asked for', content: bytes('audio/*') },
        404: refused('There is no such recording, or it is not here yet'),
        416: refused('The range lies outside of the sound'),
      },
    },
  },
  '/calls/{callId}/recordings/{kind}/peaks': {
    get: {
      operationId: 'recordings.peaksFile',
      summary: 'Peaks in audiowaveform’s binary format, version 2: 8 bit, 100 points a second',
      parameters: recordingParameters,
      responses: { 200: { description: 'The peaks', content: bytes('application/octet-stream') }, 404: refused('There are none yet') },
    },
  },
  '/calls/{callId}/clip': {
    get: {
      operationId: 'files.clip',
      summary: 'A stretch of a call’s sound, as a file to keep',
      parameters: [
        ofCall,
        { name: 'from', in: 'query', required: true, description: 'Where it begins, ms into the recording; rounded to the sample.', schema: { type: 'number', minimum: 0 } },
        { name: 'to', in: 'query', required: true, description: 'Where it ends; what lies beyond the recording is left out.', schema: { type: 'number', minimum: 0 } },
        { name: 'kind', in: 'query', required: false, description: 'Both voices unless said otherwise; the customer alone where only that recording is here.', schema: { type: 'string', enum: [...recordingKinds] } },
        { name: 'format', in: 'query', required: false, description: '`wav`: PCM of 16 bits with the recording’s own rate and channels. `mp3`: small, and without a gap before or behind.', schema: { type: 'string', enum: [...clipFormats], default: 'wav' } },
      ],
      responses: {
        200: { description: 'The clip', content: { ...bytes('audio/wav'), ...bytes('audio/mpeg') } },
        400: refused('A parameter is missing or makes no sense'),
        404: refused('There is no such call, or its recording is not here'),
        422: refused('There is no sound in this stretch, it is too long for a WAV, or the recording cannot be decoded'),
        507: refused('The disk does not take the file'),
      },
    },
  },
  '/calls/{callId}/evidence': {
    get: {
      operationId: 'files.evidence',
      summary: 'The call as one page with its sound, waves and transcript, which opens without Earshot and without a network',
      parameters: [ofCall],
      responses: { 200: { description: 'The page', content: bytes('text/html') }, 404: refused('There is no such call'), 507: refused('The disk does not take the file') },
    },
  },
  '/pushes/{id}/raw': {
    get: {
      operationId: 'pushes.raw',
      summary: 'The body of a push, byte for byte',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      responses: { 200: { description: 'The body', content: bytes('*/*') }, 404: refused('There is no such push') },
    },
  },
};

function addRefusals(operations: OpenAPI.PathItemObject | undefined): void {
  for (const operation of [operations?.get, operations?.post, operations?.put, operations?.delete]) {
    if (operation === undefined) continue;
    operation.responses = { ...operation.responses, 401: refused('The access key is missing or wrong') };
  }
}
