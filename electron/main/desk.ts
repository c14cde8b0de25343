import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Core } from '#core';
import type { Command } from '#shared/model/command.ts';
import { pageAddress } from './pageAddress.ts';
import { places } from './places.ts';
import { createWindowMemory } from './windowMemory.ts';
import { smallest, windowPlace } from './windowPlace.ts';

interface Deps {
  readonly core: Pick<Core, 'command' | 'dataDir'>;
  readonly log: { error(details: object, message: string): void };
}

/** The one window, which shows the desk. */
export interface Desk {
  /** Opens the window where it is closed, and resolves once its page is loaded; else brings it to the front. */
  readonly show: () => Promise<void>;
  /** Shows the window at once or as soon as may be, and asks its page for something where it is named. */
  readonly raise: (command?: Command) => void;
  /** Null while it is closed. */
  readonly window: () => BrowserWindow | null;
}

/** The first paint is of the theme's own ground. */
const ground = { light: '#f6f5f2', dark: '#111214' };

export function createDesk({ core, log }: Deps): Desk {
  const memory = createWindowMemory(join(core.dataDir, 'window.json'));
  // Held here: a window that nobody refers to may be collected.
  let current: BrowserWindow | null = null;

  async function open(): Promise<void> {
    const remembered = memory.read();
    const window = new BrowserWindow({
      ...windowPlace(remembered?.place ?? null, screen.getPrimaryDisplay().workArea, screen.getAllDisplays().map(({ workArea }) => workArea)),
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: app.name,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
      webPreferences: {
        preload: places.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        // Its dictionaries would come from somebody else's server.
        spellcheck: false,
      },
    });
    current = window;
    if (remembered?.maximized === true) window.maximize();
    window.once('ready-to-show', () => {
      window.show();
      // scripts/start.mjs waits for this line.
      process.stdout.write('earshot: window ready\n');
    });
    let isClosing = false;
    // Whoever prevents it has listened since the window was made, so before this.
    window.on('close', (event) => {
      isClosing = !event.defaultPrevented;
      memory.keep({ place: window.getNormalBounds(), maximized: window.isMaximized() });
    });
    window.on('closed', () => {
      current = null;
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log.error({ reason }, 'The page ended; it is loaded again');
      // Not at once: one that ends every time must not keep the computer busy.
      setTimeout(() => {
        if (!window.isDestroyed()) window.webContents.reload();
      }, 1000);
    });
    await window.loadURL(pageAddress).catch((error: unknown) => {
      // Closed before it was loaded: nobody is waiting for it any more. Loading may fail before the window is destroyed.
      if (!isClosing) throw error;
    });
  }

  async function show(): Promise<void> {
    if (current === null) return open();
    if (current.isMinimized()) current.restore();
    current.show();
    current.focus();
  }

  return {
    show,
    raise(command) {
      if (command !== undefined) core.command(command);
      show().catch((error: unknown) => log.error({ err: error }, 'The window could not be opened'));
    },
    window: () => current,
  };
}
