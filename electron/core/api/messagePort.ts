import { RPCHandler } from '@orpc/server/message-port';
import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { Api } from './api.ts';

/** Serves the contract on a port until the port closes. The caller starts the port where its kind needs starting. */
export function attachPort(api: Api, port: SupportedMessagePort): void {
  new RPCHandler(api).upgrade(port);
}
