import ipaddr from 'ipaddr.js';

/**
 * Whether `address` (an IP address as text) is one of the public internet. Everything else is not: loopback, private,
 * link-local (cloud metadata lives there), carrier-grade NAT, unique local, multicast, reserved, documentation. Addresses
 * that carry an IPv4 address are judged by that one.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast' && !publicMetadataAddresses.has(parsed.toString());
  const range = parsed.range();
  // NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is meant.
  if (range === 'rfc6052') return isPublicAddress(parsed.toByteArray().slice(12).join('.'));
  // Only 2000::/3 is given out for the public internet (RFC 4291), whatever the rest may be used for one day.
  return range === 'unicast' && parsed.toByteArray()[0] !== undefined && ((parsed.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
}

/** Azure's metadata and wire server answers on an address of the public range. */
const publicMetadataAddresses = new Set(['168.63.129.16']);

/**
 * Whether the operator listed `hostname` (as in a URL, IPv6 with or without brackets), alone or with `port`, as an entry
 * such as `nas.local`, `127.0.0.1:8123` or `[::1]:8123`.
 */
export function isListedHost(listed: readonly string[], hostname: string, port: number): boolean {
  const bare = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const forms = new Set([bare, `${bare}:${port}`, `[${bare}]`, `[${bare}]:${port}`]);
  return listed.some((entry) => forms.has(entry.trim().toLowerCase()));
}

/** The port that an address names, or the usual one of its protocol. */
export function portOf({ port, protocol }: { readonly port?: string | null | undefined; readonly protocol: string }): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
