import type * as Electron from 'electron';
import { createCodec } from '../codec.ts';
import type { AppFace } from '../faces.ts';
import { createApp } from './app.ts';
import type { AppDeps } from './app.ts';
import { createBridge } from './bridge.ts';
import { createWindows } from './browserWindow.ts';
import { createDownload } from './downloads.ts';
import { createNativeImages } from './image.ts';
import { createMenus } from './menu.ts';
import { createNotificationClass } from './notification.ts';
import { createPorts } from './ports.ts';
import { createProtocols } from './protocol.ts';
import { createSessions } from './session.ts';
import { ElectronObject, missing, strictEmitter, whole } from './strict.ts';
import { createSystem } from './system.ts';
import { createTrayClass } from './tray.ts';

type ElectronModule = Partial<typeof Electron>;

/** What Electron's main process offers and the double lacks; each may be imported, and throws its name when it is used. */
export const absent = [
  'autoUpdater', 'BaseWindow', 'BrowserView', 'clipboard', 'ClipboardItem', 'contentTracing', 'crashReporter', 'desktopCapturer', 'globalShortcut', 'ImageView',
  'inAppPurchase', 'IpcMainServiceWorker', 'netLog', 'pushNotifications', 'safeStorage', 'sharedTexture', 'ShareMenu',
  'systemPreferences', 'TouchBar', 'utilityProcess', 'View', 'webContents', 'WebContentsView', 'webFrameMain', 'WebSocket',
] as const satisfies readonly (keyof ElectronModule)[];

export interface Double {
  /** The module that the app imports as `electron`. */
  readonly electron: ElectronModule;
  /** What the pages' process is offered. */
  readonly face: Omit<AppFace, 'evaluate'>;
  /** Makes the app ready. Electron does so once the main module has run to its end. */
  start(): Promise<void>;
  close(): void;
}

/** Electron's main process without Electron. */
export function createElectron({ windows, ...appDeps }: Pick<AppDeps, 'appPath' | 'packageJson' | 'exit' | 'windows'>): Double {
  const codec = createCodec((value) => ElectronObject.is(value));
  const application = createApp({ ...appDeps, windows, openWindows: () => open });
  const { app, isReady } = application;
  const protocols = createProtocols(isReady);
  const sessions = createSessions(isReady, protocols.protocol);
  const ports = createPorts(codec);
  const bridge = createBridge(protocols);
  class IpcMain extends strictEmitter('ipcMain') {}
  const ipcMain = whole<Electron.IpcMain>(new IpcMain() as object);
  const open = createWindows({
    windows, codec, ports, protocols, sessions, ipcMain, isReady,
    download: createDownload(protocols.handlerFor, sessions.defaultSession),
    userAgent: () => `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ${app.name}/${app.getVersion()} Chrome/${process.versions['chrome']} Electron/${process.versions['electron']} Safari/537.36`,
    opened: application.opened,
    focused: application.focused,
    closeCancelled: application.closeCancelled,
    allClosed: application.allWindowsClosed,
  });
  const { BrowserWindow } = open;

  const electron: ElectronModule = {
    app,
    BrowserWindow,
    ipcMain,
    MessageChannelMain: ports.MessageChannelMain,
    protocol: protocols.protocol,
    net: protocols.net,
    session: sessions.session,
    Notification: createNotificationClass(isReady),
    nativeImage: createNativeImages(),
    Tray: createTrayClass(isReady),
    ...createMenus({ quit: () => app.quit(), focusedWindow: () => BrowserWindow.getFocusedWindow() }),
    ...createSystem({ isReady, windows }),
    ...Object.fromEntries(absent.map((name) => [name, missing(name)])),
  };

  return {
    electron,
    async start() {
      await windows.begin(await bridge.listen());
      application.becomeReady();
    },
    close: () => bridge.close(),
    face: {
      received: (id, document, message) => open.contentsOf(id)?.received(document, message),
      documentGone: (id, document) => open.contentsOf(id)?.documentGone(document),
      mayNavigate: (id, navigation) => open.contentsOf(id)?.mayNavigate(navigation) ?? false,
      mayOpen: (id, opening) => (open.contentsOf(id)?.mayOpen(opening) ? open.adopt() : null),
      navigated: (id, address) => open.contentsOf(id)?.navigated(address),
      loaded: (id, what) => open.contentsOf(id)?.loaded(what),
      titled: (id, title) => open.titled(id, title),
      pageGone: (id) => open.pageGone(id),
      pageCrashed: (id) => open.contentsOf(id)?.crashed(),
      instanceStarted: application.instanceStarted,
    },
  };
}
