import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { attachPort } from '#core';
import type { Core } from '#core';
import type { EarshotClient } from '#shared/contract/index.ts';
import { createUiServer } from '../../electron/headless/http/uiServer.ts';

export interface Connection {
  readonly client: EarshotClient;
  close(): Promise<void>;
}

export type Transport = (core: Core) => Promise<Connection>;

/** Node's MessageChannel stands for Electron's. */
const overPort: Transport = (core) => {
  const { port1, port2 } = new MessageChannel();
  attachPort(core.api, port1);
  port1.start();
  port2.start();
  const client: EarshotClient = createORPCClient(new PortLink({ port: port2 }));
  return Promise.resolve({
    client,
    close() {
      port2.close();
      return Promise.resolve();
    },
  });
};

const overHttp: Transport = async (core) => {
  const rendererDir = await mkdtemp(join(tmpdir(), 'earshot-page-'));
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html>');
  const server = createUiServer({ core, rendererDir, log: { error: (details, message) => console.error(message, details) } });
  const port = await server.listen(0);
  const client: EarshotClient = createORPCClient(
    new HttpLink({ url: `http://127.0.0.1:${port}/rpc`, headers: { authorization: `Bearer ${core.settings().ui.key}` } }),
  );
  return {
    client,
    async close() {
      await server.close();
      await rm(rendererDir, { recursive: true });
    },
  };
};

export const transports: readonly (readonly [name: string, connect: Transport])[] = [
  ['a MessagePort', overPort],
  ['HTTP', overHttp],
];
