import ipaddr from 'ipaddr.js';
import { readAddress } from './address.ts';
import type { Address } from './address.ts';

/** Addresses and ranges, such as `203.0.113.7`, `10.0.0.0/8` or `2001:db8::/32`. */
export interface AddressList {
  /** Never for what is no address. */
  has(address: string): boolean;
}

/** Throws where an entry is none: the settings hold only checked ones. */
export function createAddressList(entries: readonly string[]): AddressList {
  const ranges = entries.map(rangeOf);
  return {
    has(text) {
      const address = readAddress(text);
      return address !== null && ranges.some(([start, bits]) => address.kind() === start.kind() && address.match(start, bits));
    },
  };
}

/** IPv4 as it looks within IPv6 (`::ffff:10.0.0.0/104`) stands for IPv4: that is how both are compared. */
function rangeOf(entry: string): [Address, number] {
  if (!entry.includes('/')) {
    const address = ipaddr.process(entry);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  const [start, bits] = ipaddr.parseCIDR(entry);
  if (start instanceof ipaddr.IPv6 && start.isIPv4MappedAddress() && bits >= 96) return [start.toIPv4Address(), bits - 96];
  return [start, bits];
}
