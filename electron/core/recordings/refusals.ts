import { isIP } from 'node:net';
import type { RecordingReason } from '#shared/model/recording.ts';
import { isListedHost, isPublicAddress, portOf } from './addresses.ts';
import { parseAddress } from './download.ts';

/**
 * Why an address is refused without asking anybody: it is none of http or https, or names by its number a host that is
 * neither public nor `listed`. Null where it has to be tried; what a name stands for is judged when it is connected to.
 */
export function refusalOf(url: string, listed: readonly string[]): Extract<RecordingReason, 'bad-address' | 'private-address'> | null {
  const address = parseAddress(url);
  if (address === null) return 'bad-address';
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const isPrivate = isIP(host) !== 0 && !isPublicAddress(host) && !isListedHost(listed, host, portOf(address));
  return isPrivate ? 'private-address' : null;
}
