import type { Socket } from 'node:net';
import { systemCodeOf } from '#shared/errors.ts';
import type { TurnedAway } from '#shared/model/push.ts';

/** What it is that never became a request; null where a connection broke, which tells nothing. */
export type ClientError = Extract<keyof TurnedAway, 'notHttp' | 'headTooLarge' | 'tooSlow' | 'cutOff' | 'notEncrypted'>;

/** Answers what never became a request, with a status and nothing else, ends its connection, and tells what it was. */
export function answerClientError(error: Error, socket: Socket): ClientError | null {
  const code = systemCodeOf(error) ?? '';
  // Anything else is of a connection that broke, or on which TLS never began: nobody would read an answer.
  const isHttp = code.startsWith('HPE_') || code.startsWith('ERR_HTTP_');
  if (isHttp && socket.writable) socket.end(`HTTP/1.1 ${statuses.get(code) ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  else socket.destroy();
  if (!isHttp) return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? 'notEncrypted' : null;
  return kinds.get(code) ?? 'notHttp';
}

/** By Node's own codes and those of its parser, llhttp. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Payload Too Large'],
]);

const kinds: ReadonlyMap<string, ClientError> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 'tooSlow'],
  ['HPE_HEADER_OVERFLOW', 'headTooLarge'],
  ['HPE_INVALID_EOF_STATE', 'cutOff'],
]);
