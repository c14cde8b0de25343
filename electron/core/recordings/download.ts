import { Agent, request, type Dispatcher } from 'undici';
import type { RecordingReason } from '#shared/model/recording.ts';
import { announcedBy, rangeHeaders } from './answers.ts';
import { createGuardedConnector, isPrivateAddressError } from './connector.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import type { DiskRoom } from './diskRoom.ts';
import { UnwritableError, type PartFile, type PartHead } from './partFile.ts';
import { receive } from './receiving.ts';

/** What one download may take; ms and bytes. */
export interface DownloadLimits {
  readonly connectMs: number;
  /** Until the answer's headers are there. */
  readonly headersMs: number;
  /** Between two pieces of the sound. */
  readonly idleMs: number;
  /** Of one attempt; the next one goes on where it ended. */
  readonly totalMs: number;
  /** In each stretch of `stretchMs`. */
  readonly leastBytesPerS: number;
  readonly stretchMs: number;
  readonly redirects: number;
  /** So much of what is kept is asked for again, to see that the rest belongs to it. */
  readonly overlapBytes: number;
}

export const defaultLimits: DownloadLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  totalMs: 30 * 60_000,
  leastBytesPerS: 2048,
  stretchMs: 30_000,
  redirects: 5,
  overlapBytes: 16 * 1024,
};

interface DownloaderDeps {
  readonly listed: () => readonly string[];
  readonly limits: DownloadLimits;
  /** Of one file. */
  readonly mostBytes: () => number;
  readonly room: Pick<DiskRoom, 'has'>;
  readonly clock: () => number;
}

export interface Downloader {
  /**
   * Asks `url` for what `part` lacks. `ended` where the server says that this was all; aborting `signal` ends it with a
   * reason of no meaning. Throws `UnwritableError`.
   */
  download(url: string, part: PartFile, options: { readonly signal: AbortSignal; readonly onProgress: (receivedBytes: number, totalBytes: number | null) => void }): Promise<'ended' | RecordingReason>;
  /** Keeps no connection to a host that may not be asked any more. */
  hostsChanged(): void;
  close(): Promise<void>;
}

/** Downloads sound over http and https from public addresses and from the hosts that `listed` names. */
export function createDownloader({ listed, limits, mostBytes, room, clock }: DownloaderDeps): Downloader {
  // Neither a proxy that the environment names nor HTTP/2 is used: nobody else connects, and one connection is one download.
  const newAgent = (): Agent => new Agent({ connect: createGuardedConnector(listed, limits.connectMs), pipelining: 1, keepAliveTimeout: 5000, allowH2: false, maxHeaderSize: 16 * 1024 });
  let agent = newAgent();

  return {
    async download(url, part, { signal, onProgress }) {
      using deadline = createDeadline(signal, limits.totalMs);
      const receivingDeps = { room, limits: { ...limits, bytes: mostBytes() }, onProgress, clock };
      // Once for the rest; where that is the rest of something else, once for everything.
      for (let from = Math.max(0, part.bytes() - limits.overlapBytes); ; from = 0) {
        const kept = from > 0 ? part.head() : null;
        const response = await follow(url, rangeHeaders(from, kept), { agent, limits, deadline });
        if (typeof response === 'string') return deadline.isOver() ? 'too-slow' : response;
        const received = await take(response, { from, kept, part, deadline, receivingDeps });
        if (received !== 'other') return received;
        if (from === 0) return 'bad-answer';
      }
    },
    hostsChanged() {
      const former = agent;
      agent = newAgent();
      // What is under way goes on to its end.
      former.close().catch(() => {});
    },
    close: () => agent.destroy(),
  };
}

interface Taking {
  readonly from: number;
  readonly kept: PartHead | null;
  readonly part: PartFile;
  readonly deadline: Deadline;
  readonly receivingDeps: Parameters<typeof receive>[2];
}

async function take(response: Dispatcher.ResponseData, { from, kept, part, deadline, receivingDeps }: Taking): Promise<Awaited<ReturnType<typeof receive>>> {
  try {
    const announced = announcedBy(response.statusCode, response.headers, from, kept);
    return typeof announced === 'string' ? announced : await receive(part, { ...announced, chunks: response.body }, receivingDeps);
  } catch (error) {
    if (error instanceof UnwritableError) throw error;
    // The connection ended, or went silent, before the announced length or the last chunk was there.
    return deadline.isOver() ? 'too-slow' : 'cut-off';
  } finally {
    discard(response);
  }
}

interface Following {
  readonly agent: Agent;
  readonly limits: DownloadLimits;
  readonly deadline: Deadline;
}

/** Asks `url` and where it leads; every step is judged like the first. */
async function follow(url: string, headers: Readonly<Record<string, string>>, { agent, limits, deadline }: Following): Promise<Dispatcher.ResponseData | RecordingReason> {
  let target = parseAddress(url);
  for (let redirects = 0; redirects <= limits.redirects; redirects++) {
    if (target === null) return 'bad-address';
    let response: Dispatcher.ResponseData;
    // Headers that come byte by byte keep the connection from being idle, so they have an end of their own.
    const timer = setTimeout(() => deadline.end(), limits.connectMs + limits.headersMs);
    try {
      response = await request(target, {
        dispatcher: agent,
        headersTimeout: limits.headersMs,
        bodyTimeout: limits.idleMs,
        signal: deadline.signal,
        headers: { 'user-agent': 'Earshot', accept: 'audio/*, */*;q=0.5', 'accept-encoding': 'identity', ...headers },
      });
    } catch (error) {
      return isPrivateAddressError(error) ? 'private-address' : 'unreachable';
    } finally {
      clearTimeout(timer);
    }
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(response.statusCode) || typeof location !== 'string') return response;
    discard(response);
    target = parseAddress(location, target);
  }
  return 'too-many-redirects';
}

/** An http(s) address without user and password, which are for nobody but the one who wrote them; null for anything else. */
export function parseAddress(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  url.username = '';
  url.password = '';
  return url;
}

/** Gives the connection up where it would still bring something: that is not wanted. */
function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => {});
  body.destroy();
}
