import type * as Electron from 'electron';
import { preloadScript } from './preload.ts';
import { createContents } from './contents.ts';
import type { Contents, ContentsDeps } from './contents.ts';
import { destroy, preventable, strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';

export interface WindowDeps extends ContentsDeps {
  readonly isReady: () => boolean;
  readonly userAgent: () => string;
  readonly opened: (window: Electron.BrowserWindow) => void;
  readonly focused: (window: Electron.BrowserWindow, isFocused: boolean) => void;
  readonly closeCancelled: () => void;
  readonly allClosed: () => void;
}

/** BrowserWindow, and the windows by the number that the pages' process calls them. */
export interface Windows {
  readonly BrowserWindow: typeof Electron.BrowserWindow;
  count(): number;
  contentsOf(id: number): Contents | null;
  titled(id: number, title: string): void;
  /** The page has ended by itself, or at the window's wish. */
  pageGone(id: number): void;
  /** A window for a page that another page opened. */
  adopt(): number;
  closeAll(): void;
  destroyAll(): void;
}

/** What only the double knows of a window. */
interface OpenWindow {
  readonly window: Electron.BrowserWindow;
  readonly contents: Contents;
  readonly titled: (title: string) => void;
  readonly ended: () => void;
}

export function createWindows(deps: WindowDeps): Windows {
  const open = new Map<number, OpenWindow>();
  let lastId = 0;
  let isAdopting = false;

  class BrowserWindow extends strictEmitter('BrowserWindow') implements Part<Electron.BrowserWindow> {
    readonly #id: number;
    readonly #contents: Contents;
    #bounds: Electron.Rectangle;
    #title: string;
    #isVisible: boolean;
    #isFocused = false;
    #isMinimized = false;
    #isMaximized = false;
    #isFullScreen = false;
    #isDestroyed = false;

    constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
      super();
      if (!deps.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
      const preferences = options.webPreferences ?? {};
      if (preferences.partition !== undefined || preferences.session !== undefined) throw new Error('The double of electron does not implement sessions besides the default one');
      lastId += 1;
      this.#id = lastId;
      this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
      this.#title = options.title ?? 'Electron';
      this.#isVisible = options.show ?? true;
      this.#contents = createContents(this.#id, preferences, deps);
      open.set(this.#id, {
        window: whole(this),
        contents: this.#contents,
        titled: (title) => this.#titled(title),
        ended: () => this.#ended(),
      });
      if (!isAdopting) {
        const { width, height } = this.#bounds;
        const page = { width, height, script: preloadScript(preferences), userAgent: deps.userAgent() };
        deps.windows.openPage(this.#id, page).catch((error: unknown) => console.error(error));
      }
      this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
      deps.opened(whole(this));
      if (this.#isVisible) this.focus();
    }

    get id(): number {
      return this.#id;
    }

    get webContents(): Electron.WebContents {
      return this.#contents.webContents;
    }

    loadURL(address: string): Promise<void> {
      return this.webContents.loadURL(address);
    }

    reload(): void {
      this.webContents.reload();
    }

    close(): void {
      const event = preventable({});
      this.emit('close', event);
      if (event.defaultPrevented) deps.closeCancelled();
      else this.destroy();
    }

    destroy(): void {
      deps.windows.closePage(this.#id).then(
        () => this.#ended(),
        () => this.#ended(),
      );
    }

    #ended(): void {
      if (this.#isDestroyed) return;
      this.#isDestroyed = true;
      this.#isFocused = false;
      open.delete(this.#id);
      this.emit('closed');
      this.#contents.gone();
      destroy(this);
      if (open.size === 0) deps.allClosed();
    }

    isDestroyed(): boolean {
      return this.#isDestroyed;
    }

    isVisible(): boolean {
      return this.#isVisible;
    }

    isFocused(): boolean {
      return this.#isFocused;
    }

    isMinimized(): boolean {
      return this.#isMinimized;
    }

    isMaximized(): boolean {
      return this.#isMaximized;
    }

    isFullScreen(): boolean {
      return this.#isFullScreen;
    }

    getBounds(): Electron.Rectangle {
      return { ...this.#bounds };
    }

    getNormalBounds(): Electron.Rectangle {
      return { ...this.#bounds };
    }

    getTitle(): string {
      return this.#title;
    }

    show(): void {
      this.showInactive();
      this.focus();
    }

    showInactive(): void {
      if (this.#isVisible) return;
      this.#isVisible = true;
      this.emit('show');
    }

    hide(): void {
      this.blur();
      if (!this.#isVisible) return;
      this.#isVisible = false;
      this.emit('hide');
    }

    focus(): void {
      if (!this.#isVisible || this.#isMinimized || this.#isFocused) return;
      for (const { window } of open.values()) window.blur();
      this.#isFocused = true;
      this.emit('focus');
      deps.focused(whole(this), true);
    }

    blur(): void {
      if (!this.#isFocused) return;
      this.#isFocused = false;
      this.emit('blur');
      deps.focused(whole(this), false);
    }

    minimize(): void {
      this.blur();
      this.#isMinimized = true;
      this.emit('minimize');
    }

    restore(): void {
      if (!this.#isMinimized) return;
      this.#isMinimized = false;
      this.emit('restore');
      this.focus();
    }

    maximize(): void {
      this.#isMaximized = true;
      this.showInactive();
      this.emit('maximize');
      this.emit('resize');
    }

    unmaximize(): void {
      this.#isMaximized = false;
      this.emit('unmaximize');
      this.emit('resize');
    }

    setFullScreen(isFullScreen: boolean): void {
      this.#isFullScreen = isFullScreen;
      this.emit(isFullScreen ? 'enter-full-screen' : 'leave-full-screen');
    }

    setBounds(bounds: Partial<Electron.Rectangle>): void {
      const was = this.#bounds;
      this.#bounds = { ...was, ...bounds };
      const { x, y, width, height } = this.#bounds;
      if (width !== was.width || height !== was.height) {
        deps.windows.resize(this.#id, width, height).catch(() => {});
        this.emit('resize');
        this.emit('resized');
      }
      if (x !== was.x || y !== was.y) {
        this.emit('move');
        this.emit('moved');
      }
    }

    setTitle(title: string): void {
      this.#title = title;
    }

    /** The page's title becomes the window's, unless a listener prevents it. */
    #titled(title: string): void {
      const event = preventable({});
      this.emit('page-title-updated', event, title, true);
      if (!event.defaultPrevented) this.#title = title;
    }

    // What only a screen could show.
    flashFrame(): void {}
    setMenuBarVisibility(): void {}
    setBackgroundColor(): void {}
    setOverlayIcon(): void {}

    static getAllWindows(): Electron.BrowserWindow[] {
      return Array.from(open.values(), ({ window }) => window);
    }

    static getFocusedWindow(): Electron.BrowserWindow | null {
      return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null;
    }

    static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
      return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
    }

    static fromId(id: number): Electron.BrowserWindow | null {
      return open.get(id)?.window ?? null;
    }
  }

  return {
    BrowserWindow: BrowserWindow as unknown as typeof Electron.BrowserWindow, // a part, which throws the names of the rest
    count: () => open.size,
    contentsOf: (id) => open.get(id)?.contents ?? null,
    titled: (id, title) => open.get(id)?.titled(title),
    pageGone: (id) => open.get(id)?.ended(),
    adopt() {
      isAdopting = true;
      try {
        return new BrowserWindow().id;
      } finally {
        isAdopting = false;
      }
    },
    closeAll: () => {
      for (const { window } of open.values()) window.close();
    },
    destroyAll: () => {
      for (const { window } of open.values()) window.destroy();
    },
  };
}
