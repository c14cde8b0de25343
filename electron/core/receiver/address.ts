import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ReturnType<typeof ipaddr.parse>;

/**
 * The IP address that a text is, IPv4 within IPv6 as IPv4; null where it is none. Never throws. A zone (RFC 4007,
 * `fe80::1%eth0.1`) is left out: it only says on which of this computer's networks the address is. Node takes more of
 * them than the library does, and senders can write any into their headers.
 */
export function readAddress(text: string): Address | null {
  if (isIP(text) === 0) return null;
  try {
    return ipaddr.process(withoutZone(text));
  } catch {
    return null;
  }
}

export function withoutZone(address: string): string {
  const zoneAt = address.indexOf('%');
  return zoneAt === -1 ? address : address.slice(0, zoneAt);
}
