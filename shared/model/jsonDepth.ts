/** Deeper JSON is refused: what walks a parsed value is recursive, and no record needs more than six levels. */
export const maxJsonDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Whether JSON in `bytes` of UTF-8 is nested deeper than `limit`: `isTooDeep` without decoding first. Brackets, quotes and
 * backslashes are single bytes in UTF-8 and never part of another character.
 */
export function isTooDeepInBytes(bytes: Uint8Array, limit: number = maxJsonDepth): boolean {
  if (!hasMoreBrackets(bytes, limit)) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) {
      inString = true;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}

/**
 * Whether more than `limit` brackets open in `bytes`, in strings or not. Few do in most bodies, which then cannot be deep;
 * and finding those few is several times as fast as looking at each byte.
 */
function hasMoreBrackets(bytes: Uint8Array, limit: number): boolean {
  let found = 0;
  for (const bracket of [0x7b, 0x5b]) {
    for (let at = bytes.indexOf(bracket); at !== -1; at = bytes.indexOf(bracket, at + 1)) {
      found += 1;
      if (found > limit) return true;
    }
  }
  return false;
}

/** More values are no calls: 8 MiB of real records hold half as many, and each costs memory that its few bytes do not show. */
export const maxJsonValues = 500_000;

/** Whether JSON in `bytes` of UTF-8 has more than `limit` values; names do not count, and what is empty counts twice. */
export function hasTooManyValues(bytes: Uint8Array, limit: number = maxJsonValues): boolean {
  // A value and its comma take two bytes: most bodies have no room for so many.
  if (bytes.length < 2 * limit - 1) return false;
  let values = 1;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) {
      inString = true;
    } else if (byte === 0x2c || byte === 0x7b || byte === 0x5b) {
      values += 1;
      if (values > limit) return true;
    }
  }
  return values > limit;
}

/**
 * Whether JSON `text` is nested deeper than `limit`, counted before it is parsed. Brackets inside strings do not count.
 * For text that is not JSON the answer is never lower than the depth a parser would reach before it gives up.
 */
export function isTooDeep(text: string, limit: number = maxJsonDepth): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) {
      inString = true;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}
