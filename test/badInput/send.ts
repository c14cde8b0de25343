import { Agent, request } from 'node:http';
import { createConnection } from 'node:net';
import type { BadInput, OddBytes, OddRequest } from './badInput.ts';

/** An answer; `code` is the platform's, null where there is none in it. */
export interface Answer {
  readonly status: number;
  readonly code: string | null;
}

export interface Sender {
  /** Every answer that came, in order. */
  send(input: BadInput): Promise<Answer[]>;
  close(): void;
}

/** Sends what a corpus holds to one push address. */
export function createSender(pushUrl: string): Sender {
  const url = new URL(pushUrl);
  const agent = new Agent({ keepAlive: true });
  return {
    send: (input) => ('bytes' in input ? sendBytes(url, input) : sendRequest(url, input, agent)),
    close: () => agent.destroy(),
  };
}

function sendRequest(url: URL, { method = 'POST', path = '{push}', headers = {}, body, isChunked = false }: OddRequest, agent: Agent): Promise<Answer[]> {
  const key = url.pathname.split('/').at(-1) ?? '';
  const filled = path.replace('{push}', url.pathname).replace('{key}', key).replace('{KEY}', key.toUpperCase() === key ? key.toLowerCase() : key.toUpperCase());
  return new Promise((resolve, reject) => {
    const lines = { ...headers, ...(isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(body.length) }) };
    const outgoing = request({ host: url.hostname, port: url.port, method, path: filled, agent, headers: lines as Record<string, string | string[]> });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve([{ status: response.statusCode ?? 0, code: codeIn(Buffer.concat(parts).toString()) }]));
    });
    outgoing.end(body);
  });
}

function sendBytes(url: URL, { bytes, name }: OddBytes): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = createConnection({ host: url.hostname, port: Number(url.port), allowHalfOpen: true }, () => socket.end(bytes({ path: url.pathname, host: url.host })));
    socket.setTimeout(10_000, () => socket.destroy(new Error(`No end of the answer to "${name}"`)));
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1');
    });
    // Cut off: then what came is the answer.
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error)));
    socket.on('close', () => resolve(answersIn(text)));
  });
}

function answersIn(text: string): Answer[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((part) => part !== '')
    .map((part) => ({ status: Number(part.slice(9, 12)), code: codeIn(part.slice(part.indexOf('\r\n\r\n') + 4)) }));
}

function codeIn(body: string): string | null {
  return /^\{"status":"(-?\d+)"/.exec(body)?.[1] ?? null;
}
