import type * as Electron from 'electron';
import type { HandlerFor, ProtocolHandler } from './bridge.ts';
import { strict } from './strict.ts';

/** protocol, and what windows and the bridge ask of it. */
export interface Protocols {
  readonly protocol: Electron.Protocol;
  readonly net: Electron.Net;
  readonly handlerFor: HandlerFor;
  /** A policy of a page as it is enforced: without effect on schemes that pass it by. */
  readonly policyInForce: (policy: string) => string;
  /** Why a page cannot live on this address, or null. */
  readonly whyNoPage: (address: string) => string | null;
}

/**
 * Order is Electron's: privileges before ready, handlers after it. A second registration forgets what the first one told
 * the pages' processes (secure, fetch) and keeps what the main process knows (standard, stream).
 */
export function createProtocols(isReady: () => boolean): Protocols {
  const handlers = new Map<string, ProtocolHandler>();
  const privileges = new Map<string, Electron.Privileges>();
  const has = (scheme: string, privilege: keyof Electron.Privileges): boolean => privileges.get(scheme)?.[privilege] === true;

  const protocol = strict<Electron.Protocol>('protocol', {
    registerSchemesAsPrivileged(schemes) {
      if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      for (const [scheme, { standard = false, stream = false }] of privileges) privileges.set(scheme, { standard, stream });
      for (const { scheme, privileges: wanted = {} } of schemes) privileges.set(scheme, wanted);
    },
    handle(scheme, handler) {
      if (!isReady()) throw new Error('protocol.handle cannot be used before the app is ready');
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      handlers.set(scheme, handler);
    },
    unhandle(scheme) {
      if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    },
    isProtocolHandled: (scheme) => handlers.has(scheme),
  });

  const handlerFor: HandlerFor = (scheme, resourceType, origin) => {
    const handler = handlers.get(scheme);
    if (handler === undefined) throw new Error(`net::ERR_UNKNOWN_URL_SCHEME: nobody handles ${scheme}:`);
    if (resourceType === 'Media' && !has(scheme, 'stream')) throw new Error(`${scheme}: was not registered as a streaming scheme: Electron plays nothing from it`);
    if (['Fetch', 'XHR'].includes(resourceType) && !has(scheme, 'supportFetchAPI')) throw new Error(`${scheme}: was not registered for the Fetch API`);
    if (origin !== null && !origin.startsWith(`${scheme}:`) && !has(scheme, 'corsEnabled')) throw new Error(`${scheme}: was not registered as corsEnabled: pages of other origins fetch nothing from it`);
    return handler;
  };

  // Of the app's own schemes only: nothing of the double reaches a network.
  const net = strict<Electron.Net>('net', {
    async fetch(input, init) {
      const request = new Request(input, init);
      return handlerFor(new URL(request.url).protocol.slice(0, -1), 'Other', null)(request);
    },
  });

  return {
    protocol,
    net,
    handlerFor,
    policyInForce(policy) {
      const bypassing = Array.from(privileges.keys()).filter((scheme) => has(scheme, 'bypassCSP'));
      return bypassing.length === 0 ? policy : policy.split(';').map((directive) => `${directive} ${bypassing.map((scheme) => `${scheme}:`).join(' ')}`).join(';');
    },
    whyNoPage(address) {
      const scheme = address.slice(0, address.indexOf(':')).toLowerCase();
      if (['http', 'https', 'data', 'about'].includes(scheme)) return null;
      const lacking = (['standard', 'secure'] as const).filter((privilege) => !has(scheme, privilege));
      return lacking.length === 0 ? null : `${scheme}: was not registered as ${lacking.join(' and ')}`;
    },
  };
}
