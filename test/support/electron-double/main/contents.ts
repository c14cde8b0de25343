import type * as Electron from 'electron';
import type { Codec } from '../codec.ts';
import type { Navigation, WindowsFace } from '../faces.ts';
import type { PageMessage, PreloadFailure } from '../messages.ts';
import type { Remote } from '../wire.ts';
import type { Download } from './downloads.ts';
import { createPipe } from './pipe.ts';
import type { End } from './pipe.ts';
import type { Ports } from './ports.ts';
import type { Protocols } from './protocol.ts';
import { originOf } from './session.ts';
import type { Sessions } from './session.ts';
import { destroy, preventable, strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';

export interface ContentsDeps {
  readonly windows: Remote<WindowsFace>;
  readonly codec: Codec;
  readonly ports: Ports;
  readonly protocols: Protocols;
  readonly sessions: Sessions;
  readonly ipcMain: Electron.IpcMain;
  readonly download: Download;
}

/** A window's contents for the app, and what its page reports. */
export interface Contents {
  readonly webContents: Electron.WebContents;
  received(document: number, text: string): void;
  documentGone(document: number): void;
  mayNavigate(navigation: Navigation): boolean;
  /** What setWindowOpenHandler's function says; without one Electron opens whatever is asked for. */
  mayOpen(details: { readonly url: string; readonly frameName: string; readonly features: string }): boolean;
  navigated(address: string): void;
  loaded(what: 'dom-ready' | 'did-finish-load'): void;
  crashed(): void;
  gone(): void;
}

export function createContents(id: number, preferences: Electron.WebPreferences, deps: ContentsDeps): Contents {
  const { windows, codec, ports, protocols, sessions, ipcMain, download } = deps;
  /** This end's halves of the ports that a document of the page holds. */
  const inPage = new Map<string, { readonly document: number | null; readonly end: End }>();
  let address = '';
  let isLoading = false;
  let lastPort = 0;
  let zoomLevel = 0;
  let openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;

  const deliver = (document: number | null, message: PageMessage): void => {
    windows.deliver(id, document, JSON.stringify(message)).catch(() => {});
  };

  /** Leads between a pipe and a port of the page. */
  function relay(document: number | null, port: string, end: End): void {
    inPage.set(port, { document, end });
    end.listen({
      message: (data) => deliver(document, { kind: 'port', port, data }),
      closed: () => {
        inPage.delete(port);
        deliver(document, { kind: 'portClosed', port });
      },
    });
  }

  class WebFrameMain extends strictEmitter('WebFrameMain') implements Part<Electron.WebFrameMain> {
    readonly parent = null;
    readonly routingId = id;
    readonly processId = id;

    get top(): Electron.WebFrameMain {
      return mainFrame;
    }

    get url(): string {
      return address;
    }

    get origin(): string {
      return originOf(address);
    }
  }
  const mainFrame = whole<Electron.WebFrameMain>(new WebFrameMain());

  class WebContents extends strictEmitter('WebContents') implements Part<Electron.WebContents> {
    readonly id = id;
    readonly session = sessions.defaultSession;
    readonly mainFrame = mainFrame;

    getURL(): string {
      return address;
    }

    isLoading(): boolean {
      return isLoading;
    }

    isDestroyed(): boolean {
      return isGone;
    }

    /** Not in Electron's types, but in Electron. */
    getLastWebPreferences(): Electron.WebPreferences {
      return { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, ...preferences };
    }

    async loadURL(wanted: string): Promise<void> {
      const obstacle = protocols.whyNoPage(wanted);
      try {
        if (obstacle !== null) throw new Error(`ERR_FAILED (-2) loading '${wanted}': ${obstacle}`);
        const permissions = await sessions.permissionsAt(contents, wanted);
        isLoading = true;
        this.emit('did-start-loading');
        await windows.load(id, wanted, permissions);
      } catch (error) {
        isLoading = false;
        const text = error instanceof Error ? error.message : String(error);
        this.emit('did-fail-load', preventable({}), -2, text, wanted, true);
        throw Object.assign(new Error(text), { code: 'ERR_FAILED', errno: -2, url: wanted });
      }
    }

    /** Nothing grows by it. */
    setZoomLevel(level: number): void {
      if (address === '') throw new Error('The double of electron keeps a zoom level for an address, and this window has none yet');
      zoomLevel = level;
    }

    getZoomLevel(): number {
      return zoomLevel;
    }

    downloadURL(url: string): void {
      download(contents, url);
    }

    reload(): void {
      windows.reload(id).catch(() => {});
    }

    send(channel: string, ...args: unknown[]): void {
      deliver(null, { kind: 'send', channel, data: codec.encode(args), ports: [] });
    }

    postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
      const data = codec.encode([message]);
      const names = ports.takeEnds(transfer).map((end) => {
        lastPort += 1;
        const name = `main-${id}-${lastPort}`;
        relay(null, name, end);
        return name;
      });
      deliver(null, { kind: 'send', channel, data, ports: names });
    }

    setWindowOpenHandler(handler: typeof openHandler): void {
      openHandler = handler;
    }
  }
  let isGone = false;
  const emitter = new WebContents();
  const contents = whole<Electron.WebContents>(emitter);

  function closePorts(belongs: (document: number | null) => boolean): void {
    for (const [name, { document, end }] of inPage) {
      if (!belongs(document)) continue;
      inPage.delete(name);
      end.close();
    }
  }

  let current: number | null = null;
  return {
    webContents: contents,

    received(document, text) {
      current = document;
      const message = JSON.parse(text) as PageMessage | PreloadFailure;
      if (message.kind === 'preloadError') {
        emitter.emit('preload-error', preventable({}), preferences.preload ?? '', new Error(message.message));
      } else if (message.kind === 'port') inPage.get(message.port)?.end.post(message.data);
      else if (message.kind === 'portClosed') {
        inPage.get(message.port)?.end.close();
        inPage.delete(message.port);
      } else {
        const event = {
          type: 'frame',
          sender: contents,
          processId: id,
          frameId: id,
          // Electron looks the frame up when asked: it may have navigated away meanwhile.
          get senderFrame() {
            return current === document && !isGone ? mainFrame : null;
          },
          ports: message.ports.map((name) => {
            const [mine, pages] = createPipe();
            relay(document, name, pages);
            return ports.portAt(mine);
          }),
        };
        const args = codec.decode(message.data) as unknown[];
        emitter.emit('ipc-message', event, message.channel, ...args);
        ipcMain.emit(message.channel, event, ...args);
      }
    },

    documentGone(document) {
      if (current === document) current = null;
      closePorts((owner) => owner === document || owner === null);
    },

    mayNavigate({ url, isMainFrame, isRedirect }) {
      const details = { url, isSameDocument: false, isMainFrame, frame: isMainFrame ? mainFrame : null, initiator: mainFrame };
      const isRefused = (name: string): boolean => {
        const event = preventable({ ...details });
        emitter.emit(name, event, url, false, isMainFrame, id, id);
        return event.defaultPrevented;
      };
      if (isRedirect) return !isRefused('will-redirect');
      return !isRefused('will-frame-navigate') && !(isMainFrame && isRefused('will-navigate'));
    },

    mayOpen(details) {
      const decision = openHandler?.({ ...details, disposition: 'foreground-tab', referrer: { url: address, policy: 'default' } });
      return decision?.action !== 'deny';
    },

    navigated(to) {
      address = to;
      emitter.emit('did-navigate', preventable({}), to, 200, 'OK');
    },

    loaded(what) {
      if (what === 'did-finish-load') isLoading = false;
      emitter.emit(what);
    },

    crashed() {
      closePorts(() => true);
      emitter.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 1 });
    },

    gone() {
      isGone = true;
      closePorts(() => true);
      emitter.emit('destroyed');
      destroy(emitter);
    },
  };
}
