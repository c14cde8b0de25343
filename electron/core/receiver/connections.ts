import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps a server at `max` connections without shutting the platform out: where one too many comes, the one goes that
 * has waited longest without ever having shown the right key. Only where all have shown it is the new one turned away.
 */
export function guardConnections(server: Server, max: number) {
  const all = new Set<Socket>();
  /** Those that have not shown the key, in order of arrival. */
  const strangers = new Set<Socket>();
  /** Under TLS a request has a socket of its own, which goes over the one that was counted. */
  const carriers = new WeakMap<Socket, Socket>();

  // One more than `max` gets as far as here, so that it can take a stranger's place; any further ones are closed by Node.
  server.maxConnections = max + 1;
  server.on('connection', (socket: Socket) => {
    // Node asks the system for it when it is first wanted and remembers it: once the connection is reset there is none.
    void socket.remoteAddress;
    if (all.size >= max) {
      const [oldest] = strangers;
      if (oldest === undefined) return void socket.destroy();
      strangers.delete(oldest);
      all.delete(oldest);
      oldest.destroy();
    }
    all.add(socket);
    strangers.add(socket);
    socket.once('close', () => {
      all.delete(socket);
      strangers.delete(socket);
    });
  });

  server.on('secureConnection', (secured: Socket) => {
    void secured.remoteAddress;
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
    /** Cuts everybody off, those too on whose connection TLS never began, which the server itself does not know. */
    cutOff(): void {
      for (const socket of all) socket.destroy();
    },
  };
}
