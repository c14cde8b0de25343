import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { fileAtAddress, pageAt, soundAtAddress, soundsAt } from '#shared/contract/desktop.ts';
import type { Core } from '#core';
import { byteRange } from './byteRange.ts';

interface Deps {
  readonly recordingFile: Core['recordingFile'];
  readonly takeFile: Core['takeFile'];
  readonly log: { error(details: object, message: string): void };
}

const fromOwnPage = { 'access-control-allow-origin': `${pageAt.scheme}://${pageAt.host}`, 'x-content-type-options': 'nosniff' };

type Sound = NonNullable<Awaited<ReturnType<Core['recordingFile']>>>;

/**
 * Serves kept sounds with byte ranges, so that a player can seek, and once each the files that were made to be taken away;
 * the bytes are streamed from the file. `net.fetch` of a
 * file is of no use here: it was seen to answer a range with the whole file.
 */
export function serveSounds({ recordingFile, takeFile, log }: Deps): void {
  protocol.handle(soundsAt.scheme, async ({ url, method, headers }) => {
    try {
      if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
      const made = fileAtAddress(url);
      if (made !== null) return handOut(method === 'GET' ? takeFile(made) : null);
      const which = soundAtAddress(url);
      const sound = which === null ? null : await recordingFile(which.callId, which.kind, which.form);
      return sound === null ? new Response(null, { status: 404 }) : answer(sound, which?.form === 'original', headers.get('range'), method === 'GET');
    } catch (error) {
      // Unanswered, it would fail in the page without a reason.
      log.error({ err: error }, 'A recording could not be served');
      return new Response(null, { status: 500 });
    }
  });
}

function handOut(file: ReturnType<Core['takeFile']>): Response {
  if (file === null) return new Response(null, { status: 404, headers: fromOwnPage });
  const headers = { ...fromOwnPage, 'content-type': file.contentType, 'content-length': String(file.bytes), 'content-disposition': `attachment; filename="${file.name}"` };
  return new Response(asWebStream(createReadStream(file.path).once('close', () => file.release())), { headers });
}

function answer(sound: Sound, isDownload: boolean, range: string | null, hasBody: boolean): Response {
  const asked = byteRange(range, sound.bytes);
  const headers = {
    ...fromOwnPage,
    'accept-ranges': 'bytes',
    'content-type': sound.contentType,
    'content-disposition': `${isDownload ? 'attachment' : 'inline'}; filename="${sound.name}"`,
  };
  if (asked === 'unsatisfiable') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${sound.bytes}` } });
  const { first, last } = asked === 'whole' ? { first: 0, last: sound.bytes - 1 } : asked;
  return new Response(hasBody ? bytesOf(sound.path, first, last) : null, {
    status: asked === 'whole' ? 200 : 206,
    headers: { ...headers, 'content-length': String(last - first + 1), ...(asked === 'whole' ? {} : { 'content-range': `bytes ${first}-${last}/${sound.bytes}` }) },
  });
}

function bytesOf(path: string, first: number, last: number): ReadableStream<Uint8Array> {
  return asWebStream(createReadStream(path, { start: first, end: last }));
}

function asWebStream(bytes: Readable): ReadableStream<Uint8Array> {
  const stream = Readable.toWeb(bytes);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node's ReadableStream is the one that its Response takes; only the declarations differ
  return stream as ReadableStream<Uint8Array>;
}
