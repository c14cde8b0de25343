import { Agent, request, type Dispatcher } from 'undici';
import type { RecordingReason } from '#shared/model/recording.ts';
import { createGuardedConnector, PrivateAddressError } from './connector.ts';
import { keepSound, type Kept } from './keep.ts';

/** What one download may take; ms and bytes. */
export interface DownloadLimits {
  readonly connectMs: number;
  /** Until the answer's headers are there. */
  readonly headersMs: number;
  /** Between two pieces of the sound. */
  readonly idleMs: number;
  readonly totalMs: number;
  readonly bytes: number;
  readonly redirects: number;
}

export const defaultLimits: DownloadLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  totalMs: 30 * 60_000,
  bytes: 512 * 1024 * 1024,
  redirects: 5,
};

export interface Downloader {
  /** Fetches `url` into the new file `path`; aborting `signal` ends it with a reason of no meaning. */
  download(url: string, path: string, signal: AbortSignal): Promise<Kept>;
  close(): Promise<void>;
}

/** Downloads sound over http and https from public addresses and from the hosts that `listed` names. */
export function createDownloader(listed: () => readonly string[], limits: DownloadLimits): Downloader {
  const agent = new Agent({ connect: createGuardedConnector(listed, limits.connectMs), pipelining: 1, keepAliveTimeout: 5000 });
  return {
    async download(url, path, signal) {
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(limits.totalMs)]);
      const answer = await follow(url, agent, limits, bounded);
      return 'reason' in answer ? { ok: false, reason: answer.reason } : keepBody(answer.body, path, limits);
    },
    close: () => agent.destroy(),
  };
}

interface Answer {
  readonly body: Dispatcher.ResponseData;
}
interface Refusal {
  readonly reason: RecordingReason;
}

/** Asks `url` and where it leads; every step is judged like the first. */
async function follow(url: string, agent: Agent, limits: DownloadLimits, signal: AbortSignal): Promise<Answer | Refusal> {
  let target = parseAddress(url);
  for (let redirects = 0; redirects <= limits.redirects; redirects++) {
    if (target === null) return { reason: 'bad-address' };
    let response: Dispatcher.ResponseData;
    try {
      response = await request(target, {
        dispatcher: agent,
        headersTimeout: limits.headersMs,
        bodyTimeout: limits.idleMs,
        signal,
        headers: { 'user-agent': 'Earshot', accept: 'audio/*, */*;q=0.5', 'accept-encoding': 'identity' },
      });
    } catch (error) {
      return { reason: error instanceof PrivateAddressError ? 'private-address' : 'unreachable' };
    }
    const { statusCode, headers } = response;
    if (statusCode === 200) return { body: response };
    discard(response);
    const { location } = headers;
    if (statusCode < 300 || statusCode >= 400 || typeof location !== 'string') return { reason: reasonOfStatus(statusCode) };
    target = parseAddress(location, target);
  }
  return { reason: 'too-many-redirects' };
}

/** An http(s) address without user and password, which are for nobody but the one who wrote them; null for anything else. */
export function parseAddress(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  url.username = '';
  url.password = '';
  return url;
}

function reasonOfStatus(status: number): RecordingReason {
  if (status === 404) return 'not-there-yet';
  if (status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'server-error' : 'refused-by-server';
}

async function keepBody(response: Dispatcher.ResponseData, path: string, limits: DownloadLimits): Promise<Kept> {
  const announced = Number(response.headers['content-length'] ?? Number.NaN);
  if (announced > limits.bytes) {
    discard(response);
    return { ok: false, reason: 'too-large' };
  }
  try {
    const kept = await keepSound(response.body, path, limits.bytes);
    if (!kept.ok) discard(response);
    return kept;
  } catch {
    // The connection ended, or went silent, before the announced length or the last chunk was there.
    return { ok: false, reason: 'cut-off' };
  }
}

/** Gives the connection up: what it would still bring is not wanted. */
function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => {});
  body.destroy();
}
