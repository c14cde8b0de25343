import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { toAppOrigin, toPageOrigin } from '../addresses.ts';
import type { Protocols } from './protocol.ts';

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/** The handler of a scheme for a kind of resource, asked for by a page of an origin; throws what Electron's network would fail with. */
export type HandlerFor = (scheme: string, resourceType: string, origin: string | null) => ProtocolHandler;

/** Headers that belong to the connection between Chromium and the bridge, not to the request. */
const ofTheConnection = new Set(['host', 'connection', 'accept-encoding', 'upgrade-insecure-requests']);

/** Where requests for an app's own schemes are answered: `/<resource type>/<address, percent-encoded>`. */
export interface Bridge {
  listen(): Promise<number>;
  close(): void;
}

/**
 * Puts an app's protocol handlers behind a loopback HTTP server, to which the pages' requests are led unseen: so answers
 * stream into Chromium and a request that Chromium drops ends its answer's stream.
 */
export function createBridge({ handlerFor, policyInForce }: Pick<Protocols, 'handlerFor' | 'policyInForce'>): Bridge {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch((error: unknown) => {
      // Electron answers net::ERR_UNEXPECTED and prints what the handler threw.
      if (!incoming.destroyed || !outgoing.headersSent) console.error(error);
      outgoing.destroy();
    });
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const [, resourceType = '', encoded = ''] = (incoming.url ?? '').split('/');
    const address = decodeURIComponent(encoded);
    const request = requestFrom(incoming, address);
    const handle = handlerFor(address.slice(0, address.indexOf(':')).toLowerCase(), resourceType, request.headers.get('origin'));
    const response: unknown = await handle(request);
    if (!isResponse(response)) throw new TypeError(`The handler of ${address} answered with something else than a Response`);
    outgoing.statusCode = response.status;
    outgoing.statusMessage = response.statusText;
    for (const [name, value] of response.headers) outgoing.appendHeader(name, translate(name, value));
    if (response.body === null) outgoing.end();
    else await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(ignoreDropped);
  }

  function translate(name: string, value: string): string {
    if (name === 'access-control-allow-origin') return toPageOrigin(value);
    return name === 'content-security-policy' ? policyInForce(value) : value;
  }

  return {
    listen: () =>
      new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function requestFrom(incoming: IncomingMessage, address: string): Request {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    if (!ofTheConnection.has(name)) for (const value of values ?? []) headers.append(name, value);
  }
  const origin = headers.get('origin');
  if (origin !== null) headers.set('origin', toAppOrigin(origin));
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(address, { method, headers });
  // Node's fetch asks for `duplex` with a stream; the DOM's types do not know it.
  const init = { method, headers, body: Readable.toWeb(incoming), duplex: 'half' };
  return new Request(address, init as RequestInit);
}

function isResponse(response: unknown): response is Response {
  return typeof response === 'object' && response !== null && 'status' in response && typeof response.status === 'number' && 'headers' in response;
}

/** A player that seeks drops the answer it was reading. */
function ignoreDropped(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
}
