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
      /** What has come, at the beginning of it; the rest is room for more. */
      let room: Uint8Array = nothing;
      let bytes = 0;
      let start: Uint8Array | null = null;
      let isBusy = false;

      function letGo(): void {
        beingRead -= room.length;
        room = nothing;
      }

      /** Whether there was memory for it. */
      function keep(chunk: Uint8Array, at: number): boolean {
        if (at + chunk.length > room.length) {
          // Most bodies come in one piece, which is kept as it is. Pieces are joined as they come: each by itself costs
          // some hundred bytes, and a sender may make them as small as it likes.
          const roomier = at === 0 ? chunk.length : Math.min(Math.max(2 * (at + chunk.length), piecesBytes), mostBytesOf(request, at + chunk.length, limits.bytes));
          if (beingRead - room.length + roomier > limits.bytesAtOnce) return false;
          beingRead += roomier - room.length;
          if (at === 0) {
            room = chunk;
            return true;
          }
          const larger = Buffer.allocUnsafeSlow(roomier);
          larger.set(room.subarray(0, at));
          room = larger;
        }
        room.set(chunk, at);
        return true;
      }
      request.on('data', (chunk: Uint8Array) => {
        const at = bytes;
        bytes += chunk.length;
        if (isBusy) return;
        if (bytes <= limits.bytes) {
          if (keep(chunk, at)) return;
          isBusy = true;
          letGo();
          return resolve({ kind: 'busy' });
        }
        if (start === null) {
          start = startOf(room.subarray(0, at), chunk);
          letGo();
        }
        if (bytes > limits.bytes + maxDiscardedBytes) resolve({ kind: 'too-large', start, wholeBytes: wholeBytesOf(request, bytes) });
      });
      request.on('end', () => {
        const body: RequestBody = start === null ? { kind: 'whole', bytes: exactly(room, bytes) } : { kind: 'too-large', start, wholeBytes: bytes };
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
/** The first room that is made for a body of several pieces. */
const piecesBytes = 64 * 1024;

/** Bytes that a body can still become: as many as its sender says, where that may be true. */
function mostBytesOf(request: IncomingMessage, readBytes: number, limit: number): number {
  const declared = Number(request.headers['content-length']);
  return Number.isSafeInteger(declared) && declared >= readBytes && declared <= limit ? declared : limit;
}

/** What waits to be kept holds no room beside it. */
function exactly(room: Uint8Array, bytes: number): Uint8Array {
  return room.length === bytes ? room : Buffer.from(room.subarray(0, bytes));
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
      if (start.length < startBytes) start = startOf(start, chunk);
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

/** The beginning of both together; a copy: what it is cut from is much larger. */
function startOf(before: Uint8Array, chunk: Uint8Array): Uint8Array {
  const start = new Uint8Array(Math.min(startBytes, before.length + chunk.length));
  start.set(before.subarray(0, start.length));
  if (before.length < start.length) start.set(chunk.subarray(0, start.length - before.length), before.length);
  return start;
}

/** The size of a body that was not read to its end: what its sender says, where that is not less than what came. */
function wholeBytesOf(request: IncomingMessage, readBytes: number): number {
  const declared = Number(request.headers['content-length'] ?? 0);
  return Number.isSafeInteger(declared) ? Math.max(declared, readBytes) : readBytes;
}
