import type * as Electron from 'electron';
import type { Codec } from '../codec.ts';
import { createPipe } from './pipe.ts';
import type { End } from './pipe.ts';
import { strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';

/** MessageChannelMain, and the ways by which ports enter and leave the app's process. */
export interface Ports {
  readonly MessageChannelMain: typeof Electron.MessageChannelMain;
  /** A port for the app at this end of a pipe. */
  portAt(end: End): Electron.MessagePortMain;
  /** Takes the ends out of ports that are sent away; the ports are of no use afterwards. */
  takeEnds(transfer: readonly unknown[]): End[];
}

export function createPorts(codec: Codec): Ports {
  // An unstarted port that nobody refers to can be collected; its pipe closes with it, as in Electron.
  const collected = new FinalizationRegistry<End>((end) => end.close());

  class MessagePortMain extends strictEmitter('MessagePortMain') implements Part<Electron.MessagePortMain> {
    #end: End | null;
    #isStarted = false;

    constructor(end: End) {
      super();
      this.#end = end;
      collected.register(this, end, end);
    }

    postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
      if (transfer.length > 0) throw new Error('The double of electron does not implement MessagePortMain.postMessage with ports');
      this.#end?.post(codec.encode(message));
    }

    start(): void {
      if (this.#isStarted) return;
      this.#isStarted = true;
      this.#end?.listen({
        message: (message) => this.emit('message', { data: codec.decode(message), ports: [] }),
        closed: () => this.emit('close'),
      });
    }

    close(): void {
      this.#end?.close();
    }

    static take(port: MessagePortMain): End | null {
      const end = port.#end;
      if (end !== null) collected.unregister(end);
      port.#end = null;
      return end;
    }
  }

  class MessageChannelMain implements Part<Electron.MessageChannelMain> {
    readonly port1: Electron.MessagePortMain;
    readonly port2: Electron.MessagePortMain;

    constructor() {
      const [left, right] = createPipe();
      this.port1 = whole(new MessagePortMain(left));
      this.port2 = whole(new MessagePortMain(right));
    }
  }

  return {
    MessageChannelMain,
    portAt: (end) => whole<Electron.MessagePortMain>(new MessagePortMain(end)),
    takeEnds: (transfer) =>
      transfer.map((port, index) => {
        if (!(port instanceof MessagePortMain)) throw new TypeError('Invalid value for transfer');
        const end = MessagePortMain.take(port);
        if (end === null) throw new Error(`Port at index ${index} is already neutered.`);
        return end;
      }),
  };
}
