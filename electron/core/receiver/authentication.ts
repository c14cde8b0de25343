import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from '#shared/model/settings.ts';
import { createAddressList } from './addressList.ts';
import { checkBasic } from './basic.ts';
import type { Refusal } from './check.ts';
import { createPathKeys } from './pathKey.ts';
import { createSenderAddress } from './senderAddress.ts';
import type { Sender } from './senderAddress.ts';
import { checkSignature } from './signature.ts';

/** Who may push, as the settings say. */
export interface Authentication {
  /** Whether `given` is a key of the push address. Asked first: to whoever has none, nothing else is told. */
  isPathKey(given: string, nowMs: number): boolean;
  /** Where a request came from; `peer` is the address at the other end of its connection. */
  sender(peer: string, headers: IncomingHttpHeaders): Sender;
  /** Why a request with the right key may still not push, or null. `headers` have lower-case names. */
  refusal(sender: Sender, headers: IncomingHttpHeaders, nowMs: number): Refusal | null;
}

type Rules = Pick<Settings['receiver'], 'key' | 'previousKeys' | 'allowedAddresses' | 'trustedProxies' | 'basic' | 'signature'>;

/** Made once for settings and asked for each request: what is switched off costs it nothing. */
export function createAuthentication({ key, previousKeys, allowedAddresses, trustedProxies, basic, signature }: Rules): Authentication {
  const allowed = allowedAddresses.length === 0 ? null : createAddressList(allowedAddresses);
  return {
    isPathKey: createPathKeys([{ key, endsAtMs: null }, ...previousKeys]),
    sender: createSenderAddress(trustedProxies),
    refusal(sender, headers, nowMs) {
      if (allowed !== null) {
        if (sender.problem !== null) return outside(`Where the push came from cannot be told: ${sender.problem}. Earshot takes pushes only from the addresses in the settings.`);
        if (!allowed.has(sender.address)) return outside(`The push came from ${sender.address}, which is not among the addresses that may push.`);
      }
      return (basic === null ? null : checkBasic(basic, headers.authorization)) ?? (signature === null ? null : checkSignature(signature, headers, nowMs));
    },
  };
}

/** The answer to a wrong or missing key. */
export const wrongKey: Refusal = { httpStatus: 401, code: '-1', reason: 'The key in the push address is wrong.' };

function outside(reason: string): Refusal {
  return { httpStatus: 403, code: '-6', reason };
}
