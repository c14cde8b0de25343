import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps a server at `max` connections without shutting the platform out: where one too many comes, the one goes that
 * has waited longest without ever having shown the right key. Only where all have shown it is the new one turned away.
 */
export function guardConnections(server: Server, max: number) {
  /** In order of arrival. */
  const strangers = new Set<Socket>();
  /** Under TLS a request has a socket of its own, which goes over the one that was counted. */
  const carriers = new WeakMap<Socket, Socket>();
  let open = 0;

  // One more than `max` gets as far as here, so that it can take a stranger's place; any further ones are closed by Node.
  server.maxConnections = max + 1;
  server.on('connection', (socket: Socket) => {
    open += 1;
    if (open > max) {
      const [oldest = socket] = strangers;
      oldest.destroy();
    }
    strangers.add(socket);
    socket.once('close', () => {
      open -= 1;
      strangers.delete(socket);
    });
  });

  server.on('secureConnection', (secured: Socket) => {
    for (const socket of strangers) {
      if (socket.remotePort !== secured.remotePort || socket.remoteAddress !== secured.remoteAddress) continue;
      carriers.set(secured, socket);
      return;
    }
  });

  return {
    /** Whoever is at the other end has the right key. */
    vouchFor(socket: Socket): void {
      strangers.delete(carriers.get(socket) ?? socket);
    },
  };
}
