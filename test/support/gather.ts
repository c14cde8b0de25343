import type { Readable } from 'node:stream';

/** Reads a stream as it comes; the returned function tells its text so far. */
export function gather(stream: Readable | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}
