import type { Readable } from 'node:stream';

/** What is read and thrown away of a body that is too large, so that its sender reads the answer and not a broken pipe. */
const maxDiscardedBytes = 64 * 1024 * 1024;

/** A request's body as it comes over the wire, or null where it is larger than `maxBytes`. */
export function readBody(payload: Readable, maxBytes: number): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    let chunks: Uint8Array[] = [];
    let bytes = 0;
    payload.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else chunks = [];
      if (bytes > maxBytes + maxDiscardedBytes) resolve(null);
    });
    payload.on('end', () => resolve(bytes > maxBytes ? null : Buffer.concat(chunks, bytes)));
    payload.on('error', reject);
  });
}
