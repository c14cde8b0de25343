import { BrowserWindow, nativeTheme } from 'electron';
import type { BrowserWindowConstructorOptions } from 'electron';
import { pageAddress } from './pageAddress.ts';
import { places } from './places.ts';

interface Deps {
  readonly log: { error(details: object, message: string): void };
}

type Options = Pick<BrowserWindowConstructorOptions, 'x' | 'y' | 'width' | 'height' | 'minWidth' | 'minHeight' | 'title'>;

/** The ground of the theme, which is painted first. */
const ground = (): string => (nativeTheme.shouldUseDarkColors ? '#111214' : '#f6f5f2');

/** A window for the own page, hidden until that is ready; a page that ends by itself is loaded again. */
export function createPageWindow(options: Options, { log }: Deps): BrowserWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
    backgroundColor: ground(),
    webPreferences: {
      preload: places.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // Its dictionaries would come from somebody else's server.
      spellcheck: false,
    },
  });
  const repaint = (): void => window.setBackgroundColor(ground());
  nativeTheme.on('updated', repaint);
  window.on('closed', () => nativeTheme.off('updated', repaint));
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error({ reason }, 'The page ended; it is loaded again');
    // Not at once: one that ends every time must not keep the computer busy.
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, 1000);
  });
  return window;
}

/** Loads the page; `place` is where in it, such as `?call=1#/call`. A window that is closed meanwhile is no failure. */
export async function loadPage(window: BrowserWindow, place = ''): Promise<void> {
  let isClosing = false;
  // Whoever prevents it has listened since the window was made, so before this.
  window.on('close', (event) => {
    isClosing = !event.defaultPrevented;
  });
  await window.loadURL(`${pageAddress}${place}`).catch((error: unknown) => {
    // Nobody is waiting for it any more. Loading may fail before the window is destroyed.
    if (!isClosing) throw error;
  });
}

/** Brings a window to the front, wherever it is. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
