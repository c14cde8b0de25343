import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

/** A link over the port that `getPort` gives; over the next one it gives where a port was closed. */
export function createPortLink(getPort: () => Promise<MessagePort>): ClientLink<ClientContext> {
  let current: Promise<ClientLink<ClientContext>> | null = null;

  async function connect(): Promise<ClientLink<ClientContext>> {
    const port = await getPort();
    port.addEventListener('close', () => {
      current = null;
    });
    const link = new RPCLink({ port });
    port.start();
    return link;
  }

  return {
    async call(path, input, options) {
      current ??= connect();
      return (await current).call(path, input, options);
    },
  };
}
