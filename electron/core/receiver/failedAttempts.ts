import ipaddr from 'ipaddr.js';
import { readAddress } from './address.ts';

interface Limits {
  /** Attempts of one source, and of all together, within a minute. */
  readonly perSource: number;
  readonly inAll: number;
  /** Sources that are told apart; any more share one count. */
  readonly sources: number;
}

const minuteMs = 60_000;

/**
 * Counts attempts that failed authentication, by source and minute, in bounded memory. Whoever has the right key is never
 * asked about here: behind a tunnel the platform and a scanner may share one address.
 */
export function createFailedAttempts(limits: Limits) {
  let counts = new Map<string, number>();
  let inAll = 0;
  let beganMs = -Infinity;

  return {
    /** Counts an attempt; whether it is one too many, and then in how many ms the next minute begins. */
    add(address: string, nowMs: number): { readonly isTooMany: false } | { readonly isTooMany: true; readonly isFirst: boolean; readonly retryAfterMs: number } {
      // A clock that was set back begins a minute too.
      if (nowMs - beganMs >= minuteMs || nowMs < beganMs) {
        counts = new Map();
        inAll = 0;
        beganMs = nowMs;
      }
      const source = sourceOf(address);
      const counted = counts.has(source) || counts.size < limits.sources ? source : others;
      const count = (counts.get(counted) ?? 0) + 1;
      counts.set(counted, count);
      inAll += 1;
      if (count <= limits.perSource && inAll <= limits.inAll) return { isTooMany: false };
      return { isTooMany: true, isFirst: count === limits.perSource + 1, retryAfterMs: beganMs + minuteMs - nowMs };
    },
  };
}

const others = 'others';

/** One household or server has a /64 of IPv6 for itself: its addresses are one source. */
function sourceOf(address: string): string {
  const parsed = readAddress(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).map((part) => part.toString(16)).join(':') : address;
}
