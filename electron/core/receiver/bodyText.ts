import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { systemCodeOf } from '#shared/errors.ts';

/** Largest body that is taken, as it comes over the wire and once inflated. */
export const maxBodyBytes = 8 * 1024 * 1024;

interface Unreadable {
  readonly ok: false;
  readonly problem: 'unknown-encoding' | 'broken-encoding' | 'too-large';
}

/**
 * The text of a push's body: inflated as its `content-encoding` says, read as UTF-8 without its byte order mark. Broken
 * UTF-8 becomes replacement characters: a sentence cut in the middle of a character must not cost the call. `headers`
 * have lower-case names. Pure, so that whoever reads the kept bytes later reads what was checked on arrival.
 */
export function bodyText(body: Uint8Array, headers: Readonly<Record<string, string>>): { readonly ok: true; readonly text: string } | Unreadable {
  const inflated = inflatedBody(body, headers);
  return inflated.ok ? { ok: true, text: utf8(inflated.bytes) } : inflated;
}

/**
 * The bytes of a push's body, inflated as its `content-encoding` says (gzip, deflate, br; bounded, so that a small body
 * cannot fill the memory).
 */
export function inflatedBody(body: Uint8Array, headers: Readonly<Record<string, string>>): { readonly ok: true; readonly bytes: Uint8Array } | Unreadable {
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return { ok: true, bytes: body };
  const inflate = inflaters.get(encoding);
  if (inflate === undefined) return { ok: false, problem: 'unknown-encoding' };
  try {
    return { ok: true, bytes: inflate(body) };
  } catch (error) {
    return { ok: false, problem: isTooLarge(error) ? 'too-large' : 'broken-encoding' };
  }
}

const bound = { maxOutputLength: maxBodyBytes };

const inflaters: ReadonlyMap<string, (body: Uint8Array) => Uint8Array> = new Map([
  ['gzip', (body: Uint8Array) => gunzipSync(body, bound)],
  ['x-gzip', (body: Uint8Array) => gunzipSync(body, bound)],
  ['deflate', inflateEither],
  ['br', (body: Uint8Array) => brotliDecompressSync(body, bound)],
]);

/** RFC 9110 means zlib's format by "deflate", some senders the bare one (RFC 1951). */
function inflateEither(body: Uint8Array): Uint8Array {
  try {
    return inflateSync(body, bound);
  } catch (error) {
    if (isTooLarge(error)) throw error;
    return inflateRawSync(body, bound);
  }
}

function isTooLarge(error: unknown): boolean {
  return systemCodeOf(error) === 'ERR_BUFFER_TOO_LARGE';
}

/** Without its byte order mark; broken sequences become replacement characters. */
export function utf8(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
