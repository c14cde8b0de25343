import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { isListedHost, isPublicAddress, portOf } from './addresses.ts';

/** Refused before a packet was sent: the host's address is not one of the public internet, and the host is not listed. */
class PrivateAddressError extends Error {
  constructor(hostname: string) {
    super(`${hostname} is a private address and not listed among the hosts that may be asked.`);
    this.name = 'PrivateAddressError';
  }
}

/** Whether a connection was refused for its address; whoever tries several addresses at once wraps what they failed with. */
export function isPrivateAddressError(error: unknown): boolean {
  return error instanceof PrivateAddressError || (error instanceof Error && error.cause instanceof PrivateAddressError);
}

/**
 * Opens connections to public addresses and to the hosts that `listed` names at that moment. It judges the very addresses
 * that are connected to, so that a name that resolves differently a moment later opens no way around.
 */
export function createGuardedConnector(listed: () => readonly string[], timeoutMs: number): buildConnector.connector {
  const toListed = buildConnector({ timeout: timeoutMs, allowH2: false });
  const toPublic = buildConnector({ timeout: timeoutMs, allowH2: false, lookup: publicOnly(lookup) });
  return (options, callback) => {
    if (isListedHost(listed(), options.hostname, portOf(options))) toListed(options, callback);
    // Node asks no resolver about a host that is an address already, and not every resolver knows that this name is local.
    else if (isPrivateByName(options.hostname)) callback(new PrivateAddressError(options.hostname), null);
    else toPublic(options, callback);
  };
}

function isPrivateByName(hostname: string): boolean {
  return isIP(hostname) === 0 ? /(?:^|\.)localhost\.?$/i.test(hostname) : !isPublicAddress(hostname);
}

type Resolve = (hostname: string, options: LookupAllOptions, callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;

/** Resolves with `resolve` to the public ones of a name's addresses only. */
export function publicOnly(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, []);
        return;
      }
      const open = addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = open;
      if (first === undefined) callback(new PrivateAddressError(hostname), []);
      else if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}
