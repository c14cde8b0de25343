import type { IncomingHttpHeaders } from 'node:http';
import { readAddress, withoutZone } from './address.ts';
import { createAddressList } from './addressList.ts';

/**
 * Where a request came from. `address`: as far as it is known for certain; `proxy`: the trusted one at the other end of the
 * connection, where that told the address; `problem`: why the trusted proxies' headers do not tell it, null where they do or
 * none is trusted.
 */
export interface Sender {
  readonly address: string;
  readonly proxy: string | null;
  readonly problem: string | null;
}

/** How many proxies stand before Earshot, counted from it; or their addresses. */
export type TrustedProxies = number | readonly string[];

/**
 * Tells who sent a request, past the proxies that are trusted and no further. Each proxy writes the address that it was
 * asked from behind those before, so entries are counted from the right: what stands further left was written by the
 * sender and may say anything. A number of proxies counts only for what reaches Earshot from this computer itself, as a
 * tunnel does: anybody else who reaches the port could write as many entries as are counted.
 */
export function createSenderAddress(trusted: TrustedProxies): (peer: string, headers: IncomingHttpHeaders) => Sender {
  if (trusted === 0 || (typeof trusted !== 'number' && trusted.length === 0)) return (peer) => ({ address: plain(peer), proxy: null, problem: null });
  const senderOf = typeof trusted === 'number' ? byCount(trusted) : byAddress(trusted);
  return (peer, headers) => {
    const own = plain(peer);
    const xForwardedFor = headers['x-forwarded-for'];
    const lists = [
      xForwardedFor === undefined ? null : entriesFromRight(String(xForwardedFor)).map(withoutPort),
      headers.forwarded === undefined ? null : entriesFromRight(headers.forwarded).map(forOf),
    ].filter((list) => list !== null);
    const [first = own, ...others] = lists.map((entries) => senderOf(own, entries));
    if (first === null || others.includes(null)) return { address: own, proxy: null, problem: 'a trusted proxy wrote no address into its header' };
    // A proxy writes one of the two and hands the other through: they must agree, or one of them is the sender's own.
    if (others.some((other) => other !== first)) return { address: own, proxy: null, problem: 'the headers X-Forwarded-For and Forwarded contradict one another' };
    return { address: first, proxy: first === own ? null : own, problem: null };
  };
}

/** From the own peer's address and the entries, nearest first; null where the entry in question is no address. */
type SenderOf = (peer: string, entries: readonly (string | null)[]) => string | null;

const thisComputer = createAddressList(['127.0.0.0/8', '::1']);

function byCount(count: number): SenderOf {
  return (peer, entries) => {
    if (!thisComputer.has(peer) || entries.length === 0) return peer;
    // Fewer entries than proxies: all of them were written by trusted ones.
    return entries[Math.min(count, entries.length) - 1] ?? null;
  };
}

function byAddress(addresses: readonly string[]): SenderOf {
  const proxies = createAddressList(addresses);
  return (peer, entries) => {
    let sender: string | null = peer;
    for (const entry of entries) {
      if (sender === null || !proxies.has(sender)) break;
      sender = entry;
    }
    return sender;
  };
}

/** Node tells an IPv4 sender of a listener on `::` as `::ffff:203.0.113.7`, and a link-local one as `fe80::1%eth0`. */
function plain(address: string): string {
  const bare = withoutZone(address);
  return bare.startsWith('::ffff:') && bare.includes('.') ? bare.slice(7) : bare;
}

/**
 * The nearest proxy's entry first. Split at every comma: one within a quoted text can only be the sender's, because
 * addresses have none, and whatever it breaks stands further left.
 */
function entriesFromRight(header: string): string[] {
  return header.split(',').slice(-maxEntries).toReversed();
}

/** More proxies than anybody has; a sender may write thousands. */
const maxEntries = 32;

/** The address of an element of `Forwarded` (RFC 7239): `for=192.0.2.60;proto=https`, `for="[2001:db8::1]:4711"`. */
function forOf(element: string): string | null {
  for (const pair of element.split(';')) {
    const value = /^\s*for\s*=\s*"?([^"]*)"?\s*$/i.exec(pair)?.[1];
    if (value !== undefined) return withoutPort(value);
  }
  return null;
}

/** `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::1` and `[2001:db8::1]:4711` in one form; null for what is no address. */
function withoutPort(text: string): string | null {
  const given = text.trim();
  const bare = /^\[(.+)\](?::\d+)?$/.exec(given)?.[1] ?? /^([\d.]+):\d+$/.exec(given)?.[1] ?? given;
  return readAddress(bare)?.toString() ?? null;
}
