import type { IncomingMessage } from 'node:http';

/** A request's body as it comes over the wire, or as much of it as was worth reading. */
export type RequestBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  /** Of one that is too large: its beginning, and how large it is, as far as it was read or as its sender says. */
  | { readonly kind: 'too-large'; readonly start: Uint8Array; readonly wholeBytes: number }
  /** Bodies that are being read at once would take too much memory. */
  | { readonly kind: 'busy' };

/** What is kept of a body that is not kept whole. */
export const startBytes = 4096;

/** What is read and thrown away of a body that is too large, so that its sender reads the answer and not a broken pipe. */
const maxDiscardedBytes = 64 * 1024 * 1024;

interface Limits {
  /** Largest body that is taken. */
  readonly bytes: number;
  /** Of all bodies together that are being read. */
  readonly bytesAtOnce: number;
}

/** Reads bodies whole, in bounded memory however many are sent at once. Rejects where the sender leaves early. */
export function createBodyReader(limits: Limits) {
  let beingRead = 0;

  return function readBody(request: IncomingMessage): Promise<RequestBody> {
    return new Promise((resolve, reject) => {
      const pieces = createPieces(reserve);
      let held = 0;
      let bytes = 0;
      let start: Uint8Array | null = null;
      let isBusy = false;

      function reserve(more: number): boolean {
        if (beingRead + more > limits.bytesAtOnce) return false;
        beingRead += more;
        held += more;
        return true;
      }

      function letGo(): void {
        beingRead -= held;
        held = 0;
        pieces.clear();
      }

      request.on('data', (chunk: Uint8Array) => {
        const isKept = !isBusy && bytes + chunk.length <= limits.bytes && pieces.add(chunk);
        bytes += chunk.length;
        if (isBusy || isKept) return;
        if (bytes <= limits.bytes) {
          isBusy = true;
          letGo();
          return resolve({ kind: 'busy' });
        }
        if (start === null) {
          start = startOf([...pieces.all(), chunk]);
          letGo();
        }
        if (bytes > limits.bytes + maxDiscardedBytes) resolve({ kind: 'too-large', start, wholeBytes: wholeBytesOf(request, bytes) });
      });
      request.on('end', () => {
        const body: RequestBody = start === null ? { kind: 'whole', bytes: joined(pieces.all()) } : { kind: 'too-large', start, wholeBytes: bytes };
        letGo();
        resolve(body);
      });
      request.on('error', (error) => {
        letGo();
        reject(error);
      });
    });
  };
}

const nothing = Buffer.alloc(0);
/** A piece by itself costs some hundred bytes more than it has, and a sender may make them as small as it likes. */
const smallBytes = 4096;
const blockBytes = 16 * 1024;

/** What has come of a body: small pieces put together, others as they are. `reserve` says whether there is memory for so many bytes more. */
function createPieces(reserve: (bytes: number) => boolean) {
  let pieces: Uint8Array[] = [];
  let block: Uint8Array = nothing;
  let filled = 0;

  function seal(): void {
    if (filled > 0) pieces.push(block.subarray(0, filled));
    block = nothing;
    filled = 0;
  }

  return {
    /** Whether there was memory for it. */
    add(chunk: Uint8Array): boolean {
      const isSmall = chunk.length < smallBytes && pieces.length > 0;
      if (!isSmall || filled + chunk.length > block.length) {
        if (!reserve(isSmall ? blockBytes : chunk.length)) return false;
        seal();
        if (!isSmall) {
          pieces.push(chunk);
          return true;
        }
        block = Buffer.allocUnsafeSlow(blockBytes);
      }
      block.set(chunk, filled);
      filled += chunk.length;
      return true;
    },
    /** In the order in which they came. */
    all(): readonly Uint8Array[] {
      seal();
      return pieces;
    },
    clear(): void {
      pieces = [];
      block = nothing;
      filled = 0;
    },
  };
}

/** Most bodies come in one piece. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  return first !== undefined && pieces.length === 1 ? first : Buffer.concat(pieces);
}

/** What is read of an unauthenticated body beyond its kept beginning, so that a small one's sender keeps its connection. */
export const maxStrangersBytes = 64 * 1024;
/** How long a stranger may take to send the beginning of a body. */
const strangersMs = 5000;

/** The beginning of a body that nobody has vouched for; `isEnded` where the sender has sent all of it. */
export function readStart(request: IncomingMessage): Promise<{ readonly start: Uint8Array; readonly wholeBytes: number; readonly isEnded: boolean }> {
  return new Promise((resolve) => {
    let start: Uint8Array = nothing;
    let bytes = 0;
    const timer = setTimeout(() => settle(false), strangersMs);
    function settle(isEnded: boolean): void {
      clearTimeout(timer);
      request.off('data', read);
      request.off('end', end);
      request.off('error', leave);
      if (!isEnded) request.pause();
      resolve({ start, wholeBytes: isEnded ? bytes : wholeBytesOf(request, bytes), isEnded });
    }
    function read(chunk: Uint8Array): void {
      if (start.length < startBytes) start = startOf([start, chunk]);
      bytes += chunk.length;
      if (bytes > maxStrangersBytes) settle(false);
    }
    const end = (): void => settle(true);
    const leave = (): void => settle(false);
    request.on('data', read);
    request.on('end', end);
    request.on('error', leave);
  });
}

/** A copy: the chunks that it is cut from are much larger. */
function startOf(chunks: readonly Uint8Array[]): Uint8Array {
  const start = new Uint8Array(Math.min(startBytes, chunks.reduce((sum, { length }) => sum + length, 0)));
  let at = 0;
  for (const chunk of chunks) {
    if (at === start.length) break;
    const part = chunk.subarray(0, start.length - at);
    start.set(part, at);
    at += part.length;
  }
  return start;
}

/** The size of a body that was not read to its end: what its sender says, where that is not less than what came. */
function wholeBytesOf(request: IncomingMessage, readBytes: number): number {
  const declared = Number(request.headers['content-length'] ?? 0);
  return Number.isSafeInteger(declared) ? Math.max(declared, readBytes) : readBytes;
}
