import { timingSafeEqual } from 'node:crypto';

/** A secret last part of the push address, and until when it works; null where that has no end. */
export interface PathKey {
  readonly key: string;
  readonly endsAtMs: number | null;
}

/** A key has at most 128 characters: longer ones are not looked at, so that nobody makes work with 16 KiB of them. */
const maxLength = 128;

/**
 * Tells in a time that shows nothing of where the two differ, nor of the length of either, whether a text is one of the
 * keys that work at `nowMs`.
 */
export function createPathKeys(keys: readonly PathKey[]): (given: string, nowMs: number) => boolean {
  const known = keys.map(({ key, endsAtMs }) => ({ padded: padded(key, Buffer.alloc(paddedBytes)), endsAtMs: endsAtMs ?? Infinity }));
  const room = Buffer.alloc(paddedBytes);
  return (given, nowMs) => {
    if (given.length > maxLength) return false;
    padded(given, room);
    let isKnown = false;
    for (const { padded: expected, endsAtMs } of known) {
      if (timingSafeEqual(room, expected) && nowMs < endsAtMs) isKnown = true;
    }
    return isKnown;
  };
}

/** A character takes three bytes of UTF-8 at most; the length stands behind, as zeros may be part of a text. */
const paddedBytes = 3 * maxLength + 2;

/** The text at the same length as any other: compared whole, which is faster than hashing it is. */
function padded(text: string, into: Buffer): Buffer {
  const bytes = into.write(text);
  into.fill(0, bytes);
  into.writeUInt16LE(bytes, paddedBytes - 2);
  return into;
}
