import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TlsFiles } from '#shared/model/pushSenders.ts';
import type { ReceiverLimits } from './limits.ts';
import { readTlsFiles } from './tlsFiles.ts';
import type { TlsMaterial } from './tlsFiles.ts';

/** Node's HTTP server with every limit said: its defaults leave slow, stalled and half-open clients their connections. */
export function createHttpServer(handler: RequestListener, limits: ReceiverLimits, tls: TlsMaterial | null): Server {
  const options = {
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    maxHeaderSize: limits.headerBytes,
    // Nothing here depends on it; Node would refuse such a push by itself, and nobody would hear of it.
    requireHostHeader: false,
  };
  const server: Server = tls === null ? createServer(options, handler) : createTlsServer({ ...options, ...tls, handshakeTimeout: limits.headersTimeoutMs }, handler);
  // Beyond 2,000 headers Node would drop the rest without a word, the signature perhaps: their bytes are bounded anyway.
  server.maxHeadersCount = 0;
  server.setTimeout(limits.silenceTimeoutMs);
  // A client that closes its side behind its request waits for the answer; Node would hang up on it unless told so, by a
  // member that its types lack.
  return Object.assign(server, { httpAllowHalfOpen: true });
}

interface Follow {
  readonly server: Server;
  readonly files: TlsFiles;
  /** What the server began with. */
  readonly tls: TlsMaterial;
  /** How often the files are looked at, ms. */
  readonly everyMs: number;
  readonly log: { warn(details: object, message: string): void };
}

/** Puts a renewed certificate in force without a restart; what does not fit is logged and the former one stays. */
export function followTlsFiles({ server, files, tls, everyMs, log }: Follow): { close(): void } {
  let inForce = tls;
  let toldProblem: string | null = null;
  // Reading them is cheaper than it is to be sure that a file system tells of every change.
  const timer = setInterval(() => {
    const read = readTlsFiles(files);
    if (!read.ok) {
      if (read.problem !== toldProblem) log.warn({}, `The certificate could not be renewed, the former one stays in force: receiver.tls ${read.problem}`);
      toldProblem = read.problem;
      return;
    }
    toldProblem = null;
    if (read.tls.cert.equals(inForce.cert) && read.tls.key.equals(inForce.key)) return;
    inForce = read.tls;
    if ('setSecureContext' in server && typeof server.setSecureContext === 'function') server.setSecureContext(read.tls);
  }, everyMs);
  timer.unref();
  return { close: () => clearInterval(timer) };
}
