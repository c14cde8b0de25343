import { hash, timingSafeEqual } from 'node:crypto';

/** A secret last part of the push address, and until when it works; null where that has no end. */
export interface PathKey {
  readonly key: string;
  readonly endsAtMs: number | null;
}

/** A key has at most 128 characters: longer ones are not hashed, so that nobody makes work with 16 KiB of them. */
const maxLength = 128;

/**
 * Tells in a time that shows nothing of where the two differ, nor of the length of either, whether a text is one of the
 * keys that work at `nowMs`.
 */
export function createPathKeys(keys: readonly PathKey[]): (given: string, nowMs: number) => boolean {
  const known = keys.map(({ key, endsAtMs }) => ({ digest: digestOf(key), endsAtMs: endsAtMs ?? Infinity }));
  return (given, nowMs) => {
    if (given.length > maxLength) return false;
    const digest = digestOf(given);
    let isKnown = false;
    for (const { digest: expected, endsAtMs } of known) {
      if (timingSafeEqual(digest, expected) && nowMs < endsAtMs) isKnown = true;
    }
    return isKnown;
  };
}

function digestOf(text: string): Uint8Array {
  return hash('sha256', text, 'buffer');
}
