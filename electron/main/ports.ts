import { ipcMain } from 'electron';
import type { MessagePortMain } from 'electron';
import { portMessages } from '#shared/contract/port.ts';
import { isOwnPage } from './sender.ts';

interface Deps {
  /** Serves the contract on a port. */
  readonly attach: (port: MessagePortMain) => void;
  readonly log: { warn(details: object, message: string): void };
}

/** Serves the contract to the page on the port that its preload sends. The only channel there is. */
export function servePorts({ attach, log }: Deps): void {
  // By the page's contents. Held here: a port that nobody refers to is collected, and closes.
  const ports = new Map<number, MessagePortMain>();

  ipcMain.on(portMessages.offered, (event) => {
    // Read before anything is awaited: later the frame may be another page's.
    const { senderFrame, sender } = event;
    const [port] = event.ports;
    if (port === undefined || !isOwnPage(senderFrame)) {
      port?.close();
      log.warn({ url: senderFrame?.url }, 'A port from somewhere else than the own page was refused');
      return;
    }
    // A page that asks again was loaded again, or has lost the port it had.
    ports.get(sender.id)?.close();
    ports.set(sender.id, port);
    port.on('close', () => {
      if (ports.get(sender.id) === port) ports.delete(sender.id);
    });
    attach(port);
    port.start();
  });
}
