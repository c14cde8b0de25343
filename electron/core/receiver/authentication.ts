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
  /** What is to be kept of a refused request for `mayPush`: a password is not kept, but whether it was right. */
  notes(headers: IncomingHttpHeaders): Readonly<Record<string, string>>;
  /** Whether a kept push would not be refused by these rules, as of when it came. Its key is not asked for. */
  mayPush(push: KeptSender): boolean;
}

/** What is known of the sender of a kept push. */
export interface KeptSender {
  readonly receivedAtMs: number;
  readonly source: string;
  readonly proxy: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

type Rules = Pick<Settings['receiver'], 'key' | 'previousKeys' | 'allowedAddresses' | 'trustedProxies' | 'basic' | 'signature'>;

/** Made once for settings and asked for each request: what is switched off costs it nothing. */
export function createAuthentication({ key, previousKeys, allowedAddresses, trustedProxies, basic, signature }: Rules): Authentication {
  const allowed = allowedAddresses.length === 0 ? null : createAddressList(allowedAddresses);
  const senderOf = createSenderAddress(trustedProxies);

  function addressRefusal(sender: Sender): Refusal | null {
    if (allowed === null) return null;
    if (sender.problem !== null) return outside(`Where the push came from cannot be told: ${sender.problem}. Earshot takes pushes only from the addresses in the settings.`);
    return allowed.has(sender.address) ? null : outside(`The push came from ${sender.address}, which is not among the addresses that may push.`);
  }

  function signatureRefusal(headers: IncomingHttpHeaders, nowMs: number): Refusal | null {
    return signature === null ? null : checkSignature(signature, headers, nowMs);
  }

  return {
    isPathKey: createPathKeys([{ key, endsAtMs: null }, ...previousKeys]),
    sender: senderOf,
    refusal: (sender, headers, nowMs) => addressRefusal(sender) ?? (basic === null ? null : checkBasic(basic, headers.authorization)) ?? signatureRefusal(headers, nowMs),
    notes: (headers) => (basic !== null && checkBasic(basic, headers.authorization) === null ? { [passwordNote]: 'right' } : {}),
    mayPush({ receivedAtMs, source, proxy, headers }) {
      // At the other end of the connection was the proxy, where it came through one; which are trusted may have changed.
      const sender = senderOf(proxy ?? source, headers);
      return addressRefusal(sender) === null && (basic === null || headers[passwordNote] === 'right') && signatureRefusal(headers, receivedAtMs) === null;
    },
  };
}

/** No header of HTTP can have such a name. */
const passwordNote = ':password';

/** The answer to a wrong or missing key. */
export const wrongKey: Refusal = { httpStatus: 401, code: '-1', reason: 'The key in the push address is wrong.' };

function outside(reason: string): Refusal {
  return { httpStatus: 403, code: '-6', reason };
}
