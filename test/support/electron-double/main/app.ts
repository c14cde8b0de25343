import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type * as Electron from 'electron';
import type { WindowsFace } from '../faces.ts';
import type { Remote } from '../wire.ts';
import { preventable, strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';
import type { Windows } from './browserWindow.ts';

export interface AppDeps {
  readonly appPath: string;
  readonly packageJson: { readonly name?: string; readonly productName?: string; readonly version?: string };
  readonly windows: Remote<WindowsFace>;
  readonly openWindows: () => Pick<Windows, 'count' | 'closeAll' | 'destroyAll'>;
  /** Ends the process. */
  readonly exit: (code: number) => void;
}

/** app, and what happens to it. */
export interface Application {
  readonly app: Electron.App;
  readonly isReady: () => boolean;
  readonly becomeReady: () => void;
  readonly opened: (window: Electron.BrowserWindow) => void;
  readonly focused: (window: Electron.BrowserWindow, isFocused: boolean) => void;
  readonly closeCancelled: () => void;
  readonly allWindowsClosed: () => void;
  readonly instanceStarted: (argv: readonly string[], cwd: string, data: unknown) => void;
}

export function createApp({ appPath, packageJson, windows, openWindows, exit }: AppDeps): Application {
  const ready = Promise.withResolvers<void>();
  let isReady = false;
  let isQuitting = false;
  let isExiting = false;
  let exitCode = 0;
  let name = packageJson.productName ?? packageJson.name ?? 'Electron';
  let badge = 0;
  let loginItem: Electron.Settings | null = null;
  const appData = join(homedir(), '.config');
  const paths = new Map([
    ['home', homedir()],
    ['temp', tmpdir()],
    ['appData', appData],
    ['userData', join(appData, name)],
    ['downloads', join(homedir(), 'Downloads')],
    ['exe', process.execPath],
  ]);
  let lock: { readonly file: string; readonly handle: number } | null = null;

  /** As in Electron's browser.cc: the windows were asked and are gone. */
  function quitWithoutWindows(): void {
    const event = preventable({});
    app.emit('will-quit', event);
    if (event.defaultPrevented) isQuitting = false;
    else shutDown();
  }

  function shutDown(): void {
    app.emit('quit', preventable({}), exitCode);
    app.releaseSingleInstanceLock();
    // What stands below a call of quit or exit still runs.
    setImmediate(() => exit(exitCode));
  }

  class App extends strictEmitter('app') implements Part<Electron.App> {
    get name(): string {
      return name;
    }

    set name(wanted: string) {
      name = wanted;
    }

    get isPackaged(): boolean {
      return false;
    }

    get badgeCount(): number {
      return badge;
    }

    set badgeCount(count: number) {
      badge = count;
    }

    /** Undefined off macOS. */
    get dock(): Electron.Dock | undefined {
      return undefined;
    }

    whenReady(): Promise<void> {
      return ready.promise;
    }

    isReady(): boolean {
      return isReady;
    }

    getName(): string {
      return name;
    }

    setName(wanted: string): void {
      name = wanted;
    }

    getVersion(): string {
      return packageJson.version ?? '0.0.0';
    }

    getAppPath(): string {
      return appPath;
    }

    getLocale(): string {
      return isReady ? 'en-US' : '';
    }

    getPath(place: string): string {
      const path = paths.get(place);
      if (path === undefined) throw new Error(`Failed to get '${place}' path`);
      return path;
    }

    setPath(place: string, path: string): void {
      if (!isAbsolute(path)) throw new Error('Path must be absolute');
      paths.set(place, path);
    }

    setAsDefaultProtocolClient(scheme: string): boolean {
      if (!/^[a-z][\d+.a-z-]*$/.test(scheme)) throw new Error(`${scheme} is no scheme`);
      return true;
    }

    /** On Linux Electron has the function and does nothing. */
    setLoginItemSettings(settings: Electron.Settings): void {
      loginItem = process.platform === 'linux' ? null : settings;
    }

    getLoginItemSettings({ args = [] }: Electron.LoginItemSettingsOptions = {}): Electron.LoginItemSettings {
      const isSame = loginItem !== null && (process.platform === 'darwin' || (loginItem.args ?? []).join(' ') === args.join(' '));
      const openAtLogin = isSame && loginItem?.openAtLogin === true;
      return { openAtLogin, wasOpenedAtLogin: false, status: openAtLogin ? 'enabled' : 'not-registered', executableWillLaunchAtLogin: openAtLogin, launchItems: [] };
    }

    setAppUserModelId(): void {}

    setToastActivatorCLSID(): void {}

    setBadgeCount(count = 0): boolean {
      badge = count;
      return true;
    }

    getBadgeCount(): number {
      return badge;
    }

    focus(): void {}

    enableSandbox(): void {
      if (isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    }

    requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
      if (lock !== null) return true;
      const file = join(this.getPath('userData'), 'SingletonLock');
      mkdirSync(this.getPath('userData'), { recursive: true });
      if (!isHeld(file)) rmSync(file, { force: true });
      try {
        lock = { file, handle: openSync(file, 'wx') };
      } catch {
        windows.secondInstance(process.argv, process.cwd(), data ?? null).catch(() => {});
        return false;
      }
      writeSync(lock.handle, String(process.pid));
      return true;
    }

    hasSingleInstanceLock(): boolean {
      return lock !== null;
    }

    releaseSingleInstanceLock(): void {
      if (lock === null) return;
      closeSync(lock.handle);
      rmSync(lock.file, { force: true });
      lock = null;
    }

    quit(): void {
      if (isQuitting) return;
      const event = preventable({});
      this.emit('before-quit', event);
      isQuitting = !event.defaultPrevented;
      if (!isQuitting) return;
      if (openWindows().count() === 0) quitWithoutWindows();
      else openWindows().closeAll();
    }

    exit(code = 0): void {
      exitCode = code;
      isQuitting = true;
      isExiting = true;
      if (!isReady) exit(code);
      else if (openWindows().count() === 0) shutDown();
      else openWindows().destroyAll();
    }
  }
  const app = new App();

  return {
    app: whole<Electron.App>(app),
    isReady: () => isReady,
    becomeReady() {
      isReady = true;
      app.emit('will-finish-launching');
      app.emit('ready', preventable({}), {});
      ready.resolve();
    },
    opened(window) {
      const contents = window.webContents;
      app.emit('web-contents-created', preventable({}), contents);
      app.emit('browser-window-created', preventable({}), window);
    },
    focused(window, isFocused) {
      app.emit(isFocused ? 'browser-window-focus' : 'browser-window-blur', preventable({}), window);
    },
    closeCancelled() {
      isQuitting = false;
    },
    allWindowsClosed() {
      if (isExiting) shutDown();
      else if (isQuitting) quitWithoutWindows();
      else if (app.listenerCount('window-all-closed') === 0) app.quit();
      else app.emit('window-all-closed');
    },
    instanceStarted(argv, cwd, data) {
      app.emit('second-instance', preventable({}), argv, cwd, data);
    },
  };
}

/** Whether the process that wrote the lock still runs. */
function isHeld(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
