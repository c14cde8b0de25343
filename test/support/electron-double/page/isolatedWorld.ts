// oxlint-disable unicorn/consistent-function-scoping -- runs from its source, without anything outside itself
import type { Codec } from '../codec.ts';
import type { PageMessage, PreloadFailure } from '../messages.ts';

/** What the isolated world stands on; names that a page's own scripts cannot see, because their world is another. */
export interface WorldOptions {
  /** Names of the functions by which messages leave this world and enter it. */
  readonly sendName: string;
  readonly receiveName: string;
  readonly preloadPath: string;
  /** Why the preload script cannot even be compiled, or null. */
  readonly failure: string | null;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
}

/** The preload as Electron wraps it. */
export type Preload = (require: (name: string) => unknown, process: unknown, exports: unknown, module: unknown, global: unknown) => void;

/**
 * The preload's side of Electron in a sandboxed, isolated world. It runs from its source in the page, so it refers to
 * nothing outside itself.
 */
export function isolatedWorld(codec: Codec, options: WorldOptions, preload: Preload | null, world: typeof globalThis = globalThis): void {
  // Without nodeIntegrationInSubFrames only the main frame has a preload.
  if (world.window !== world.window.top) return;
  type Listener = (event: unknown, ...args: unknown[]) => void;
  const listeners = new Map<string, Listener[]>();
  const ports = new Map<string, MessagePort>();
  let lastPort = 0;
  const outside = world as unknown as Record<string, (message: string) => void>; // Chromium has put the functions there by their names
  const tell = (message: PageMessage | PreloadFailure): void => outside[options.sendName]?.(JSON.stringify(message));
  const absent = (name: string): never => {
    throw new Error(`The double of electron does not implement ${name}`);
  };
  const strict = <Whole extends object>(name: string, members: Whole): Whole =>
    new Proxy(members, { get: (target, key) => (typeof key === 'symbol' || key in target || key === 'then' ? (Reflect.get(target, key) as unknown) : absent(`${name}.${key}`)) });

  const relay = (name: string, port: MessagePort): void => {
    ports.set(name, port);
    port.addEventListener('message', (event: MessageEvent) => {
      if (event.ports.length > 0) absent('ports inside a message of a port');
      tell({ kind: 'port', port: name, data: codec.encode(event.data) });
    });
    port.addEventListener('close', () => tell({ kind: 'portClosed', port: name }));
    port.start();
  };
  const sendAway = (transfer: readonly unknown[]): string[] =>
    transfer.map((port) => {
      if (!(port instanceof MessagePort)) throw new TypeError('Invalid value for transfer');
      lastPort += 1;
      const name = `page-${lastPort}`;
      // Whoever sent it holds a neutered port afterwards.
      relay(name, structuredClone(port, { transfer: [port] }));
      return name;
    });

  const add = (channel: string, listener: Listener): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
  };
  const remove = (channel: string, listener: Listener): void => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((known) => known !== listener),
    );
  };
  const ipcRenderer = strict('ipcRenderer', {
    send(channel: string, ...args: unknown[]) {
      tell({ kind: 'send', channel, data: codec.encode(args), ports: [] });
    },
    postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []) {
      const data = codec.encode([message]);
      tell({ kind: 'send', channel, data, ports: sendAway(transfer) });
    },
    on(channel: string, listener: Listener) {
      add(channel, listener);
      return ipcRenderer;
    },
    once(channel: string, listener: Listener) {
      const once: Listener = (...args) => {
        remove(channel, once);
        listener(...args);
      };
      add(channel, once);
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      remove(channel, listener);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Listener) {
      remove(channel, listener);
      return ipcRenderer;
    },
  });

  outside[options.receiveName] = (text) => {
    const message = JSON.parse(text) as PageMessage;
    if (message.kind === 'port') ports.get(message.port)?.postMessage(codec.decode(message.data));
    else if (message.kind === 'portClosed') ports.get(message.port)?.close();
    else {
      const arrived = message.ports.map((name) => {
        const channel = new MessageChannel();
        relay(name, channel.port1);
        return channel.port2;
      });
      const args = codec.decode(message.data) as unknown[];
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer, ports: arrived }, ...args);
    }
  };

  const electron = strict('electron', { ipcRenderer });
  // A sandboxed preload can load these and nothing else.
  const modules = new Map<string, unknown>([
    ['electron', electron],
    ['electron/renderer', electron],
    ['electron/common', electron],
  ]);
  const require = (name: string): unknown => {
    if (modules.has(name)) return modules.get(name);
    if (['events', 'timers', 'url'].includes(name.replace(/^node:/, ''))) absent(`require('${name}') in a preload`);
    throw new Error(`module not found: ${name}`);
  };
  const process = strict('process', { platform: options.platform, versions: options.versions, type: 'renderer', sandboxed: true, contextIsolated: true });
  try {
    if (options.failure !== null) throw new SyntaxError(options.failure);
    const module = { exports: {} };
    preload?.(require, process, module.exports, module, world);
  } catch (error) {
    console.error(`Unable to load preload script: ${options.preloadPath}`);
    console.error(error);
    tell({ kind: 'preloadError', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
