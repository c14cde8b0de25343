import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';

/** What the host does with a request for a path: sends bytes, or anything else. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;
export type Answer = Uint8Array | Handler;

export interface RecordingHost {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Such as `127.0.0.1:41234`. */
  readonly host: string;
  /** What it was asked for, in order. */
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** Sets what a path answers from now on; without an answer it is 404. */
  readonly set: (path: string, answer: Answer) => void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An HTTP server on loopback that plays the platform's object storage. */
export async function startRecordingHost(answersAtStart: Readonly<Record<string, Answer>> = {}): Promise<RecordingHost> {
  const answers = new Map<string, Answer>(Object.entries(answersAtStart));
  const asked: RecordingHost['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const answer = answers.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'function') answer(request, response);
    else response.writeHead(200, { 'content-length': answer.length }).end(answer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    asked,
    set: (path, answer) => void answers.set(path, answer),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Nobody may connect to it. Counts who does. */
export interface PrivateListener {
  readonly host: string;
  readonly port: number;
  readonly connections: () => number;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startPrivateListener(): Promise<PrivateListener> {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    port,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

interface Served {
  /** Null for none. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** The connection is cut after so many bytes of each answer. */
  readonly cutAfter?: number;
}

/** Serves `bytes` as object storage does, with ranges, also conditional ones. */
export function ranged(bytes: Uint8Array, { etag = '"v1"', lastModified = null, cutAfter }: Served = {}): Handler {
  return ({ headers }, response) => {
    const validators = { ...(etag !== null && { etag }), ...(lastModified !== null && { 'last-modified': lastModified }) };
    const condition = headers['if-range'];
    const isSame = condition === undefined || condition === etag || condition === lastModified;
    const from = isSame ? Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0) : 0;
    if (from >= bytes.length && from > 0) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    const rest = bytes.subarray(from);
    const range = from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
    response.writeHead(from > 0 ? 206 : 200, { ...validators, ...range, 'accept-ranges': 'bytes', 'content-length': rest.length });
    send(response, rest, cutAfter);
  };
}

/** Sends `bytes`, or cuts the connection once `cutAfter` of them have been sent. */
export function send(response: ServerResponse, bytes: Uint8Array, cutAfter = Infinity): void {
  if (bytes.length <= cutAfter) return void response.end(bytes);
  // A reset would take with it what has not been read.
  response.write(bytes.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 30));
}

/** Each answer once, and the last one from then on. */
export function inTurn(...answers: readonly Handler[]): Handler {
  let at = 0;
  return (request, response) => answers[Math.min(at++, answers.length - 1)]?.(request, response);
}

export const status = (code: number, headers: Readonly<Record<string, string>> = {}): Handler => (_, response) => void response.writeHead(code, headers).end();
export const redirect = (location: string, code = 302): Handler => status(code, { location });
