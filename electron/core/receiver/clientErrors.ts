import type { Socket } from 'node:net';
import { systemCodeOf } from '#shared/errors.ts';

/** Answers what never became a request, with a status and nothing else, and ends its connection. */
export function answerClientError(error: Error, socket: Socket): void {
  const code = systemCodeOf(error) ?? '';
  // Anything else is of a connection that broke, or on which TLS never began: nobody would read an answer.
  const isHttp = code.startsWith('HPE_') || code.startsWith('ERR_HTTP_');
  if (!isHttp || !socket.writable) return void socket.destroy();
  socket.end(`HTTP/1.1 ${statuses.get(code) ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** By Node's own codes and those of its parser, llhttp. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Payload Too Large'],
]);
